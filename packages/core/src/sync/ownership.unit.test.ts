import { describe, expect, it } from 'vitest';
import type { FieldPolicy, PolicyMode } from './field-policy.ts';
import { agreed, ELSEWHERE, HERE, minutesAgo, NOW, plan, rule, show, showBothChanged, THERE } from './testing/scene.ts';

const modes: PolicyMode[] = [
  'remote_wins',
  'local_wins',
  'source_priority',
  'last_modified_wins',
  'merge_with_audit',
  'immutable_after_bind',
  'manual',
];

/** Only the remote changed: any policy that merged first would take it. */
const onlyTheirs = (policy: Partial<FieldPolicy>, more: Partial<Parameters<typeof show>[0]> = {}) =>
  show({
    entity: { title: 'old' },
    shadow: agreed({ title: 'old' }),
    incoming: { title: 'theirs' },
    rules: [rule({ policy })],
    ...more,
  });

describe('3.3 ownership before merging', () => {
  it('3.3 pushes back what others do to a field that the hub owns, even where only the remote changed it', () => {
    const result = onlyTheirs({ mode: 'local_wins' });
    expect(result).toMatchObject({ patch: {}, decisions: [{ outcome: 'pushed_back', overridden: 'theirs' }] });
    expect(plan({ title: 'old' }, result.shadow).patch).toEqual({ title: 'old' });
  });

  it('3.3 pushes back what others do to a field that another stream owns, even where only they changed it', () => {
    const result = onlyTheirs({ mode: 'remote_wins', streams: [THERE] }, { holders: () => [THERE] });
    expect(result).toMatchObject({ patch: {}, decisions: [{ outcome: 'pushed_back', overridden: 'theirs' }] });
  });

  it('3.3 refuses a change of an id that was set, even where only the remote changed it', () => {
    const result = onlyTheirs({ mode: 'immutable_after_bind' });
    expect(result).toMatchObject({ patch: {}, conflicts: [{ class: 'immutable_field_change' }] });
  });

  it('3.3 lets only one side change: the remote is taken, and nothing is lost by it', () => {
    for (const mode of ['last_modified_wins', 'merge_with_audit', 'manual'] as const) {
      const result = onlyTheirs({ mode }, { changedAt: minutesAgo(600) });
      expect(result.patch).toEqual({ title: 'theirs' });
      expect(result.decisions).toEqual([{ field: 'title', outcome: 'taken', policy: mode }]);
    }
  });

  it('3.3 agrees when both sides came to the same, under every policy', () => {
    for (const mode of modes) {
      const result = showBothChanged({ policy: { mode, streams: [THERE] } }, { entity: { title: 'theirs' } });
      expect(result).toMatchObject({ patch: {}, conflicts: [], decisions: [{ outcome: 'agreed' }] });
      expect(result.shadow.base).toEqual({ title: 'theirs' });
    }
  });
});

describe('3.3 direction', () => {
  it('3.3 in: the remote is never written, whatever it shows', () => {
    const inwards = rule({ direction: 'in', policy: { mode: 'local_wins' } });
    const result = show({
      entity: { title: 'ours' },
      shadow: agreed({ title: 'old' }),
      incoming: { title: 'theirs' },
      rules: [inwards],
    });
    expect(result.decisions).toEqual([{ field: 'title', outcome: 'kept', policy: 'local_wins', overridden: 'theirs' }]);
    expect(plan({ title: 'ours' }, result.shadow, [inwards]).patch).toEqual({});
  });

  it('3.3 out: the remote is never taken, and its edits are pushed back under every policy', () => {
    for (const mode of modes) {
      const outwards = rule({ direction: 'out', policy: { mode, streams: [ELSEWHERE] } });
      const result = show({
        entity: { title: 'ours' },
        shadow: agreed({ title: 'ours' }),
        incoming: { title: 'theirs' },
        rules: [outwards],
      });
      expect(result).toMatchObject({ patch: {}, decisions: [{ outcome: 'pushed_back', overridden: 'theirs' }] });
      expect(plan({ title: 'ours' }, result.shadow, [outwards]).patch).toEqual({ title: 'ours' });
    }
  });

  it('3.3 out comes before a lock: nothing of the hub is at stake', () => {
    const lock = { until: minutesAgo(-5).toISOString() };
    expect(showBothChanged({ direction: 'out', policy: { lock } }).conflicts).toEqual([]);
  });

  it('3.3 none: neither taken nor written, and nobody has agreed on what it shows', () => {
    const apart = rule({ direction: 'none' });
    const result = show({
      entity: { title: 'ours' },
      shadow: agreed({ title: 'old' }),
      incoming: { title: 'theirs' },
      rules: [apart],
    });
    expect(result).toMatchObject({
      patch: {},
      decisions: [],
      conflicts: [],
      shadow: { seen: { title: 'theirs' }, base: {} },
    });
    expect(plan({ title: 'ours' }, result.shadow, [apart]).patch).toEqual({});
  });
});

describe('3.3 locks', () => {
  const locked = (lock: FieldPolicy['lock'], more: Partial<Parameters<typeof show>[0]> = {}) =>
    onlyTheirs({ lock }, more).conflicts.map((conflict) => conflict.class);

  it('3.3 a locked field that the remote changes is a conflict, whoever owns it', () => {
    for (const mode of modes) {
      const result = onlyTheirs({ mode, streams: [HERE], lock: { until: minutesAgo(-1).toISOString() } });
      expect(result).toMatchObject({ patch: {}, conflicts: [{ class: 'locked_field_overwrite', incoming: 'theirs' }] });
    }
  });

  it('4 a lock ends when its time has come', () => {
    expect(locked({ until: NOW.toISOString() })).toEqual([]);
    expect(locked({ until: new Date(NOW.getTime() + 1).toISOString() })).toEqual(['locked_field_overwrite']);
  });

  it('4 a lock ends when its condition is not met any more, and needs both where it names both', () => {
    const closed = { while: { field: 'stage', equals: 'Closed' } };
    const entity = (stage: string) => ({ entity: { title: 'old', stage } });
    expect(locked(closed, entity('Closed'))).toEqual(['locked_field_overwrite']);
    expect(locked(closed, entity('Open'))).toEqual([]);
    expect(locked({ ...closed, until: minutesAgo(1).toISOString() }, entity('Closed'))).toEqual([]);
  });

  it('4 the condition of a lock is looked at as it was before the record, in whatever order fields are mapped', () => {
    const lock = { while: { field: 'stage', equals: 'Closed' } };
    const rules = [rule({ field: 'amount', type: 'number', policy: { lock } }), rule({ field: 'stage' })];
    for (const order of [rules, rules.toReversed()]) {
      const closing = show({
        entity: { stage: 'Open', amount: 1 },
        shadow: agreed({ stage: 'Open', amount: 1 }),
        incoming: { stage: 'Closed', amount: 2 },
        rules: order,
      });
      expect(closing).toMatchObject({ patch: { stage: 'Closed', amount: 2 }, conflicts: [] });
      const reopening = show({
        entity: { stage: 'Closed', amount: 1 },
        shadow: agreed({ stage: 'Closed', amount: 1 }),
        incoming: { stage: 'Open', amount: 2 },
        rules: order,
      });
      expect(reopening).toMatchObject({ patch: { stage: 'Open' }, conflicts: [{ field: 'amount' }] });
    }
  });

  it('3.11 what came while a lock held is merged when the lock has ended, from seen', () => {
    const lock = { until: minutesAgo(-1).toISOString() };
    const during = onlyTheirs({ lock });
    const { title, ...seen } = during.shadow.seen;
    const later = minutesAgo(-2);
    const result = show({
      entity: { title: 'old' },
      shadow: { ...during.shadow, seen },
      incoming: { title: title! },
      rules: [rule({ policy: { lock } })],
      now: later,
    });
    expect(result).toMatchObject({ patch: { title: 'theirs' }, released: ['title'], shadow: { held: {} } });
  });
});
