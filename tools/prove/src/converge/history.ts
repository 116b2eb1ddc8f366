import fc from 'fast-check';
import { type Cast, hubWord, ownWord, type SideName, type Traits } from './cast.ts';
import type { Deed, Edit, Shown } from './model.ts';

/** What happens to one record: where it is made, and who edits what in which round. */
export interface History {
  readonly source: SideName;
  /** In the hub's words, of those that the source knows. */
  readonly status: string;
  readonly rounds: readonly (readonly Deed[])[];
  /** Where it is deleted in the last round, before or after its edits are made, while they are on their way; null: it lives on. */
  readonly deletedAt: SideName | null;
  readonly deletedFirst: boolean;
}

/** What goes wrong while people edit. */
export interface Weather {
  /** Share of webhooks that never come, and copies of those that do. */
  readonly lost: number;
  readonly copies: number;
  readonly shuffle: number;
  /** Writes whose answer is lost, and calls that are cut or refused, by side. */
  readonly lostAnswers: Readonly<Record<SideName, number>>;
  readonly cut: Readonly<Record<SideName, number>>;
  /** The engine ends after so many commits, and what takes its place after so many more. */
  readonly crashesAfter: readonly number[];
}

const word = fc.stringMatching(/^[a-z]{3,8}$/);

/** Histories of a record among these sides. */
export function historyOf({ sides }: Cast): fc.Arbitrary<History> {
  const all = Object.entries(sides).map(([name, traits]) => ({ name, traits }));
  const deed = fc.constantFrom(...all).chain(({ name, traits }) => deedAt(name, traits));
  const deleting = all.filter(({ traits }) => traits.deletes.people).map(({ name }) => name);
  const source = fc
    .constantFrom(...all)
    .chain(({ name, traits }) => fc.record({ source: fc.constant(name), status: statusOf(traits) }));
  return fc
    .record({
      made: source,
      rounds: fc.array(fc.array(deed, { maxLength: 5 }).map(oneAssignmentASide), { minLength: 1, maxLength: 3 }),
      deletedAt: fc.option(fc.constantFrom(...deleting), { freq: 3, nil: null }),
      deletedFirst: fc.boolean(),
    })
    .map(({ made, ...rest }) => ({ ...made, ...rest }));
}

/** Of words that a side can't tell apart, people there mean the first. */
function statusOf(traits: Traits): fc.Arbitrary<string> {
  const words = traits.statuses.map(([hub]) => hubWord(traits, ownWord(traits, hub)));
  return fc.constantFrom(...new Set(words));
}

function deedAt(side: SideName, traits: Traits): fc.Arbitrary<Deed> {
  const edits: fc.Arbitrary<Edit>[] = [
    word.map((value) => ({ field: 'title', value })),
    word.map((value) => ({ field: 'body', value })),
    statusOf(traits).map((value) => ({ field: 'status', value })),
  ];
  if (traits.labels)
    edits.push(
      // Everyone has labels of their own: adding and removing different ones commute.
      fc.record({
        field: fc.constant('labels' as const),
        add: fc.boolean(),
        label: fc.constantFrom(1, 2, 3).map((number) => `${side}-${number}`),
      }),
    );
  if (traits.priority)
    edits.push(
      (fc.constantFrom('High', 'Medium', 'Low') as fc.Arbitrary<NonNullable<Shown['priority']>>).map((value) => ({
        field: 'priority',
        value,
      })),
    );
  if (traits.assignees !== 'none')
    edits.push(fc.record({ field: fc.constant('assignees' as const), add: fc.boolean() }));
  return fc.oneof(...edits).map((edit) => ({ side, edit }));
}

/** Two at once where one takes another's place have more than one right outcome. */
function oneAssignmentASide(deeds: readonly Deed[]): readonly Deed[] {
  const isAssignment = (deed: Deed) => deed.edit.field === 'assignees';
  return deeds.filter(
    (deed, index) =>
      !isAssignment(deed) || !deeds.slice(0, index).some((other) => isAssignment(other) && other.side === deed.side),
  );
}

/** What goes wrong among these vendors. */
export function weatherAmong(vendors: readonly SideName[]): fc.Arbitrary<Weather> {
  const few = fc.nat({ max: 3 });
  const bySide = fc.record(Object.fromEntries(vendors.map((name) => [name, few])));
  return fc.record({
    lost: fc.constantFrom(0, 0.2, 0.5, 1),
    copies: fc.nat({ max: 2 }),
    shuffle: fc.nat({ max: 6 }),
    lostAnswers: bySide,
    cut: bySide,
    crashesAfter: fc.array(fc.oneof(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 150 })), {
      maxLength: 3,
    }),
  });
}
