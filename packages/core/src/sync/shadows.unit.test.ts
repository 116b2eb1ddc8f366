import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, agreed, linked, minutesAgo, plan, rule, show, showBothChanged } from './testing/scene.ts';

const value = fc.constantFrom('a', 'b', 'c', null, '');
const fields = fc.dictionary(fc.constantFrom('title', 'body', 'stage'), value);
const rules = [
  rule(),
  rule({ field: 'body', type: 'rich_text', policy: { mode: 'manual' } }),
  rule({ field: 'stage', policy: { mode: 'local_wins' } }),
];

describe('3.5 after the merge', () => {
  it('3.5 seen is what came, for every field, and what was not shown stays as it was seen', () => {
    fc.assert(
      fc.property(fields, fields, fields, fields, (entity, seen, base, incoming) => {
        const result = show({
          entity,
          shadow: { ...agreed(base), seen },
          incoming: { ...incoming, unmapped: 1 },
          rules,
        });
        expect(result.shadow.seen).toEqual({ ...seen, ...incoming, unmapped: 1 });
      }),
    );
  });

  it('3.5 base moves where the value was taken or agreed, and stays where it was not', () => {
    fc.assert(
      fc.property(fields, fields, fields, fields, (entity, seen, base, incoming) => {
        const result = show({ entity, shadow: { ...agreed(base), seen }, incoming, rules });
        for (const { field, outcome } of result.decisions)
          expect(result.shadow.base[field]).toEqual(outcome === 'conflict' ? base[field] : incoming[field]);
        const decided = result.decisions.map((decision) => decision.field);
        for (const { field } of rules)
          if (!decided.includes(field)) expect(result.shadow.base[field]).toEqual(base[field]);
      }),
    );
  });

  it('2.4 merging the same again does nothing', () => {
    fc.assert(
      fc.property(fields, fields, fields, fields, (entity, seen, base, incoming) => {
        const once = show({ entity, shadow: { ...agreed(base), seen }, incoming, rules });
        const twice = show({ entity: after(entity, once), shadow: once.shadow, incoming, rules });
        expect(twice).toMatchObject({ patch: {}, decisions: [], conflicts: [], released: [] });
        expect(twice.shadow).toEqual(once.shadow);
      }),
    );
  });

  it('3.5 a field in conflict keeps its base and stays out of patches; the others go on', () => {
    const manual = rule({ policy: { mode: 'manual' } });
    const both = [manual, rule({ field: 'body' })];
    const entity = { title: 'ours', body: 'old' };
    const result = show({
      entity,
      shadow: agreed({ title: 'old', body: 'old' }),
      incoming: { title: 'theirs', body: 'theirs' },
      rules: both,
    });
    expect(result.patch).toEqual({ body: 'theirs' });
    expect(result.shadow).toMatchObject({
      base: { title: 'old', body: 'theirs' },
      held: { title: { reason: 'concurrent_edit' } },
    });
    expect(plan({ title: 'ours', body: 'newer' }, result.shadow, both).patch).toEqual({ body: 'newer' });
  });

  it('3.5 a field that the vendor refuses stays out of patches until something about it changes', () => {
    const held = { title: { reason: 'refused', key: 'item' } };
    const known = agreed({ title: 'old' }, { held });
    expect(plan({ title: 'ours' }, known).patch).toEqual({});
    const result = show({ entity: { title: 'old' }, shadow: known, incoming: { title: 'theirs' } });
    expect(result).toMatchObject({ patch: { title: 'theirs' }, released: ['title'], shadow: { held: {} } });
  });

  it('3.5 a value without a counterpart leaves the field as it is, the others go on', () => {
    const mapped = rule({ type: 'choice', values: [['open', 'Open']] });
    const both = [mapped, rule({ field: 'body' })];
    const entity = { title: 'open', body: 'old' };
    const result = show({
      entity,
      shadow: agreed({ title: 'Open', body: 'old' }),
      incoming: { title: 'Odd', body: 'theirs' },
      rules: both,
    });
    expect(result.patch).toEqual({ body: 'theirs' });
    expect(result.unmappable).toMatchObject([{ value: 'Odd', code: 'unknown_value' }]);
    expect(result.shadow).toMatchObject({ base: { title: 'Open' }, held: { title: { reason: 'unknown_value' } } });
    expect(plan(after(entity, result), result.shadow, both).patch).toEqual({});
    const later = show({ entity, shadow: result.shadow, incoming: { title: 'Open' }, rules: both });
    expect(later).toMatchObject({ patch: {}, released: ['title'], shadow: { held: {} } });
  });

  it('3.11 a value that has got a counterpart is merged from seen', () => {
    const before = show({
      entity: { title: 'open' },
      shadow: agreed({ title: 'Open' }),
      incoming: { title: 'Odd' },
      rules: [rule({ type: 'choice', values: [['open', 'Open']] })],
    });
    const { title, ...seen } = before.shadow.seen;
    const result = show({
      entity: { title: 'open' },
      shadow: { ...before.shadow, seen },
      incoming: { title: title! },
      rules: [
        rule({
          type: 'choice',
          values: [
            ['open', 'Open'],
            ['odd', 'Odd'],
          ],
        }),
      ],
    });
    expect(result).toMatchObject({ patch: { title: 'odd' }, released: ['title'] });
  });
});

describe('3.13 every value can be traced', () => {
  it('3.13 a value that is taken says who showed it, when, and under which policy', () => {
    const result = showBothChanged({}, { changedAt: minutesAgo(3), member: 'trello/cards' });
    expect(result.origins).toEqual({ title: { at: minutesAgo(3).toISOString(), by: 'trello/cards' } });
    expect(result.decisions).toEqual([
      { field: 'title', outcome: 'taken', policy: 'last_modified_wins', overridden: 'ours' },
    ]);
  });

  it("3.13 what loses is kept in its own side's terms: the hub's value, not what the remote could say of it", () => {
    const lossy = rule({
      type: 'choice',
      values: [
        ['In Progress', 'Open'],
        ['In Review', 'Open'],
        ['Done', 'Closed'],
        ['Backlog', 'New'],
      ],
      policy: { mode: 'merge_with_audit', tie: 'remote' },
    });
    const taken = show({
      entity: { title: 'In Review' },
      shadow: agreed({ title: 'New' }),
      incoming: { title: 'Closed' },
      rules: [lossy],
    });
    expect(taken).toMatchObject({ patch: { title: 'Done' }, decisions: [{ overridden: 'In Review' }] });
  });

  it('3.13 a value that loses is in the decisions under every policy, whoever it belonged to', () => {
    const modes = ['remote_wins', 'local_wins', 'source_priority', 'last_modified_wins', 'merge_with_audit'] as const;
    const line = fc.record({
      mode: fc.constantFrom(...modes),
      tie: fc.constantFrom('remote' as const, 'local' as const, 'latest' as const),
      streams: fc.shuffledSubarray(['jira/issues', 'github/issues']),
    });
    fc.assert(
      fc.property(line, fc.nat(20), fc.nat(20), fc.boolean(), (policy, theirsAgo, oursAgo, isHeldThere) => {
        const result = showBothChanged(
          { policy },
          {
            changedAt: minutesAgo(theirsAgo),
            origins: { title: { at: minutesAgo(oursAgo).toISOString(), by: 'hub', version: 1 } },
            holders: () => (isHeldThere ? ['github/issues'] : []),
          },
        );
        const stands = after({ title: 'ours' }, result).title;
        expect(result.decisions).toMatchObject([{ overridden: stands === 'ours' ? 'theirs' : 'ours' }]);
      }),
    );
  });
});

describe('3.9 references', () => {
  const parent = (references = linked()) => rule({ type: 'reference', references: 'issues' }, references);

  it('3.9 a reference to nobody that is known is kept as pending, and taken when it is linked', () => {
    const before = show({
      entity: { title: null },
      shadow: agreed({ title: null }),
      incoming: { title: '7' },
      rules: [parent()],
    });
    expect(before).toMatchObject({ patch: {}, unmappable: [{ code: 'unmapped_reference', value: '7' }] });
    expect(plan({ title: null }, before.shadow, [parent()]).patch).toEqual({});
    const { title, ...seen } = before.shadow.seen;
    const result = show({
      entity: { title: null },
      shadow: { ...before.shadow, seen },
      incoming: { title: title! },
      rules: [parent(linked('7'))],
    });
    expect(result).toMatchObject({ patch: { title: 'E7' }, released: ['title'], shadow: { held: {} } });
  });

  it('3.9 a reference that is not linked at this remote is not written to it, and does not give way to an older edit', () => {
    const entity = { title: 'E7' };
    const known = agreed({ title: null });
    expect(plan(entity, known, [parent()]).patch).toEqual({});
    const origins = { title: { at: minutesAgo(1).toISOString(), by: 'hub', version: 1 } };
    const older = show({
      entity,
      shadow: known,
      incoming: { title: '8' },
      rules: [parent(linked('8'))],
      origins,
      changedAt: minutesAgo(2),
    });
    expect(older).toMatchObject({ patch: {}, decisions: [{ outcome: 'kept', overridden: '8' }] });
    const newer = show({ entity, shadow: known, incoming: { title: '8' }, rules: [parent(linked('8'))], origins });
    expect(newer).toMatchObject({ patch: { title: 'E8' }, decisions: [{ outcome: 'taken', overridden: 'E7' }] });
  });
});
