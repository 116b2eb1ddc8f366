import { describe, expect, it } from 'vitest';
import { fieldGroups, groupKey, groupNameProblem, groupOfField } from './field-groups.ts';

describe('groups of fields', () => {
  it('hold each field of a kind once', () => {
    for (const kind of ['account', 'contact', 'deal', 'quote']) {
      const fields = Object.values(fieldGroups).flatMap((group) => group.fields[kind] ?? []);
      expect(new Set(fields).size, kind).toBe(fields.length);
      expect(fields.length, kind).toBeGreaterThan(0);
    }
  });

  it('are found by kind and field', () => {
    expect(groupOfField('account', 'segment')).toBe('segment');
    expect(groupOfField('deal', 'close_date')).toBe('stage');
    expect(groupOfField('quote', 'approved_by')).toBe('quote');
    expect(groupOfField('account', 'phone')).toBeNull();
    expect(groupOfField('work_item', 'title')).toBeNull();
  });

  it('are told from fields, and from groups that the kind does not have', () => {
    expect(groupNameProblem('deal', groupKey('stage'))).toBeNull();
    expect(groupNameProblem('deal', 'stage')).toBeNull();
    expect(groupNameProblem('contact', 'group:stage')).toBe('contact has no group:stage; it has group:identity');
    expect(groupNameProblem('label', 'group:identity')).toContain('no groups');
  });
});
