type Snake<Text extends string> = Text extends `${infer Head}${infer Tail}`
  ? Tail extends Uncapitalize<Tail>
    ? `${Lowercase<Head>}${Snake<Tail>}`
    : `${Lowercase<Head>}_${Snake<Tail>}`
  : Text;

export type SnakeCased<T> = { -readonly [Key in keyof T as Key extends string ? Snake<Key> : Key]: T[Key] };

/**
 * What is under `/api/v1/sync` has the names of the tables and files: `sync_interval`. The names of one object;
 * what its values hold stays as it is.
 */
export function snakeCased<T extends object>(value: T): SnakeCased<T> {
  return renamed(value, (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)) as SnakeCased<T>;
}

/** Requests may use either spelling outside of `/api/v1/sync`: `entity_id` for `entityId`. */
export function camelNamed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return renamed(value, (name) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));
}

function renamed(value: object, rename: (name: string) => string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [rename(name), member]));
}
