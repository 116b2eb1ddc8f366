import type { Random } from '../shared/random.ts';
import { oddValues } from './oddities.ts';

/** Bodies that are no JSON of a client that means well. */
export function oddBody(random: Random, good: string): Buffer {
  const deep = random.pick([100, 2_000, 20_000]);
  return random.pick<() => Buffer>([
    () => Buffer.alloc(0),
    () => Buffer.from('null'),
    () => Buffer.from('[]'),
    () => Buffer.from('"text"'),
    () => Buffer.from('1'),
    () => Buffer.from('1e400'),
    () => Buffer.from('{'),
    () => Buffer.from(good.slice(0, Math.max(1, random.below(good.length || 1)))),
    () => Buffer.from(`${good}${good}`),
    () => Buffer.from(`\ufeff${good}`),
    () => Buffer.from(good, 'utf16le'),
    () => Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
    () => Buffer.from('{"__proto__":{"admin":true}}'),
    () => Buffer.from('{"constructor":{"prototype":{"admin":true}}}'),
    () => Buffer.from(good.replace(/}$/, `${good === '{}' ? '' : ','}"__proto__":1}`)),
    () => Buffer.from(`${'['.repeat(deep)}${']'.repeat(deep)}`),
    () => Buffer.from(`${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`),
    () =>
      Buffer.from(
        good.replace(/}$/, `${good === '{}' ? '' : ','}"why":${'[{"a":'.repeat(3_000)}1${'}]'.repeat(3_000)}}`),
      ),
    () => Buffer.from(`{"fields":${'{"a":'.repeat(4_000)}1${'}'.repeat(4_000)}}`),
    () => Buffer.from(JSON.stringify({ a: 'x'.repeat(70_000) })),
    () => Buffer.from(JSON.stringify({ a: 'x'.repeat(1_100_000) })),
    () => Buffer.from(`{${Array.from({ length: 3_000 }, (_, index) => `"k${index}":${index}`).join()}}`),
  ])();
}

/** A value with one odd thing somewhere in it. */
export function spoiled(value: unknown, random: Random): unknown {
  if (Array.isArray(value) && value.length > 0 && random.below(3) > 0) {
    const at = random.below(value.length);
    return value.map((each, index) => (index === at ? spoiled(each, random) : (each as unknown)));
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && random.below(5) > 0) {
    const names = Object.keys(value);
    const name = names.length > 0 ? random.pick(names) : 'unknown';
    const { [name]: member, ...rest } = value as Record<string, unknown>;
    switch (random.below(5)) {
      case 0:
        return rest;
      case 1:
        return {
          ...value,
          [random.pick(['unknown', '', 'x'.repeat(300), '\u0000', '\ud800', '__proto__ '])]: random.pick(oddValues),
        };
      default:
        return { ...rest, [name]: spoiled(member, random) };
    }
  }
  return random.pick(oddValues);
}
