/** The same value for schemas, whose types know no `readonly`. */
type Writable<T> = T extends Date
  ? T
  : T extends readonly (infer Item)[]
    ? Writable<Item>[]
    : T extends object
      ? { -readonly [Key in keyof T]: Writable<T[Key]> }
      : T;

/** A read model as the body of an answer; the type is checked against the route's schema. */
export function responseBody<T>(value: T): Writable<T> {
  return value as Writable<T>;
}
