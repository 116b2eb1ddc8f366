import type { Json } from '../../../json.ts';
import { compileRule } from '../../compile-rule.ts';
import { defaultPolicy, type FieldPolicy } from '../../field-policy.ts';
import type { FieldRule } from '../../field-rule.ts';
import type { FieldType } from '../../field-type.ts';
import { type Field, type History, SCALARS, type Scalar, type SideKind, type SideTraits } from './history.ts';

export const START = Date.parse('2026-11-21T10:00:00Z');
const HOUR = 3_600_000;

export type Values = Record<Field, Json>;

/** A line of the body for every side, apart from one another. */
export const firstValues = (): Values => ({
  title: 'v0.0',
  stage: 'v0.0',
  amount: 'v0.0',
  labels: [],
  body: ['0: -', '', '1: -', '', '2: -', '', '3: -'].join('\n'),
});

/** One vendor's record. */
export class Side {
  readonly name: string;
  readonly traits: SideTraits;
  values: Values;
  readonly times: Record<Field, number>;
  /** Fields and values: what people put there. */
  readonly byPeople = new Set<string>();
  readonly lastByPeople = new Map<Field, Json>();
  /** Fields and values: what we have sent, as it is shown. */
  readonly byUs = new Set<string>();
  /**
   * Labels that people have taken off; also those that a write of ours took off by landing on theirs, where they have edited
   * the labels after it: the hub can't tell one from the other.
   */
  readonly takenOff = new Set<string>();
  readonly #droppedByUs = new Set<string>();
  /** Fields and values: all that was ever shown. */
  readonly #held = new Set<string>();

  constructor(index: number, traits: SideTraits) {
    this.name = `side${index}`;
    this.traits = traits;
    this.values = this.#stored(firstValues());
    for (const field of SCALARS) this.#held.add(keyOf(field, this.values[field]));
    this.times = { title: START, stage: START, amount: START, labels: START, body: START };
  }

  /** A person's edit, or a write of ours that lands. */
  set(field: Field, value: Json, now: number, by: 'person' | 'hub'): void {
    const stored = this.shownAs(field, value);
    const key = keyOf(field, stored);
    if (field === 'labels') this.#noteDropped(value as string[], by);
    if (by === 'person') {
      this.byPeople.add(key);
      this.lastByPeople.set(field, stored);
    } else this.byUs.add(key);
    this.#held.add(key);
    this.values = { ...this.values, [field]: stored };
    this.times[field] = now + this.traits.skew * HOUR;
  }

  /** Nobody but a person can have put this there. */
  isByAPerson(field: Field, value: Json): boolean {
    const key = keyOf(field, value);
    return this.byPeople.has(key) && !this.byUs.has(key);
  }

  /** Whether people here can have had the hub's value before their eyes. */
  knew(field: Field, hubs: Json): boolean {
    return this.#held.has(keyOf(field, this.shownAs(field, hubs)));
  }

  /** What the vendor makes of a value. */
  shownAs(field: Field, value: Json): Json {
    return isScalar(field) ? storedAt(this.traits.kind, value) : value;
  }

  shows(hubs: Values, field: Field): boolean {
    return JSON.stringify(this.shownAs(field, hubs[field])) === JSON.stringify(this.values[field]);
  }

  #noteDropped(after: readonly string[], by: 'person' | 'hub'): void {
    const dropped = (this.values.labels as string[]).filter((label) => !after.includes(label));
    for (const label of after) this.#droppedByUs.delete(label);
    for (const label of dropped) (by === 'hub' ? this.#droppedByUs : this.takenOff).add(label);
    if (by === 'person') for (const label of this.#droppedByUs) this.takenOff.add(label);
  }

  #stored(values: Values): Values {
    const stored = { ...values };
    for (const field of SCALARS) stored[field] = storedAt(this.traits.kind, stored[field]);
    return stored;
  }
}

export function keyOf(field: Field, value: Json): string {
  return `${field} ${JSON.stringify(value)}`;
}

export function isScalar(field: Field): field is Scalar {
  return (SCALARS as readonly Field[]).includes(field);
}

function storedAt(kind: SideKind, value: Json): Json {
  if (typeof value !== 'string') return value;
  switch (kind) {
    case 'plain':
      return value;
    case 'lossy':
      return /^v\d+/.exec(value)?.[0] ?? value;
    case 'dressed':
      return value.endsWith('~') ? value : `${value}~`;
    case 'whimsical':
      return value.endsWith('!') ? value : `${value}!`;
    default:
      return kind satisfies never;
  }
}

/** What its connector says that the vendor makes of a value. */
export function expressedAt(kind: SideKind, field: Field, value: Json): Json {
  return isScalar(field) && kind !== 'whimsical' ? storedAt(kind, value) : value;
}

export function rulesOf(history: History, kind: SideKind): FieldRule[] {
  const nobody = { entityOf: () => undefined, externalIdOf: () => undefined };
  const types: Record<Field, FieldType> = {
    title: 'text',
    stage: 'text',
    amount: 'text',
    labels: 'text_set',
    body: 'rich_text',
  };
  return (Object.keys(types) as Field[]).map((field) =>
    compileRule(
      {
        field,
        remote: field,
        type: types[field],
        direction: 'both',
        policy: isScalar(field) ? policyOf(history, field) : defaultPolicy,
        express: (value) => expressedAt(kind, field, value),
      },
      nobody,
    ),
  );
}

export function policyOf(history: History, field: Scalar): FieldPolicy {
  const { mode, owner, isOwned } = history.policies[field];
  const names = history.sides.map((_, index) => `side${index}`);
  const first = names[owner % names.length]!;
  const owned = mode === 'immutable_after_bind' && isOwned ? first : null;
  return { ...defaultPolicy, mode, owner: owned, streams: [first, ...names.filter((name) => name !== first)] };
}
