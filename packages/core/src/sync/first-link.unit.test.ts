import { describe, expect, it } from 'vitest';
import { type FirstLink, firstLink, type OnLink } from './first-link.ts';
import { HERE, linked, minutesAgo, NOW, plan, rule, show, THERE } from './testing/scene.ts';

const link = (given: Partial<FirstLink> = {}) =>
  firstLink({
    member: HERE,
    entity: { title: 'ours' },
    incoming: { title: 'theirs' },
    timeOf: () => minutesAgo(3),
    rules: [rule()],
    onLink: { mode: 'fill_empty' },
    acceptDifferences: false,
    now: NOW,
    ...given,
  });

const authority = (member: string): OnLink => ({ mode: 'authority', member });

describe('3.7 the first link', () => {
  it('3.7 the authority is taken, and what it replaced is kept', () => {
    const result = link({ onLink: authority(HERE) });
    expect(result).toMatchObject({ patch: { title: 'theirs' }, decisions: [{ outcome: 'taken', overridden: 'ours' }] });
    expect(result.origins).toEqual({ title: { at: minutesAgo(3).toISOString(), by: HERE } });
    expect(plan({ title: 'theirs' }, result.shadow).patch).toEqual({});
  });

  it('3.7 where another side is the authority, the hub is written, and what it overrides is kept', () => {
    const result = link({ onLink: authority(THERE) });
    expect(result).toMatchObject({ patch: {}, decisions: [{ outcome: 'kept', overridden: 'theirs' }] });
    expect(plan({ title: 'ours' }, result.shadow).patch).toEqual({ title: 'ours' });
  });

  it('3.7 fill_empty: the side that has nothing takes the other, a difference is accepted until one of both changes', () => {
    for (const entity of [{}, { title: null }, { title: '' }])
      expect(link({ entity }).patch).toEqual({ title: 'theirs' });
    const filled = link({ incoming: { title: null } });
    expect(filled.patch).toEqual({});
    expect(plan({ title: 'ours' }, filled.shadow).patch).toEqual({ title: 'ours' });
    const apart = link();
    expect(apart).toMatchObject({ patch: {}, shadow: { seen: { title: 'theirs' } } });
    expect(plan({ title: 'ours' }, apart.shadow).patch).toEqual({});
    expect(plan({ title: 'newer' }, apart.shadow).patch).toEqual({ title: 'newer' });
    const edited = show({ entity: { title: 'ours' }, shadow: apart.shadow, incoming: { title: 'edited' } });
    expect(edited).toMatchObject({ patch: { title: 'edited' }, decisions: [{ outcome: 'taken' }] });
  });

  it('3.7 propose: once a person has said yes, it is linked as fill_empty does', () => {
    expect(link({ onLink: { mode: 'propose' } })).toEqual(link());
  });

  it('3.7 what both sides hold alike is agreed, whoever has the authority', () => {
    for (const onLink of [authority(HERE), authority(THERE), { mode: 'fill_empty' } as const]) {
      const result = link({ incoming: { title: 'ours' }, onLink });
      expect(result).toMatchObject({
        patch: {},
        decisions: [{ outcome: 'agreed' }],
        shadow: { base: { title: 'ours' } },
      });
    }
  });

  it('3.7 fields that the remote did not show, or that do not take part, are not linked', () => {
    expect(link({ incoming: {} })).toMatchObject({ patch: {}, decisions: [], shadow: { base: {} } });
    const apart = link({ rules: [rule({ direction: 'none' })], onLink: authority(HERE) });
    expect(apart).toMatchObject({ patch: {}, decisions: [], shadow: { seen: { title: 'theirs' }, base: {} } });
  });

  it('3.7 out: the remote is not taken, however empty the hub is', () => {
    expect(link({ entity: {}, rules: [rule({ direction: 'out' })], onLink: authority(HERE) }).patch).toEqual({});
  });

  it('3.7 a value without a counterpart leaves the hub as it is', () => {
    const mapped = rule({ type: 'choice', values: [['open', 'Open']] });
    const result = link({ entity: {}, incoming: { title: 'Odd' }, rules: [mapped] });
    expect(result).toMatchObject({
      patch: {},
      unmappable: [{ code: 'unknown_value' }],
      shadow: { held: { title: {} } },
    });
    expect(plan({ title: 'open' }, result.shadow, [mapped]).patch).toEqual({});
  });

  it('4 a clock that is ahead counts as now', () => {
    const result = link({ entity: {}, timeOf: () => minutesAgo(-120) });
    expect(result.origins).toEqual({ title: { at: NOW.toISOString(), by: HERE } });
  });
});

describe('3.7 ownership at the first link (3.3)', () => {
  it('3.3 an owner is taken, whoever has the authority; another stream does not replace its value', () => {
    const owned = (streams: string[]) => [rule({ policy: { mode: 'remote_wins', streams } })];
    expect(link({ rules: owned([HERE]), onLink: authority(THERE) }).patch).toEqual({ title: 'theirs' });
    expect(link({ rules: owned([THERE]), onLink: authority(HERE) }).patch).toEqual({});
  });

  it('3.3 what the hub owns is not replaced', () => {
    expect(link({ rules: [rule({ policy: { mode: 'local_wins' } })], onLink: authority(HERE) }).patch).toEqual({});
  });

  it('3.3 the highest source that holds a value is taken, whoever has the authority', () => {
    const ranked = [rule({ policy: { mode: 'source_priority', streams: [HERE, THERE] } })];
    expect(link({ rules: ranked, holders: () => [THERE], onLink: authority(THERE) }).patch).toEqual({
      title: 'theirs',
    });
    expect(link({ rules: ranked, member: THERE, holders: () => [HERE], onLink: authority(THERE) }).patch).toEqual({});
    expect(link({ rules: ranked, member: 'other/records', holders: () => [], onLink: authority(THERE) }).patch).toEqual(
      {},
    );
  });

  it('3.3 an id that is set is not replaced by another one: a conflict, and nothing is written over it', () => {
    const fixed = [rule({ policy: { mode: 'immutable_after_bind' } })];
    const result = link({ rules: fixed, onLink: authority(HERE) });
    expect(result).toMatchObject({
      patch: {},
      conflicts: [{ class: 'immutable_field_change', base: null, local: 'ours', incoming: 'theirs' }],
    });
    expect(plan({ title: 'ours' }, result.shadow, fixed).patch).toEqual({});
    expect(link({ rules: fixed, entity: {} }).patch).toEqual({ title: 'theirs' });
    const empty = link({ rules: fixed, incoming: { title: null } });
    expect(plan({ title: 'ours' }, empty.shadow, fixed).patch).toEqual({ title: 'ours' });
  });

  it('3.3 a locked field is not replaced: a conflict; one that holds nothing is filled', () => {
    const locked = [rule({ policy: { lock: { until: minutesAgo(-1).toISOString() } } })];
    expect(link({ rules: locked, onLink: authority(HERE) })).toMatchObject({
      patch: {},
      conflicts: [{ class: 'locked_field_overwrite' }],
    });
    expect(link({ rules: locked, entity: {} })).toMatchObject({ patch: { title: 'theirs' }, conflicts: [] });
  });

  it('3.8 what a record that we made shows beside our values challenges nobody: the hub is written to it', () => {
    for (const policy of [
      { mode: 'immutable_after_bind' },
      { lock: { until: minutesAgo(-1).toISOString() } },
    ] as const) {
      const rules = [rule({ policy })];
      const result = link({ rules, onLink: authority('hub') });
      expect(result).toMatchObject({ patch: {}, conflicts: [] });
      expect(plan({ title: 'ours' }, result.shadow, rules).patch).toEqual({ title: 'ours' });
    }
  });
});

describe('3.12 a backfill', () => {
  it('3.12 records differences as accepted: nothing is written back until the field changes again', () => {
    for (const onLink of [authority(THERE), { mode: 'fill_empty' } as const]) {
      for (const theirs of ['theirs', null]) {
        const result = link({ incoming: { title: theirs }, onLink, acceptDifferences: true });
        expect(plan({ title: 'ours' }, result.shadow).patch).toEqual({});
        expect(plan({ title: 'newer' }, result.shadow).patch).toEqual({ title: 'newer' });
      }
    }
  });

  it('3.12 asks nobody about ids and locks that differ: the difference is accepted, and a later change is a conflict', () => {
    const fixed = [rule({ policy: { mode: 'immutable_after_bind' } })];
    const result = link({ rules: fixed, onLink: authority(HERE), acceptDifferences: true });
    expect(result).toMatchObject({ patch: {}, conflicts: [] });
    expect(plan({ title: 'ours' }, result.shadow, fixed).patch).toEqual({});
    const later = show({
      entity: { title: 'ours' },
      shadow: result.shadow,
      incoming: { title: 'third' },
      rules: fixed,
    });
    expect(later.conflicts).toMatchObject([{ class: 'immutable_field_change' }]);
  });

  it('3.12 an accepted difference that the remote edits is merged as live: only the remote changed', () => {
    const set = [rule({ type: 'reference_set', references: 'users' }, linked('1', '2'))];
    const result = link({ entity: { title: ['E1'] }, incoming: { title: ['2'] }, rules: set, acceptDifferences: true });
    expect(plan({ title: ['E1'] }, result.shadow, set).patch).toEqual({});
    const later = show({
      entity: { title: ['E1'] },
      shadow: result.shadow,
      incoming: { title: ['1', '2'] },
      rules: set,
    });
    expect(later.patch).toEqual({ title: ['E1', 'E2'] });
  });
});
