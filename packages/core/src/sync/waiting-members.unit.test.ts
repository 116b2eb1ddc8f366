import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confirmWrite } from './confirm-write.ts';
import { firstLink } from './first-link.ts';
import type { Shadow } from './shadow.ts';
import { after, agreed, HERE, linked, NOW, plan, rule, show } from './testing/scene.ts';

const set = (...known: string[]) => [rule({ type: 'reference_set', references: 'issues' }, linked(...known))];

/** Merges what was last seen once more, as the engine does with what is held for a reason that passes (3.11). */
function again(entity: Record<string, readonly string[]>, known: Shadow, rules: ReturnType<typeof set>) {
  const { title, ...seen } = known.seen;
  return show({ entity, shadow: { ...known, seen }, incoming: { title: title! }, rules });
}

describe('3.9 members of a set that are not known yet', () => {
  const met = show({
    entity: { title: [] },
    shadow: agreed({ title: [] }),
    incoming: { title: ['1', '2'] },
    rules: set('1'),
  });

  it('3.9 wait, while the rest of the set goes on', () => {
    expect(met.patch).toEqual({ title: ['E1'] });
    expect(met.shadow.held).toEqual({ title: { reason: 'unmapped_reference', key: '', members: ['2'] } });
    expect(plan({ title: ['E1'] }, met.shadow, set('1')).patch).toEqual({});
    expect(plan({ title: ['E1', 'E3'] }, met.shadow, set('1', '3')).patch).toEqual({ title: ['1', '2', '3'] });
    expect(plan({ title: [] }, met.shadow, set('1')).patch).toEqual({ title: ['2'] });
  });

  it('3.9 are never taken out at the remote because they have become known', () => {
    expect(plan({ title: ['E1'] }, met.shadow, set('1', '2')).patch).toEqual({});
    expect(plan({ title: [] }, met.shadow, set('1', '2')).patch).toEqual({ title: ['2'] });
  });

  it('3.9 are taken when they are linked, from seen, beside what the hub has done to the others', () => {
    const result = again({ title: ['E1'] }, met.shadow, set('1', '2'));
    expect(result).toMatchObject({ patch: { title: ['E1', 'E2'] }, shadow: { held: {} } });
    const removed = again({ title: [] }, met.shadow, set('1', '2'));
    expect(removed.patch).toEqual({ title: ['E2'] });
    expect(plan({ title: ['E2'] }, removed.shadow, set('1', '2')).patch).toEqual({ title: ['2'] });
  });

  it('3.9 can be taken out by the hub once it knows them', () => {
    const result = again({ title: ['E1'] }, met.shadow, set('1', '2'));
    expect(plan({ title: ['E1'] }, result.shadow, set('1', '2')).patch).toEqual({ title: ['1'] });
  });

  it('3.9 are waited for no longer when the remote takes them out', () => {
    const result = show({ entity: { title: ['E1'] }, shadow: met.shadow, incoming: { title: ['1'] }, rules: set('1') });
    expect(result).toMatchObject({ patch: {}, shadow: { held: {} } });
  });

  it('3.9 go on waiting through our own writes', () => {
    const sent = { title: ['1', '2', '3'] };
    const confirmed = confirmWrite(met.shadow, { patch: sent, expected: met.shadow.seen }, sent).shadow;
    const settled = show({
      entity: { title: ['E1', 'E3'] },
      shadow: met.shadow,
      incoming: sent,
      rules: set('1', '3'),
      attempts: [{ patch: sent }],
    });
    for (const known of [confirmed, settled.shadow]) {
      expect(plan({ title: ['E1', 'E3'] }, known, set('1', '2', '3')).patch).toEqual({});
      expect(again({ title: ['E1', 'E3'] }, known, set('1', '2', '3')).patch).toEqual({ title: ['E1', 'E2', 'E3'] });
    }
  });

  it('3.9 wait from the first link on, where a difference was accepted too', () => {
    const link = (acceptDifferences: boolean) =>
      firstLink({
        member: HERE,
        entity: { title: ['E1', 'E3'] },
        incoming: { title: ['1', '2'] },
        timeOf: () => NOW,
        rules: set('1', '3'),
        onLink: { mode: 'fill_empty' },
        acceptDifferences,
        now: NOW,
      }).shadow;
    expect(plan({ title: ['E1', 'E3'] }, link(true), set('1', '2', '3')).patch).toEqual({});
    expect(again({ title: ['E1', 'E3'] }, link(true), set('1', '2', '3')).patch).toEqual({ title: ['E1', 'E2', 'E3'] });
  });

  it('3.9 whatever becomes known and whatever is edited meanwhile: no reference is lost at the remote', () => {
    const ids = ['1', '2', '3', '4', '5'];
    const some = fc.subarray(ids);
    fc.assert(
      fc.property(some, some, some, some, (shown, knownFirst, knownLater, added) => {
        const first = show({
          entity: { title: [] },
          shadow: agreed({ title: [] }),
          incoming: { title: shown },
          rules: set(...knownFirst),
        });
        const known = set(...new Set([...knownFirst, ...knownLater, ...added]));
        const entity = after({ title: [] }, first);
        const edited = { title: [...new Set([...(entity.title as string[]), ...added.map((id) => `E${id}`)])].sort() };
        const next = plan(edited, first.shadow, known).patch.title ?? shown;
        for (const id of [...shown, ...added]) expect(next).toContain(id);
        const late = after(edited, again(edited, first.shadow, known));
        for (const id of shown.filter((each) => knownLater.includes(each))) expect(late.title).toContain(`E${id}`);
      }),
    );
  });
});
