import { describe, expect, it } from 'vitest';
import { compileRule } from './compile-rule.ts';
import { isEmpty } from './empty.ts';
import { defaultPolicy } from './field-policy.ts';
import { after, agreed, linked, minutesAgo, origin, plan, rule, show } from './testing/scene.ts';

/** A remote that knows open and closed alone. */
const lossy = (policy = {}) =>
  rule({
    type: 'choice',
    values: [
      ['To Do', 'open'],
      ['In Progress', 'open'],
      ['Done', 'closed'],
    ],
    policy,
  });

describe('3.6 projections', () => {
  it('3.6 the entity keeps the richer value where its projection equals what came', () => {
    const result = show({
      entity: { title: 'In Progress' },
      shadow: agreed({ title: 'closed' }),
      incoming: { title: 'open' },
      rules: [lossy()],
    });
    expect(result).toMatchObject({
      patch: {},
      decisions: [{ outcome: 'agreed' }],
      shadow: { base: { title: 'open' } },
    });
  });

  it('3.6 a change that the remote can not show is nothing to write', () => {
    expect(plan({ title: 'In Progress' }, agreed({ title: 'open' }), [lossy()]).patch).toEqual({});
    expect(plan({ title: 'Done' }, agreed({ title: 'open' }), [lossy()]).patch).toEqual({ title: 'closed' });
  });

  it('3.6 a change that the remote can not show is none of ours: its own edit is taken alone', () => {
    const result = show({
      entity: { title: 'In Progress' },
      shadow: agreed({ title: 'open' }),
      incoming: { title: 'closed' },
      rules: [lossy({ mode: 'manual' })],
    });
    expect(result).toMatchObject({ patch: { title: 'Done' }, conflicts: [] });
  });

  it('3.6 the first hub value of a remote value is what it means', () => {
    const result = show({
      entity: { title: 'Done' },
      shadow: agreed({ title: 'closed' }),
      incoming: { title: 'open' },
      rules: [lossy()],
    });
    expect(result.patch).toEqual({ title: 'To Do' });
  });

  it('3.6 what a vendor made of our value is equal to it, until one of both changes', () => {
    const known = agreed({ title: 'Text' }, { sent: { title: ' Text ' } });
    expect(plan({ title: ' Text ' }, known).patch).toEqual({});
    expect(plan({ title: 'Other' }, known).patch).toEqual({ title: 'Other' });
    const edited = show({
      entity: { title: ' Text ' },
      shadow: { ...known, base: { title: ' Text ' } },
      incoming: { title: 'Edited' },
    });
    expect(edited.patch).toEqual({ title: 'Edited' });
    expect(edited.shadow.sent).toEqual({});
  });

  it("3.6 a value that passed through the vendor's expression is compared as it comes out", () => {
    const trimmed = rule({ express: (value) => (typeof value === 'string' ? value.trim() : value) });
    const result = show({
      entity: { title: 'old' },
      shadow: agreed({ title: 'old' }),
      incoming: { title: 'new' },
      rules: [trimmed],
    });
    expect(result.patch).toEqual({ title: 'new' });
    expect(plan({ title: ' new ' }, result.shadow, [trimmed]).patch).toEqual({});
  });

  it('3.6 labels that are one at the remote keep their names in the hub', () => {
    const labels = rule({
      type: 'text_set',
      values: [
        ['bug', 'Bug'],
        ['defect', 'Bug'],
      ],
    });
    const entity = { title: ['defect', 'ui'] };
    const scene = { entity, shadow: agreed({ title: ['Bug', 'ui'] }), rules: [labels] };
    expect(plan(entity, scene.shadow, [labels]).patch).toEqual({});
    expect(show({ ...scene, incoming: { title: ['Bug', 'new', 'ui'] } }).patch).toEqual({
      title: ['defect', 'new', 'ui'],
    });
    expect(show({ ...scene, incoming: { title: ['ui'] } }).patch).toEqual({ title: ['ui'] });
    expect(
      show({
        ...scene,
        entity: { title: ['ui'] },
        shadow: agreed({ title: ['ui'] }),
        incoming: { title: ['Bug', 'ui'] },
      }).patch,
    ).toEqual({
      title: ['bug', 'ui'],
    });
  });

  it('3.6 the wording of text stays where the edit did not touch it', () => {
    const text = rule({
      type: 'rich_text',
      keepWording: (original, edited) => (original.toLowerCase() === edited ? original : edited),
    });
    const scene = { entity: { title: 'A' }, shadow: agreed({ title: 'x' }), rules: [text] };
    expect(show({ ...scene, incoming: { title: 'a' }, changedAt: minutesAgo(-1) }).patch).toEqual({});
    expect(show({ ...scene, incoming: { title: 'b' } }).patch).toEqual({ title: 'b' });
  });

  it('3.6 values of numbers and booleans are written as such', () => {
    const done = rule({
      type: 'boolean',
      values: [
        ['Open', 'false'],
        ['Done', 'true'],
      ],
    });
    expect(plan({ title: 'Done' }, agreed({ title: false }), [done]).patch).toEqual({ title: true });
    expect(plan({ title: 'Done' }, agreed({ title: true }), [done]).patch).toEqual({});
    const chance = rule({
      type: 'number',
      values: [
        ['Qualified', '25'],
        ['Won', '100'],
      ],
    });
    expect(plan({ title: 'Won' }, agreed({ title: 25 }), [chance]).patch).toEqual({ title: 100 });
    const shown = show({
      entity: { title: 'Won' },
      shadow: agreed({ title: 100 }),
      incoming: { title: 25 },
      rules: [chance],
    });
    expect(shown.patch).toEqual({ title: 'Qualified' });
  });
});

describe('3.6 values that the remote has no word for', () => {
  const entity = { title: 'Blocked' };
  const scene = { entity, shadow: agreed({ title: 'open' }), incoming: { title: 'closed' } };

  it('3.6 are not written, and are no reason to write anything', () => {
    expect(plan(entity, scene.shadow, [lossy()]).patch).toEqual({});
  });

  it('3.6 stand where the hub owns the field, or it is set once', () => {
    const owned = show({ ...scene, rules: [lossy({ mode: 'local_wins' })] });
    expect(owned).toMatchObject({ patch: {}, decisions: [{ outcome: 'kept', overridden: 'closed' }] });
    const fixed = show({ ...scene, rules: [lossy({ mode: 'immutable_after_bind' })] });
    expect(fixed).toMatchObject({ patch: {}, conflicts: [{ class: 'immutable_field_change', local: 'Blocked' }] });
  });

  it('3.6 are an edit of ours: the later one stands, the other is kept in the audit', () => {
    const at = (minutes: number) => ({
      rules: [lossy()],
      origins: { title: origin('hub', minutesAgo(minutes)) },
      changedAt: minutesAgo(5),
    });
    const later = show({ ...scene, ...at(1) });
    expect(later).toMatchObject({ patch: {}, decisions: [{ outcome: 'kept', overridden: 'closed' }] });
    const earlier = show({ ...scene, ...at(9) });
    expect(earlier).toMatchObject({
      patch: { title: 'Done' },
      decisions: [{ outcome: 'taken', overridden: 'Blocked' }],
    });
    expect(show({ ...scene, rules: [lossy({ mode: 'manual' })] }).conflicts).toMatchObject([{ local: 'Blocked' }]);
  });
});

describe('4 empty and absent', () => {
  it('4 an explicit empty is a value, an absent field is none', () => {
    const scene = { entity: { title: 'old' }, shadow: agreed({ title: 'old' }) };
    expect(show({ ...scene, incoming: { title: null } }).patch).toEqual({ title: null });
    expect(show({ ...scene, incoming: { title: '' } }).patch).toEqual({ title: '' });
    expect(show({ ...scene, incoming: {} })).toMatchObject({ patch: {}, shadow: scene.shadow });
  });

  it('4 what the hub does not hold is not written; what it holds as empty is', () => {
    expect(plan({}, agreed({ title: 'old' })).patch).toEqual({});
    expect(plan({ title: null }, agreed({ title: 'old' })).patch).toEqual({ title: null });
  });

  it('4 an empty that the remote never showed is in step with it', () => {
    expect(plan({ title: null }, agreed({})).patch).toEqual({});
    expect(plan({ title: [] }, agreed({}), [rule({ type: 'text_set' })]).patch).toEqual({});
    expect(plan({ title: 0 }, agreed({}), [rule({ type: 'number' })]).patch).toEqual({ title: 0 });
  });

  it('4 emptied choices, references and sets are emptied on both sides', () => {
    const choice = lossy();
    expect(
      show({
        entity: { title: 'Done' },
        shadow: agreed({ title: 'closed' }),
        incoming: { title: null },
        rules: [choice],
      }).patch,
    ).toEqual({ title: null });
    expect(plan({ title: null }, agreed({ title: 'closed' }), [choice]).patch).toEqual({ title: null });
    const parent = rule({ type: 'reference', references: 'issues' }, linked('1'));
    expect(
      show({ entity: { title: 'E1' }, shadow: agreed({ title: '1' }), incoming: { title: null }, rules: [parent] })
        .patch,
    ).toEqual({ title: null });
    const set = rule({ type: 'text_set' });
    const cleared = show({
      entity: { title: ['a'] },
      shadow: agreed({ title: ['a'] }),
      incoming: { title: null },
      rules: [set],
    });
    expect(after({}, cleared)).toEqual({ title: [] });
  });

  it('4 nothing, null, an empty text and an empty set are empty; zero and false are not', () => {
    for (const value of [undefined, null, '', []]) expect(isEmpty(value)).toBe(true);
    for (const value of [0, false, ' ', [''], {}]) expect(isEmpty(value)).toBe(false);
  });
});

describe('3.6 one shown of many held', () => {
  const references = {
    entityOf: (_: string, externalId: string) =>
      externalId.startsWith('x') ? externalId.replace('x', 'e') : undefined,
    externalIdOf: (_: string, entityId: string) => (entityId.startsWith('e') ? entityId.replace('e', 'x') : undefined),
  };
  const oneOf = compileRule(
    {
      field: 'assignees',
      remote: 'assignee',
      type: 'reference',
      references: 'users',
      oneOfSet: true,
      direction: 'both',
      policy: defaultPolicy,
    },
    references,
  );

  it('3.6 shows the member that it shows already, else the first that the remote knows', () => {
    expect(oneOf.project(['e2', 'e1', 'h9'], undefined)).toBe('x1');
    expect(oneOf.project(['e2', 'e1'], 'x2')).toBe('x2');
    expect(oneOf.project([], 'x2')).toBeNull();
    expect(oneOf.project(['h9'], null)).toBeUndefined();
  });

  it('3.4 an edit goes with what happened to the others of the set meanwhile, whoever was first', () => {
    const edited = (entity: string[], was: string | null, incoming: string | null) =>
      show({
        entity: { assignees: entity },
        shadow: agreed({ assignee: was }),
        incoming: { assignee: incoming },
        // The hub's is the later edit.
        changedAt: minutesAgo(9),
        origins: { assignees: origin('hub', minutesAgo(1)) },
        rules: [oneOf],
      });
    expect(edited(['e1'], null, 'x2')).toMatchObject({ patch: { assignees: ['e1', 'e2'] }, conflicts: [] });
    expect(edited(['e3'], 'x1', 'x2').patch).toEqual({ assignees: ['e2', 'e3'] });
    expect(edited([], 'x1', 'x2').patch).toEqual({ assignees: ['e2'] });
    expect(edited(['e3'], 'x1', null).patch).toEqual({});
    expect(edited(['h9'], 'x1', 'x2').patch).toEqual({ assignees: ['e2', 'h9'] });
  });

  it('3.6 an edit takes the place of the member that was shown; the others stay', () => {
    expect(oneOf.adopt('x3', ['e1', 'e2', 'h9'], 'x2')).toEqual({ ok: true, value: ['e1', 'e3', 'h9'] });
    expect(oneOf.adopt(null, ['e1', 'e2'], 'x2')).toEqual({ ok: true, value: ['e1'] });
    expect(oneOf.adopt('x2', ['e1', 'e2'], 'x1')).toEqual({ ok: true, value: ['e1', 'e2'] });
    expect(oneOf.adopt('nobody', ['e1'], 'x1')).toMatchObject({ ok: false, code: 'unmapped_reference' });
  });
});
