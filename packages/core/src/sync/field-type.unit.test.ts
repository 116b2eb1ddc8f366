import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { type FieldType, isOfType } from './field-type.ts';

describe('a value of a type', () => {
  const values: Record<FieldType, { readonly right: Json[]; readonly wrong: Json[] }> = {
    text: { right: ['', 'a'], wrong: [1, null, ['a'], {}] },
    rich_text: { right: ['**a**'], wrong: [1, null] },
    choice: { right: ['Done'], wrong: [true, null] },
    reference: { right: ['17'], wrong: [17, null] },
    number: { right: [0, -1.5], wrong: ['1', null, Number.NaN, Number.POSITIVE_INFINITY] },
    boolean: { right: [true, false], wrong: ['true', 0, null] },
    date: {
      right: ['2026-11-21', '2028-02-29'],
      wrong: ['2026-02-31', '2027-02-29', '21.11.2026', '2026-11-21T00:00:00Z', 20_261_121, null],
    },
    instant: { right: ['2026-11-21T10:00:00Z', '2026-11-21T10:00:00.5+02:00'], wrong: ['2026-11-21', 'soon', 5, null] },
    text_set: { right: [[], ['a', 'b']], wrong: ['a', [1], null] },
    reference_set: { right: [[], ['17']], wrong: ['17', [17], null] },
    json: { right: [0, '', [], {}], wrong: [null] },
  };

  for (const [type, { right, wrong }] of Object.entries(values) as [FieldType, (typeof values)[FieldType]][]) {
    it.each(right.map((value) => [value]))(`${type}: %j`, (value) => expect(isOfType(type, value)).toBe(true));
    it.each(wrong.map((value) => [value]))(`no ${type}: %j`, (value) => expect(isOfType(type, value)).toBe(false));
  }
});
