/**
 * What two-way sync must come to, written down without the engine: this file imports nothing of it. A world is one
 * record and its twins; people edit them in rounds, and between two rounds everything comes to rest.
 */
import { type Cast, hubWord, ownWord, type SideName, type Traits, traitsOf } from './cast.ts';

/** What people see of a record. */
export interface Shown {
  readonly title: string;
  /** Paragraphs. */
  readonly body: readonly string[];
  readonly labels: readonly string[];
  /** In the words of the side. */
  readonly status: string;
  /** Null: the side has none. */
  readonly priority: 'High' | 'Medium' | 'Low' | null;
  /** Everyone has a person of their own, called by the side's name. */
  readonly assignees: readonly SideName[];
}

export type Edit =
  | { readonly field: 'title'; readonly value: string }
  /** Everyone has a paragraph of their own: edits of different ones never overlap. */
  | { readonly field: 'body'; readonly value: string }
  | { readonly field: 'labels'; readonly add: boolean; readonly label: string }
  /** In the hub's words. */
  | { readonly field: 'status'; readonly value: string }
  | { readonly field: 'priority'; readonly value: NonNullable<Shown['priority']> }
  /** The side's own person; where there is room for one, it takes the place of whoever is shown, or leaves it empty. */
  | { readonly field: 'assignees'; readonly add: boolean };

export interface Deed {
  readonly side: SideName;
  readonly edit: Edit;
}

/** A deed that was done. */
export interface Done extends Deed {
  /** What the side showed just before. */
  readonly was: Shown;
}

/** All that may be shown after a round: most fields have one outcome, those of which a clock decides have several. */
export interface Expected {
  readonly titles: ReadonlySet<string>;
  readonly body: readonly string[];
  readonly labels: ReadonlySet<string>;
  /** In the hub's words. */
  readonly statuses: ReadonlySet<string>;
  /** What each side may show of it. A conflict leaves them apart until a person decides; then anything goes on. */
  readonly priority: 'apart' | ReadonlySet<string>;
  readonly assignees: ReadonlySet<SideName>;
  /** Of whom two sides said different things at once: they may be among them. */
  readonly doubtful: ReadonlySet<SideName>;
}

/** `shown` at the side `at`. */
export function expectedAtFirst(cast: Cast, at: SideName, shown: Shown): Expected {
  return {
    titles: new Set([shown.title]),
    body: shown.body,
    labels: new Set(shown.labels),
    statuses: new Set([hubWord(traitsOf(cast, at), shown.status)]),
    priority: new Set([shown.priority ?? 'Medium']),
    assignees: new Set(shown.assignees),
    doubtful: new Set(),
  };
}

/** `before` is what everyone shows at the start of the round. */
export function expectedAfter(cast: Cast, before: Expected, deeds: readonly Done[]): Expected {
  const titles = [...new Set(lastBySide(deeds, 'title').values())];
  const body = [...before.body];
  const labels = new Set(before.labels);
  const sides = Object.keys(cast.sides);
  for (const { side, edit } of deeds) {
    if (edit.field === 'body') body[sides.indexOf(side)] = edit.value;
    else if (edit.field === 'labels') labels[edit.add ? 'add' : 'delete'](edit.label);
  }
  const priorities = [...new Set(lastBySide(deeds, 'priority').values())];
  return {
    // The last edit wins; whose clock is off can't be known, so any side's last word may.
    titles: titles.length > 0 ? new Set(titles) : before.titles,
    body,
    labels,
    statuses: statusesAfter(cast, before.statuses, deeds),
    priority:
      before.priority === 'apart' || priorities.length > 1
        ? 'apart'
        : priorities.length === 1
          ? new Set(priorities)
          : before.priority,
    ...assigneesAfter(cast, before.assignees, deeds),
  };
}

function statusesAfter(cast: Cast, before: ReadonlySet<string>, deeds: readonly Done[]): ReadonlySet<string> {
  const { statusOwner } = cast;
  if (statusOwner !== null) {
    // What others say is put back.
    const word = lastBySide(deeds, 'status').get(statusOwner);
    return word === undefined ? before : new Set([word]);
  }
  const possible = new Set<string>();
  for (const side of Object.keys(cast.sides)) {
    const traits = traitsOf(cast, side);
    const word = lastBySide(
      deeds.filter(({ was, edit }) => edit.field === 'status' && was.status !== ownWord(traits, edit.value)),
      'status',
    ).get(side);
    if (word === undefined) continue;
    possible.add(word);
    // Who came back to where it began may have been overlooked.
    for (const old of before) if (ownWord(traits, old) === ownWord(traits, word)) possible.add(old);
  }
  return possible.size > 0 ? possible : before;
}

function assigneesAfter(
  cast: Cast,
  before: ReadonlySet<SideName>,
  deeds: readonly Done[],
): Pick<Expected, 'assignees' | 'doubtful'> {
  const assignees = new Set(before);
  const saidBy = new Map<SideName, Set<SideName>>();
  const doubtful = new Set<SideName>();
  const say = (side: SideName, person: SideName, isAssigned: boolean): void => {
    assignees[isAssigned ? 'add' : 'delete'](person);
    saidBy.set(person, (saidBy.get(person) ?? new Set()).add(side));
  };
  for (const { side, edit, was } of deeds) {
    if (edit.field !== 'assignees') continue;
    const isAlone = traitsOf(cast, side).assignees === 'one';
    for (const shown of isAlone ? was.assignees : []) {
      // Who is among them already can be shown without that anybody goes.
      if (edit.add && assignees.has(side)) doubtful.add(shown);
      say(side, shown, false);
    }
    if (edit.add || !isAlone) say(side, side, edit.add);
  }
  for (const [person, sides] of saidBy) if (sides.size > 1) doubtful.add(person);
  return { assignees, doubtful };
}

function lastBySide(deeds: readonly Deed[], field: 'title' | 'priority' | 'status'): Map<SideName, string> {
  const last = new Map<SideName, string>();
  for (const { side, edit } of deeds) if (edit.field === field) last.set(side, edit.value);
  return last;
}

/** What is left of a record that was deleted somewhere, side by side. */
export interface Left {
  readonly deletedAt: SideName;
  /** Whether people edited it in the round in which it was deleted. */
  readonly edited: boolean;
  readonly records: ReadonlyMap<SideName, number>;
  /** Whether the engine asks a person about the deletion. */
  readonly asks: boolean;
}

/** A deletion goes everywhere, unless somebody's edit would be lost by it: then a person is asked. */
export function wrongAfterDeletion(cast: Cast, { deletedAt, edited, records, asks }: Left): string[] {
  return Object.keys(cast.sides).flatMap((side) => {
    const count = records.get(side) ?? 0;
    if (side === deletedAt) return count === 0 ? [] : [`${side} has a record again that was deleted there`];
    const { programs } = traitsOf(cast, side).deletes;
    if (programs === 'with the last') {
      const others = [...records].filter(([other]) => other !== side).reduce((sum, [, of]) => sum + of, 0);
      return (count === 1) === others > 0 ? [] : [`${side} has ${count} records while ${others} are left elsewhere`];
    }
    if (!programs) return count === 1 ? [] : [`${side} has ${count} records though no program can delete any`];
    if (count === 0 || (count === 1 && edited && asks)) return [];
    return [
      `${side} has ${count} records of one that was deleted at ${deletedAt}${asks ? '' : ', and nobody is asked'}`,
    ];
  });
}

/** Titles that people gave, each side's last: all but the one that stands have to be found in the history. */
export function overriddenTitles(
  deeds: readonly Deed[],
  standing: ReadonlySet<string>,
): { side: SideName; title: string }[] {
  return [...lastBySide(deeds, 'title')].flatMap(([side, title]) => (standing.has(title) ? [] : [{ side, title }]));
}

export interface Disagreement {
  readonly field: Edit['field'];
  readonly sentence: string;
  /** Whether the sides show the same, though not what was expected. */
  readonly united: boolean;
}

/** A field as the sides that have it show it. */
interface Aspect {
  readonly field: Edit['field'];
  readonly has?: (traits: Traits) => boolean;
  readonly read: (one: Shown) => string;
  /** Outcomes that are right, and those that would at least be the same everywhere. */
  readonly right: Iterable<string>;
  readonly united: (values: readonly string[]) => Iterable<string>;
  /** How an outcome is shown there. */
  readonly shows?: (outcome: string, traits: Traits, one: Shown) => string;
}

/** What is wrong with what the sides show. */
export function disagreements(
  cast: Cast,
  expected: Expected,
  shown: ReadonlyMap<SideName, Shown>,
): readonly Disagreement[] {
  return aspectsOf(cast, expected).flatMap(({ field, has, read, right, united, shows }) => {
    const all = [...shown].flatMap(([side, one]) => {
      const traits = traitsOf(cast, side);
      return has && !has(traits) ? [] : [{ side, traits, one, value: read(one) }];
    });
    const everywhere = (outcomes: Iterable<string>): boolean =>
      [...outcomes].some((outcome) =>
        all.every(({ traits, one, value }) => value === (shows?.(outcome, traits, one) ?? outcome)),
      );
    if (all.length === 0 || everywhere(right)) return [];
    const told = all.map(({ side, value }) => `${side} ${value || 'nothing'}`).join(', ');
    const sentence = `the ${field} is shown as ${told}; expected is ${[...right].join(' or ') || 'nothing'}`;
    return [{ field, sentence, united: everywhere(united(all.map(({ value }) => value))) }];
  });
}

function aspectsOf(cast: Cast, expected: Expected): Aspect[] {
  const { titles, body, labels, statuses, priority } = expected;
  const itself = (values: readonly string[]): readonly string[] => values;
  const words = new Set(Object.values(cast.sides).flatMap((traits) => traits.statuses.map(([hub]) => hub)));
  return [
    { field: 'title', read: (one) => one.title, right: titles, united: itself },
    { field: 'body', read: (one) => one.body.join('/'), right: [body.join('/')], united: itself },
    {
      field: 'labels',
      has: (traits) => traits.labels,
      read: (one) => listed(one.labels),
      right: [listed(labels)],
      united: itself,
    },
    {
      field: 'status',
      read: (one) => one.status,
      right: statuses,
      united: () => words,
      shows: (outcome, traits) => ownWord(traits, outcome),
    },
    ...(priority === 'apart'
      ? []
      : [
          {
            field: 'priority' as const,
            has: (traits: Traits) => traits.priority,
            read: (one: Shown) => String(one.priority),
            right: priority,
            united: itself,
          },
        ]),
    {
      field: 'assignees',
      has: (traits) => traits.assignees !== 'none',
      read: (one) => listed(one.assignees),
      right: possibleAssignees(expected),
      united: itself,
      // Where there is room for one, any of them will do.
      shows: (outcome, traits, one) => {
        if (traits.assignees === 'many') return outcome;
        const [only] = one.assignees;
        return outcome.split(',').includes(only ?? '') && one.assignees.length < 2 ? (only ?? '') : `one of ${outcome}`;
      },
    },
  ];
}

/** With and without each of those that may be among them. */
function possibleAssignees({ assignees, doubtful }: Expected): string[] {
  let possible: SideName[][] = [[...assignees].filter((person) => !doubtful.has(person))];
  for (const person of doubtful) possible = possible.flatMap((some) => [some, [...some, person]]);
  return possible.map(listed);
}

function listed(members: Iterable<string>): string {
  return [...members].sort().join();
}
