import fc from 'fast-check';
import type { PolicyMode } from '../../field-policy.ts';

/**
 * How a vendor shows what it is sent: as it is; less of it (`lossy`), or otherwise (`dressed`), both as its connector says;
 * or otherwise without anyone saying so (`whimsical`).
 */
export type SideKind = 'plain' | 'lossy' | 'dressed' | 'whimsical';

export const SCALARS = ['title', 'stage', 'amount'] as const;
export type Scalar = (typeof SCALARS)[number];
export type Field = Scalar | 'labels' | 'body';

export interface SideTraits {
  readonly kind: SideKind;
  /** Hours that its clock is ahead. */
  readonly skew: number;
  /** Whether a write is answered with what the vendor shows of it. */
  readonly answers: boolean;
}

export type Incident =
  | {
      readonly what: 'edit';
      /** An index into the sides; one beyond them is a person at the hub. */
      readonly by: number;
      readonly field: Field;
      /** For labels: one is taken off instead of put on. */
      readonly removes: boolean;
      /** How many webhooks tell of it; none: it was lost. */
      readonly hooks: number;
      /** How much of what is under way happens before the next incident. */
      readonly steps: number;
    }
  | { readonly what: 'crash'; readonly steps: number };

/** What people, vendors and luck do to one record and its twins. */
export interface History {
  readonly sides: readonly SideTraits[];
  readonly policies: Readonly<
    Record<Scalar, { readonly mode: PolicyMode; readonly owner: number; readonly isOwned: boolean }>
  >;
  readonly incidents: readonly Incident[];
  /** Decides the order of things, and which answers are lost. */
  readonly luck: number;
}

const steps = fc.nat(12);

const edit: fc.Arbitrary<Incident> = fc.record({
  what: fc.constant('edit' as const),
  by: fc.nat(3),
  field: fc.constantFrom<Field>('title', 'title', 'stage', 'amount', 'labels', 'body'),
  removes: fc.boolean(),
  hooks: fc.nat(2),
  steps,
});
const crash: fc.Arbitrary<Incident> = fc.record({ what: fc.constant('crash' as const), steps });

const policy = fc.record({
  mode: fc.constantFrom<PolicyMode>(
    'last_modified_wins',
    'last_modified_wins',
    'remote_wins',
    'local_wins',
    'source_priority',
    'merge_with_audit',
    'immutable_after_bind',
    'manual',
  ),
  owner: fc.nat(2),
  /** Of an immutable field: its owner's word alone changes it, where it would be nobody's. */
  isOwned: fc.boolean(),
});

const side = fc.record({
  kind: fc.constantFrom<SideKind>('plain', 'lossy', 'dressed'),
  skew: fc.constantFrom(0, 0, -2, 2),
  answers: fc.boolean(),
});
const whimsical = fc.record({
  kind: fc.constant<SideKind>('whimsical'),
  skew: fc.constant(0),
  answers: fc.constant(true),
});
const plain = fc.record({ kind: fc.constant<SideKind>('plain'), skew: fc.constant(0), answers: fc.boolean() });

/**
 * Histories of two or three sides. A vendor that changes values and says so nowhere is there only where nothing is lost,
 * and nobody edits there at the same time: else nobody could tell what comes from whom.
 */
export const history: fc.Arbitrary<History> = fc
  .record({
    first: plain,
    second: side,
    third: fc.option(fc.oneof({ weight: 3, arbitrary: side }, { weight: 1, arbitrary: whimsical }), { nil: undefined }),
    policies: fc.record({ title: policy, stage: policy, amount: policy }),
    incidents: fc.array(fc.oneof({ weight: 7, arbitrary: edit }, { weight: 1, arbitrary: crash }), { maxLength: 10 }),
    luck: fc.nat(),
  })
  .map(({ first, second, third, policies, incidents, luck }) => {
    const sides = third ? [first, second, third] : [first, second];
    const odd = sides.findIndex(({ kind }) => kind === 'whimsical');
    const calm = incidents.filter((incident) => incident.what === 'edit' && incident.by !== odd);
    return { sides, policies, luck, incidents: odd < 0 ? incidents : calm };
  });
