import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeInbound, sameValue } from './merge.ts';

const value = fc.jsonValue({ maxDepth: 2 });
const fields = fc.dictionary(fc.constantFrom('title', 'body', 'state', 'labels'), value);

describe('merging what a remote shows', () => {
  it('rule 3.2: leaves a field alone that the remote did not change, however different the entity is', () => {
    fc.assert(
      fc.property(fields, fields, (entity, seen) => {
        const merged = mergeInbound({ entity, seen, base: seen, incoming: seen } as never);
        expect(merged.patch).toEqual({});
        expect(merged.decision).toBe('both sides agree');
      }),
    );
  });

  it('rule 3.5: has seen what came, for every field, and keeps what was not shown', () => {
    fc.assert(
      fc.property(fields, fields, fields, (entity, seen, incoming) => {
        const merged = mergeInbound({ entity, seen, base: seen, incoming } as never);
        expect(merged.seen).toEqual({ ...seen, ...incoming });
      }),
    );
  });

  it('keeps what every taken value replaced (rule 3.13)', () => {
    fc.assert(
      fc.property(fields, fields, fields, (entity, seen, incoming) => {
        const merged = mergeInbound({ entity, seen, base: seen, incoming } as never);
        expect(Object.keys(merged.replaced)).toEqual(Object.keys(merged.patch));
        for (const [field, old] of Object.entries(merged.replaced)) expect(old).toEqual(entity[field] ?? null);
      }),
    );
  });

  it('changes nothing when the same is merged again', () => {
    fc.assert(
      fc.property(fields, fields, fields, (entity, seen, incoming) => {
        const first = mergeInbound({ entity, seen, base: seen, incoming } as never);
        const second = mergeInbound({
          entity: { ...entity, ...first.patch },
          seen: first.seen,
          base: first.base ?? first.seen,
          incoming,
        } as never);
        expect(second.patch).toEqual({});
      }),
    );
  });

  it('says when both sides had changed a field', () => {
    const merged = mergeInbound({
      entity: { title: 'ours' },
      seen: { title: 'old' },
      base: { title: 'old' },
      incoming: { title: 'theirs' },
    });
    expect(merged).toMatchObject({
      patch: { title: 'theirs' },
      replaced: { title: 'ours' },
      decision: 'both sides changed, the remote was taken',
    });
  });

  it('takes an explicit empty for a value and an absent field for none', () => {
    const before = {
      entity: { body: 'text', title: 'x' },
      seen: { body: 'text', title: 'x' },
      base: { body: 'text', title: 'x' },
    };
    expect(mergeInbound({ ...before, incoming: { body: null } }).patch).toEqual({ body: null });
  });
});

it('compares values whatever the order of their keys', () => {
  expect(sameValue({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBe(true);
  expect(sameValue({ a: 1 }, { a: 1, b: null })).toBe(false);
  expect(sameValue(undefined, null)).toBe(false);
});
