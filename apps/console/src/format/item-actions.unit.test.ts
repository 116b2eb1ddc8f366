import { describe, expect, it } from 'vitest';
import { candidatesOf, choicesFor } from './item-actions.ts';

const item = { class: 'conflict', code: 'concurrent_edit', field: 'priority', entityId: 'e', connectionName: 'jira' };
const actionsOf = (change: { readonly class?: string; readonly code?: string; readonly field?: string | null }) =>
  choicesFor({ ...item, ...change }).map((choice) => choice.action);

describe('what can be done about an item', () => {
  it('is to take a side, to merge, to try again or to let it be, for a field', () => {
    expect(actionsOf({})).toEqual(['take_local', 'take_remote', 'take_merged', 'retry', 'ignore']);
  });

  it('is no merge for a deletion, also where a field is named', () => {
    expect(actionsOf({ code: 'deleted_remote_edited_local' })).toEqual(['take_local', 'take_remote', 'ignore']);
  });

  it('is no side to take for a record that could not be read', () => {
    expect(actionsOf({ class: 'mapping', code: 'unmapped_value', field: null })).toEqual([
      'retry',
      'ignore',
      'resolve',
    ]);
  });

  it('has a key of its own for each choice', () => {
    for (const code of ['concurrent_edit', 'link_proposal', 'delete_brake', 'approval_needed']) {
      const keys = choicesFor({ ...item, code }).map((choice) => choice.key);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('shows who a record is proposed to be, and nothing for a value that proposes nobody', () => {
    expect(
      candidatesOf({ candidates: [{ entityId: 'a', name: 'Ada', reasons: ['same e-mail'] }, { name: 'no id' }] }),
    ).toEqual([{ entityId: 'a', name: 'Ada', reasons: ['same e-mail'] }]);
    expect([candidatesOf('High'), candidatesOf(null)]).toEqual([[], []]);
  });
});
