import fc from 'fast-check';
import type { Random } from '../shared/random.ts';
import type { Description, Schema } from './description.ts';

/** Names a value that exists for a member of this name; undefined: any of its shape will do. */
export type Hint = (name: string, random: Random) => unknown;

const words = [
  'alpha',
  'beta gamma',
  'Grüße',
  '日本語',
  "O'Brien",
  '<b>bold</b>',
  '=1+1',
  '👩‍👩‍👧 emoji',
  '../../etc/passwd',
  '%s%n',
  'a "quoted" word',
  'two\nlines',
  "'; drop table entities; --",
  '${jndi:ldap://x}',
  '__proto__',
];
const MAX_DEPTH = 8;

/** A value of a schema's shape, as someone would send it who means well. */
export function valueOf(
  schema: Schema,
  options: { readonly description: Description; readonly random: Random; readonly hint: Hint },
  name = '',
  depth = 0,
): unknown {
  const { description, random, hint } = options;
  const hinted = hint(name, random);
  if (hinted !== undefined) return hinted;
  const inner = (part: Schema, of = name): unknown => valueOf(part, options, of, depth + 1);
  if (schema.$ref !== undefined) return inner(description.resolve(schema.$ref));
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants) return inner(random.pick(variants));
  switch ([schema.type].flat()[0]) {
    case 'object':
      return objectOf(schema, inner, options, depth);
    case 'array': {
      const least = schema.minItems ?? 0;
      const size = Math.min(schema.maxItems ?? 3, least + random.below(depth > MAX_DEPTH ? 1 : 3));
      return Array.from({ length: size }, () => inner(schema.items ?? {}));
    }
    case 'string':
      return textOf(schema, random);
    case 'integer':
      return numberOf(schema, random);
    case 'number':
      return numberOf(schema, random) + random.pick([0, 0.5, 0.1]);
    case 'boolean':
      return random.below(2) === 0;
    case 'null':
      return null;
    default:
      return anything(random, depth);
  }
}

function objectOf(
  schema: Schema,
  inner: (part: Schema, of?: string) => unknown,
  { random }: { readonly random: Random },
  depth: number,
): unknown {
  const entries: [string, unknown][] = [];
  for (const [name, part] of Object.entries(schema.properties ?? {})) {
    const isNeeded = schema.required?.includes(name) === true;
    if (isNeeded || (depth < MAX_DEPTH && random.below(2) === 0)) entries.push([name, inner(part, name)]);
  }
  const more = schema.additionalProperties;
  if (typeof more === 'object' && depth < MAX_DEPTH) {
    for (let index = random.below(3); index > 0; index -= 1)
      entries.push([String(inner(schema.propertyNames ?? { type: 'string' }, '')), inner(more, '')]);
  }
  return Object.fromEntries(entries);
}

function textOf({ format, pattern, minLength = 0, maxLength = 10_000 }: Schema, random: Random): string {
  if (format === 'uuid') return someUuid(random);
  if (format === 'date-time')
    return new Date(1_700_000_000_000 + random.below(1e9) * random.pick([1, 1_000])).toISOString();
  if (format === 'uri') return random.pick(['https://example.org/', 'http://127.0.0.1:9/']);
  if (pattern !== undefined) {
    const [text = ''] = fc.sample(fc.stringMatching(new RegExp(pattern, 'u')), {
      seed: random.below(2 ** 31),
      numRuns: 1,
    });
    return text.slice(0, maxLength);
  }
  const text = random.pick(words);
  return (text.length < minLength ? text.padEnd(minLength, 'x') : text).slice(0, maxLength);
}

export function someUuid(random: Random): string {
  const hex = Array.from({ length: 32 }, () => random.below(16).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

function numberOf({ minimum, exclusiveMinimum, maximum }: Schema, random: Random): number {
  const from = minimum ?? (exclusiveMinimum === undefined ? 0 : exclusiveMinimum + 1);
  const to = Math.min(maximum ?? 1_000_000, from + 1_000_000);
  // Numbers near the edges of what is allowed, and any between: ids that exist come by their names.
  return random.pick([from, to, maximum ?? to, from + random.below(Math.max(1, Math.floor(to - from)))]);
}

function anything(random: Random, depth: number): unknown {
  const kinds = depth > MAX_DEPTH ? 5 : 7;
  switch (random.below(kinds)) {
    case 0:
      return null;
    case 1:
      return random.below(2) === 0;
    case 2:
      return random.pick([0, -1, 1.5, 1_000, 1e21]);
    case 5:
      return [anything(random, depth + 1), anything(random, depth + 2)];
    case 6:
      return { [random.pick(words)]: anything(random, depth + 1), a: anything(random, depth + 2) };
    default:
      return random.pick(words);
  }
}
