import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confirmWrite as confirm } from './confirm-write.ts';
import { isInStep, planPatch } from './plan-patch.ts';
import { agreed, HERE, plan, rule, shadow, show } from './testing/scene.ts';

const confirmWrite = (...given: Parameters<typeof confirm>) => confirm(...given).shadow;

describe('5.2 the patch', () => {
  const fields = fc.dictionary(fc.constantFrom('title', 'body', 'stage'), fc.constantFrom('a', 'b', null, ''));
  const rules = [rule(), rule({ field: 'body' }), rule({ field: 'stage' })];

  it('5.2 is projection minus seen: applied, it leaves nothing to write', () => {
    fc.assert(
      fc.property(fields, fields, (entity, seen) => {
        const { patch } = plan(entity, shadow({ seen }), rules);
        for (const [field, value] of Object.entries(patch)) {
          expect(value).toEqual(entity[field]);
          expect(value).not.toEqual(seen[field]);
        }
        expect(plan(entity, shadow({ seen: { ...seen, ...patch } }), rules).patch).toEqual({});
      }),
    );
  });

  it('5.2 an echo is empty: what was taken from this side is not written to it', () => {
    fc.assert(
      fc.property(fields, fields, (seen, incoming) => {
        const result = show({ entity: seen, shadow: agreed(seen), incoming, rules });
        expect(plan({ ...seen, ...result.patch }, result.shadow, rules).patch).toEqual({});
      }),
    );
  });

  it('5.2 what stood there before a decision that was taken back is written back once, and never over a newer word', () => {
    const entity = { title: 'ours' };
    const held = { title: { reason: 'concurrent_edit', key: '', restore: 'theirs' } };
    const before = shadow({ seen: { title: 'ours' }, base: { title: 'ours' }, held });
    const { patch } = plan(entity, before, rules);
    expect(patch).toEqual({ title: 'theirs' });
    const after = confirmWrite(before, { patch, expected: before.seen }, patch);
    expect(after.held).toHaveProperty('title');
    expect(plan(entity, after, rules).patch).toEqual({});
    for (const reason of ['concurrent_edit', 'contested_field']) {
      const known = { ...after, held: { title: { ...held.title, reason } } };
      const said = show({ entity, shadow: known, incoming: { title: 'newer' }, rules });
      expect(plan({ ...entity, ...said.patch }, said.shadow, rules).patch).not.toEqual({ title: 'theirs' });
    }
  });

  it('5.1 leaves out what the remote does not let be written, and what is mapped inwards or not at all', () => {
    const all = [
      rule({ direction: 'in' }),
      rule({ field: 'body', direction: 'none' }),
      rule({ field: 'stage', direction: 'out' }),
      rule({ field: 'id' }),
    ];
    const entity = { title: 'x', body: 'x', stage: 'x', id: 'x' };
    expect(planPatch(HERE, entity, shadow(), all, (remote) => remote !== 'id').patch).toEqual({ stage: 'x' });
  });

  it('5.1 writes under the name that the remote has for the field', () => {
    expect(plan({ title: 'x' }, shadow(), [rule({ field: 'title', remote: 'summary' })]).patch).toEqual({
      summary: 'x',
    });
  });

  it('5.1 writes to an owner only what it was made with, as long as nobody there has said anything', () => {
    const owned = [rule({ policy: { mode: 'remote_wins', streams: [HERE] } })];
    expect(plan({ title: 'ours' }, shadow({ seen: { title: 'default' } }), owned).patch).toEqual({ title: 'ours' });
    expect(plan({ title: 'ours' }, agreed({ title: 'said' }), owned).patch).toEqual({});
  });
});

describe('4 sensitive fields', () => {
  const secret = [rule({ policy: { sensitive: true } }), rule({ field: 'body' })];
  const entity = { title: 'ours', body: 'ours' };
  const known = agreed({ title: 'old', body: 'old' });

  it('4 wait for an approval, the others go', () => {
    const planned = plan(entity, known, secret);
    expect(planned.patch).toEqual({ body: 'ours' });
    expect(planned.awaiting).toMatchObject([{ rule: { field: 'title' }, value: 'ours' }]);
  });

  it('4 an approval is for one value', () => {
    const approved = { ...known, approved: { title: 'ours' } };
    expect(plan(entity, approved, secret)).toMatchObject({ patch: entity, awaiting: [] });
    expect(plan({ ...entity, title: 'other' }, approved, secret).awaiting).toMatchObject([{ value: 'other' }]);
  });

  it('4 an approval is for one write: the same value asks again later', () => {
    const approved = { ...known, approved: { title: 'ours' } };
    const written = confirmWrite(approved, { patch: { title: 'ours' }, expected: known.seen }, { title: 'ours' });
    expect(written.approved).toEqual({});
    const reverted = show({
      entity,
      shadow: written,
      incoming: { title: 'old' },
      rules: [rule({ policy: { sensitive: true, mode: 'local_wins' } })],
    });
    expect(plan(entity, reverted.shadow, secret).awaiting).toMatchObject([{ value: 'ours' }]);
  });

  it('4 a sensitive field is taken from a remote like any other', () => {
    expect(show({ entity, shadow: known, incoming: { title: 'theirs' }, rules: secret }).patch).toEqual({
      title: 'theirs',
    });
  });
});

describe('5.3 after the answer', () => {
  const sent = { patch: { title: 'ours' }, expected: { title: 'old' } };
  const known = agreed({ title: 'old' });

  it('5.3 seen is what the vendor shows of it, base what we sent; what it made of it is in step', () => {
    const plain = confirmWrite(known, sent, { title: 'ours' });
    expect(plain).toMatchObject({ seen: { title: 'ours' }, base: { title: 'ours' }, sent: {} });
    const made = confirmWrite(known, sent, { title: 'OURS' });
    expect(made).toMatchObject({ seen: { title: 'OURS' }, base: { title: 'ours' }, sent: { title: 'ours' } });
    for (const after of [plain, made]) expect(plan({ title: 'ours' }, after).patch).toEqual({});
  });

  it('5.3 a vendor that answers with an explicit empty has dropped our value: that is no edit of a person', () => {
    const dropped = confirmWrite(known, sent, { title: null });
    expect(dropped).toMatchObject({ seen: { title: null }, sent: { title: 'ours' } });
    expect(show({ entity: { title: 'ours' }, shadow: dropped, incoming: { title: null } }).patch).toEqual({});
    expect(plan({ title: 'ours' }, dropped).patch).toEqual({});
  });

  it('5.3 a field that the answer does not show is what we sent; fields that we did not send stay as they were', () => {
    const two = agreed({ title: 'old', body: 'old' });
    expect(confirmWrite(two, sent, { body: 'by a person' })).toMatchObject({ seen: { title: 'ours', body: 'old' } });
  });

  it('5.3 a field that was seen to change while the write was under way is left as it was seen', () => {
    const met = show({ entity: { title: 'ours' }, shadow: known, incoming: { title: 'by a person' } });
    const after = confirmWrite(met.shadow, sent, { title: 'ours' });
    expect(after.seen).toEqual({ title: 'by a person' });
    expect(after.base).toEqual(met.shadow.base);
  });

  it('5.3 an edit that was seen meanwhile leaves the attempt in doubt: our write landing on it is not taken for an edit', () => {
    const met = show({ entity: { title: 'ours' }, shadow: known, incoming: { title: 'by a person' } });
    const { shadow: after, overtaken } = confirm(met.shadow, sent, { title: 'ours' });
    expect(overtaken).toEqual(['title']);
    const landed = show({
      entity: { title: 'by a person' },
      shadow: after,
      incoming: { title: 'ours' },
      attempts: [sent],
    });
    expect(landed.patch).toEqual({});
    expect(plan({ title: 'by a person' }, landed.shadow).patch).toEqual({ title: 'by a person' });
    expect(confirm(known, sent, { title: 'ours' }).overtaken).toEqual([]);
  });

  it('5.3 a read that showed our write before the answer came changes nothing', () => {
    const early = show({ entity: { title: 'ours' }, shadow: known, incoming: { title: 'ours' }, attempts: [sent] });
    const after = confirmWrite(early.shadow, sent, { title: 'ours' });
    expect(after).toMatchObject({ seen: { title: 'ours' }, base: { title: 'ours' } });
    expect(plan({ title: 'ours' }, after).patch).toEqual({});
  });

  it('5.3 a hold stands until it is resolved', () => {
    const held = { body: { reason: 'concurrent_edit', key: 'k' } };
    expect(confirmWrite({ ...known, held }, sent, { title: 'ours' }).held).toEqual(held);
  });

  it('5.7 a state on the way is known as ours, and the rest of the way is still to be gone', () => {
    const route = confirmWrite(
      agreed({ title: 'To Do' }),
      { patch: { title: 'In Review' }, expected: { title: 'To Do' } },
      { title: 'In Review' },
    );
    expect(show({ entity: { title: 'Done' }, shadow: route, incoming: { title: 'In Review' } }).patch).toEqual({});
    expect(plan({ title: 'Done' }, route).patch).toEqual({ title: 'Done' });
  });

  it('3.6 in step is: shown, or what the remote made of ours, or an empty that it never showed', () => {
    expect(isInStep('x', shadow({ seen: { title: 'x' } }), 'title')).toBe(true);
    expect(isInStep(' x', shadow({ seen: { title: 'x' }, sent: { title: ' x' } }), 'title')).toBe(true);
    expect(isInStep(null, shadow(), 'title')).toBe(true);
    expect(isInStep(null, shadow({ seen: { title: 'x' } }), 'title')).toBe(false);
    expect(isInStep('y', shadow({ seen: { title: 'x' } }), 'title')).toBe(false);
  });
});
