import fc from 'fast-check';
import { type Deed, type Edit, type Shown, SIDES, type SideName } from './model.ts';

/** What happens to one record: where it is made, and who edits what in which round. */
export interface History {
  readonly source: SideName;
  readonly status: Shown['status'];
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

const side = fc.constantFrom(...SIDES);
const word = fc.stringMatching(/^[a-z]{3,8}$/);
const status = fc.constantFrom('To Do', 'In Progress', 'Done') as fc.Arbitrary<Shown['status']>;

const deed: fc.Arbitrary<Deed> = side.chain((where) => {
  const edits: fc.Arbitrary<Edit>[] = [
    word.map((value) => ({ field: 'title', value })),
    word.map((value) => ({ field: 'body', value })),
    // Everyone has labels of their own: adding and removing different ones commute.
    fc.record({
      field: fc.constant('labels' as const),
      add: fc.boolean(),
      label: fc.constantFrom(1, 2, 3).map((number) => `${where}-${number}`),
    }),
    status.map((value) => ({ field: 'status', value })),
  ];
  if (where !== 'github')
    edits.push(
      (fc.constantFrom('High', 'Medium', 'Low') as fc.Arbitrary<NonNullable<Shown['priority']>>).map((value) => ({
        field: 'priority',
        value,
      })),
    );
  return fc.oneof(...edits).map((edit) => ({ side: where, edit }));
});

export const history: fc.Arbitrary<History> = fc.record({
  source: side,
  status,
  rounds: fc.array(fc.array(deed, { maxLength: 5 }), { minLength: 1, maxLength: 3 }),
  deletedAt: fc.option(side, { freq: 3, nil: null }),
  deletedFirst: fc.boolean(),
});

const few = fc.nat({ max: 3 });
const bySide = (count: fc.Arbitrary<number>) => fc.record({ github: count, jira: count, salesforce: count });

export const weather: fc.Arbitrary<Weather> = fc.record({
  lost: fc.constantFrom(0, 0.2, 0.5, 1),
  copies: fc.nat({ max: 2 }),
  shuffle: fc.nat({ max: 6 }),
  lostAnswers: bySide(few),
  cut: bySide(few),
  crashesAfter: fc.array(fc.oneof(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 150 })), { maxLength: 3 }),
});
