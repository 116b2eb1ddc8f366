import { describe, expect, it } from 'vitest';
import { compileRule, inexpressible, type RuleSource } from './compile-rule.ts';
import { defaultPolicy } from './field-policy.ts';

const nobody = { entityOf: () => undefined, externalIdOf: () => undefined };
const options = [
  { id: 'a1', name: 'First' },
  { id: 'b2', name: 'Second' },
];
const source = (more: Partial<RuleSource> = {}): RuleSource => ({
  field: 'tier',
  remote: 'Rank__c',
  type: 'choice',
  direction: 'both',
  policy: defaultPolicy,
  options,
  ...more,
});

describe('options of a field', () => {
  it('are written by their ids; what is none of them is not written', () => {
    const rule = compileRule(source(), nobody);
    expect(rule.project('a1', undefined)).toBe('a1');
    expect(rule.project(null, undefined)).toBeNull();
    expect(rule.project('c3', undefined)).toBeUndefined();
    expect(rule.adopt('c3', undefined)).toEqual({ ok: true, value: 'c3' });
  });

  it('without a counterpart are told with both lists, by the names that people know', () => {
    const values = [['gold', 'a1']] as const;
    expect(compileRule(source({ values }), nobody).adopt('b2', undefined)).toMatchObject({
      ok: false,
      code: 'unknown_value',
      message:
        'The field map of tier has no counterpart for "Second" (b2) of Rank__c. The field map has "gold" as "First" (a1). Rank__c has "First" (a1), "Second" (b2).',
    });
    expect(inexpressible(source({ values }), 'tin')).toBe(
      'Rank__c has no option for "tin" of tier. The field map has "gold" as "First" (a1). Rank__c has "First" (a1), "Second" (b2).',
    );
    expect(inexpressible(source({ values }), 'gold')).toBeNull();
    expect(inexpressible(source({ values: [['gold', 'gone']] }), 'gold')).toContain('no option for "gold"');
    expect(inexpressible(source(), null)).toBeNull();
    const { options: _, ...unlisted } = source();
    expect(inexpressible(unlisted, 'anything')).toBeNull();
  });
});
