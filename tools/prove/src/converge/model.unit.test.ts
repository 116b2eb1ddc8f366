import { describe, expect, it } from 'vitest';
import { amongTrackers } from './among-trackers.ts';
import type { SideName } from './cast.ts';
import { type Done, disagreements, expectedAfter, expectedAtFirst, type Shown, wrongAfterDeletion } from './model.ts';

const { cast } = amongTrackers;
const ALL = Object.keys(cast.sides);
const hub: Shown = {
  title: 'a',
  body: ['1'],
  labels: ['x'],
  status: 'In Review',
  priority: null,
  assignees: ['jira', 'hub'],
};
const first = expectedAtFirst(cast, 'hub', hub);
/** What each shows who has it from the hub. */
const shown = (own: Readonly<Record<SideName, Partial<Shown>>> = {}): Map<SideName, Shown> =>
  new Map(
    ALL.map((side) => {
      const status = cast.sides[side]!.statuses.find(([word]) => word === hub.status)![1];
      const labels = cast.sides[side]!.labels ? hub.labels : [];
      const assignees = cast.sides[side]!.assignees === 'one' ? ['jira'] : hub.assignees;
      return [side, { ...hub, status, labels, assignees, ...own[side] }];
    }),
  );
const wrongFields = (expected: typeof first, seen: ReadonlyMap<SideName, Shown>) =>
  disagreements(cast, expected, seen).map(({ field, united }) => [field, united]);
const deed = (side: SideName, edit: Done['edit'], was: Partial<Shown> = {}): Done => ({
  side,
  edit,
  was: { ...shown().get(side)!, ...was },
});

describe('what is right, by the model', () => {
  it('is the same everywhere, in each side’s own words', () => {
    expect(wrongFields(first, shown())).toEqual([]);
    expect(wrongFields(first, shown({ trello: { status: 'Done' } }))).toEqual([['status', false]]);
    expect(wrongFields(first, shown({ gitlab: { status: 'closed' } }))).toEqual([['status', false]]);
    expect(wrongFields(first, shown({ gitlab: { labels: [] } }))).toEqual([['labels', false]]);
    const others = Object.fromEntries(ALL.map((side) => [side, { title: 'b' }]));
    expect(wrongFields(first, shown(others))).toEqual([['title', true]]);
  });

  it('is any of those assigned where there is room for one, and nobody else', () => {
    expect(wrongFields(first, shown({ jira: { assignees: ['hub'] } }))).toEqual([]);
    for (const assignees of [[], ['github'], ['jira', 'hub']])
      expect(wrongFields(first, shown({ jira: { assignees } }))).toEqual([['assignees', false]]);
  });

  it('is either title of two, but of one side its last', () => {
    const title = (side: SideName, value: string) => deed(side, { field: 'title', value });
    const after = expectedAfter(cast, first, [title('jira', 'b'), title('trello', 'c'), title('jira', 'd')]);
    expect([...after.titles].sort()).toEqual(['c', 'd']);
    expect([...expectedAfter(cast, first, []).titles]).toEqual(['a']);
  });

  it('is what a status means to the hub that somebody changed; who shows it already has not changed it', () => {
    const status = (side: SideName, value: string, was?: string) =>
      deed(side, { field: 'status', value }, was === undefined ? {} : { status: was });
    const words = (...deeds: Done[]) => [...expectedAfter(cast, first, deeds).statuses].sort();
    expect(words(status('github', 'Done'))).toEqual(['Done']);
    expect(words(status('github', 'To Do'))).toEqual(['In Review']);
    // Whether anybody saw that it was closed meanwhile is open.
    expect(words(status('github', 'Done'), status('github', 'To Do', 'closed'))).toEqual(['In Review', 'To Do']);
    expect(words(status('trello', 'Archived'), status('jira', 'Done'))).toEqual(['Archived', 'Done']);
  });

  it('takes out whom somebody took the place of, and doubts only of whom two spoke', () => {
    const one = expectedAfter(cast, first, [deed('openproject', { field: 'assignees', add: true })]);
    expect([...one.assignees].sort()).toEqual(['hub', 'openproject']);
    expect([...one.doubtful]).toEqual([]);
    const left = expectedAfter(cast, first, [deed('openproject', { field: 'assignees', add: false })]);
    expect([...left.assignees]).toEqual(['hub']);
    const two = expectedAfter(cast, first, [
      deed('openproject', { field: 'assignees', add: true }),
      deed('jira', { field: 'assignees', add: false }),
    ]);
    expect([...two.doubtful]).toEqual(['jira']);
  });

  it('is that a deletion goes everywhere it can, or that somebody is asked who edited', () => {
    const left = (counts: Readonly<Record<SideName, number>>, more = {}) =>
      wrongAfterDeletion(cast, {
        deletedAt: 'trello',
        edited: false,
        asks: false,
        records: new Map(ALL.map((side) => [side, counts[side] ?? 0])),
        ...more,
      });
    expect(left({ github: 1, hub: 1 })).toEqual([]);
    expect(left({ github: 1 })).toHaveLength(1);
    expect(left({ github: 1, hub: 1, jira: 1 })).toHaveLength(1);
    expect(left({ github: 1, hub: 1, jira: 1 }, { edited: true, asks: true })).toEqual([]);
    expect(left({ github: 1, hub: 1, trello: 1 })).toHaveLength(1);
    expect(left({})).toHaveLength(1);
  });
});
