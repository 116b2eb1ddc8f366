/** Values that no vendor documents where an object, a text, a number or a time is expected. */
export const GARBAGE: readonly unknown[] = [
  null,
  undefined,
  0,
  -1,
  1.5,
  Number.MAX_SAFE_INTEGER + 2,
  Number.NaN,
  '',
  'x',
  '2026-99-99T00:00:00Z',
  '\u0000\ud800',
  true,
  [],
  [null],
  [[]],
  [{}],
  {},
  { id: null },
  { id: 'x' },
  { id: {} },
  { length: 3 },
];

/** A real item with each of its members replaced by each garbage value in turn, and left out. */
export function* spoiled(item: unknown): Generator<unknown> {
  if (typeof item !== 'object' || item === null) return;
  for (const key of Object.keys(item)) {
    for (const value of GARBAGE) yield { ...item, [key]: value };
    yield Object.fromEntries(Object.entries(item).filter(([other]) => other !== key));
  }
}

/** Frozen all the way down, so that code which changes its input throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
}
