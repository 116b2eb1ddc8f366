import { z } from 'zod';
import { nearestWord, suggestion } from './nearest-word.ts';

/** What is wrong at a path of a document. */
export interface PathProblem {
  readonly path: readonly string[];
  readonly message: string;
}

type Issue = z.core.$ZodIssue;
type JsonSchema = { readonly [key: string]: unknown };

/** All that a schema finds wrong with a document, with the nearest right word where one is near; empty: nothing. */
export function schemaProblems(schema: z.ZodType, document: unknown): PathProblem[] {
  const parsed = schema.safeParse(document);
  if (parsed.success) return [];
  const names = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return parsed.error.issues.flatMap((issue) => problemsOf(issue, [], document, names));
}

function problemsOf(issue: Issue, above: readonly PropertyKey[], document: unknown, names: JsonSchema): PathProblem[] {
  const at = [...above, ...issue.path];
  const path = at.map(String);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: unknownKey(key, namesAt(names, path, document)),
    }));
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => ({ path, message: plain(message) }));
  if (issue.code === 'invalid_union') {
    if (issue.discriminator !== undefined) {
      const options = valuesAt(names, [...at.slice(0, -1).map(String), issue.discriminator]);
      return [{ path, message: wrongWord(valueAt(document, path), options) }];
    }
    // The branch that was meant is the one whose shape fits: what is wrong lies deeper in it.
    const meant = issue.errors.find((branch) =>
      branch.some((each) => each.path.length > 0 || each.code === 'unrecognized_keys'),
    );
    if (meant) return meant.flatMap((each) => problemsOf(each, at, document, names));
    const words = issue.errors.flat().find((each) => each.code === 'invalid_value');
    const value = valueAt(document, path);
    if (words?.code === 'invalid_value' && typeof value === 'string')
      return [{ path, message: wrongWord(value, words.values.map(String)) }];
    return [{ path, message: [...new Set(issue.errors.flat().map((each) => plain(each.message)))].join(', or ') }];
  }
  const value = valueAt(document, path);
  if (issue.code === 'invalid_value' && typeof value === 'string' && issue.values.length > 1)
    return [{ path, message: wrongWord(value, issue.values.map(String)) }];
  if (issue.code === 'invalid_type' && value === undefined) return [{ path, message: 'is missing' }];
  return [{ path, message: plain(issue.message) }];
}

function plain(message: string): string {
  return message.replace(/^Invalid (input|option): /, '');
}

function wrongWord(value: unknown, options: readonly string[]): string {
  if (value === undefined) return `is missing; it is one of ${options.join(', ')}`;
  const nearest = typeof value === 'string' ? nearestWord(value, options) : null;
  const all = `expected one of ${options.map((option) => `"${option}"`).join('|')}`;
  return nearest === null ? all : `${all}; did you mean ${nearest}?`;
}

function unknownKey(key: string, names: readonly string[]): string {
  const hint = names.length === 0 || nearestWord(key, names) !== null ? suggestion(key, names) : null;
  if (names.length === 0) return 'there is no setting of this name; remove it';
  return `there is no setting of this name; ${hint ?? `remove it, or write one of ${names.join(', ')}`}`;
}

/** Names that may stand at a path. */
function namesAt(schema: JsonSchema, path: readonly string[], document: unknown): string[] {
  const found = reach(schema, schema, path, document);
  return [...new Set(found.flatMap((each) => Object.keys((each['properties'] ?? {}) as object)))];
}

function valuesAt(schema: JsonSchema, path: readonly string[]): string[] {
  const found = reach(schema, schema, path, undefined).flatMap((each) =>
    'const' in each ? [String(each['const'])] : ((each['enum'] ?? []) as unknown[]).map(String),
  );
  return [...new Set(found)];
}

/** The schemas of a path, through the alternatives that the document may be. */
function reach(root: JsonSchema, schema: JsonSchema, path: readonly string[], document: unknown): JsonSchema[] {
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    const definition = (root['$defs'] as Record<string, JsonSchema> | undefined)?.[reference.split('/').at(-1) ?? ''];
    return definition ? reach(root, definition, path, document) : [];
  }
  const alternatives = ['anyOf', 'oneOf', 'allOf'].flatMap((name) => (schema[name] ?? []) as JsonSchema[]);
  const inside = alternatives
    .filter((each) => mayBe(each, document))
    .flatMap((each) => reach(root, each, path, document));
  const [part, ...rest] = path;
  if (part === undefined) return [schema, ...inside];
  const properties = schema['properties'] as Record<string, JsonSchema> | undefined;
  const next =
    properties && Object.hasOwn(properties, part)
      ? [properties[part]!]
      : [schema['additionalProperties'], schema['items']].filter((each) => typeof each === 'object' && each !== null);
  const below = valueAt(document, [part]);
  return [...next.flatMap((each) => reach(root, each as JsonSchema, rest, below)), ...inside];
}

/** False where a property that tells alternatives apart is that of another one. */
function mayBe(schema: JsonSchema, document: unknown): boolean {
  return Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>).every(
    ([name, property]) => !('const' in property) || [undefined, property['const']].includes(valueAt(document, [name])),
  );
}

function valueAt(document: unknown, path: readonly string[]): unknown {
  let at = document;
  for (const part of path) at = (at as Record<string, unknown> | null | undefined)?.[part];
  return at;
}
