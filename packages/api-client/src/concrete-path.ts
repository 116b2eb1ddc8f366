import type { paths } from './paths.generated.ts';

export type Method = 'get' | 'put' | 'post' | 'patch' | 'delete';

/** The paths of the description that have a method. */
export type PathsWith<M extends Method> = {
  [Path in keyof paths]: paths[Path] extends { readonly [Key in M]: object } ? Path : never;
}[keyof paths];

/** A path with its parameters filled in: `/api/v1/keys/7` for `/api/v1/keys/{id}`. */
export type ConcretePath<Path extends string> = Path extends `${infer Head}{${string}}${infer Tail}`
  ? `${Head}${string}${ConcretePath<Tail>}`
  : Path;
