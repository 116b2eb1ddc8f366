import { describe, expect, it } from 'vitest';
import { normalizeIssue } from './normalize-issue.ts';

const custom = (type: string, kind: string, items?: string) => ({ type, custom: `x.customfieldtypes:${kind}`, items });

function record(fields: object, more: object = {}) {
  const issue = {
    id: '10010',
    key: 'API-10',
    self: 'https://acme.atlassian.net/rest/api/3/issue/10010',
    fields: { summary: 'S', status: { name: 'To Do', statusCategory: { key: 'new' } }, ...fields },
    ...more,
  };
  const result = normalizeIssue(issue, '10000');
  if (result.outcome !== 'record') throw new Error(JSON.stringify(result));
  return result;
}

describe('normalizeIssue', () => {
  it('tells what is empty from what was not shown', () => {
    const { fields } = record({ description: null, assignee: null, duedate: null }).record;
    expect(fields).toMatchObject({ description: null, assignee: null, due_date: null, parent: null });
    for (const name of ['labels', 'priority', 'components', 'blocks', 'sprint'])
      expect(fields).not.toHaveProperty(name);
  });

  it('reads times with offsets as UTC, and shows where people look', () => {
    const { record: issue } = record({
      created: '2026-11-21T10:00:00.123+0100',
      updated: '2026-11-21T10:00:00.000-0500',
    });
    expect(issue.fields['created_at']).toBe('2026-11-21T09:00:00.123Z');
    expect(issue.remoteUpdatedAt).toBe('2026-11-21T15:00:00.000Z');
    expect(issue.url).toBe('https://acme.atlassian.net/browse/API-10');
  });

  it('finds our key among the properties, and nothing else there', () => {
    const keyOf = (properties: unknown) => record({}, { properties }).record.ownKey;
    expect(keyOf({ syncline: { key: 'abcdefghijklmnopqrstuv' } })).toBe('abcdefghijklmnopqrstuv');
    for (const properties of [
      undefined,
      null,
      {},
      { syncline: null },
      { syncline: { key: 1 } },
      { syncline: { key: 'a b' } },
      { other: { key: 'x' } },
    ])
      expect(keyOf(properties)).toBeUndefined();
  });

  it('reads custom fields by the types that came along, and leaves out what belies its type', () => {
    const schema = {
      customfield_1: custom('option', 'select'),
      customfield_2: custom('array', 'multiuserpicker', 'user'),
      customfield_3: custom('string', 'textarea'),
      customfield_4: custom('number', 'float'),
      customfield_5: { type: 'any', custom: 'com.pyxis.greenhopper.jira:gh-lexo-rank' },
      customfield_6: { type: 'array', items: 'json', custom: 'com.pyxis.greenhopper.jira:gh-sprint' },
      customfield_7: custom('datetime', 'datetime'),
    };
    const fields = {
      customfield_1: { value: 'Red', id: '1' },
      customfield_2: [{ accountId: 'b' }, { accountId: 'a' }],
      customfield_3: {
        type: 'doc',
        version: 1,
        content: [{ type: 'paragraph', content: [{ type: 'text', text: 'T' }] }],
      },
      customfield_4: 'seven',
      customfield_5: '0|i0001:',
      customfield_6: [
        { id: 1, state: 'closed' },
        { id: 2, state: 'active' },
      ],
      customfield_7: null,
      customfield_8: 'nobody says what it is',
    };
    const result = record(fields, { schema });
    expect(result.record.fields).toMatchObject({
      customfield_1: '1',
      customfield_2: ['a', 'b'],
      customfield_3: 'T',
      customfield_7: null,
      sprint: '2',
    });
    for (const name of ['customfield_4', 'customfield_5', 'customfield_6', 'customfield_8'])
      expect(result.record.fields).not.toHaveProperty(name);
    expect(result.diagnostics).toMatchObject([
      { severity: 'warning', code: 'jira_wrong_type', field: 'customfield_4' },
    ]);
  });

  it('says who it is assigned to and by whom it was made, and never hides that an address is hidden', () => {
    const person = { accountId: 'abc', displayName: 'Mia', emailAddress: '' };
    const { embedded, record: issue } = record({ assignee: person, creator: person });
    expect(embedded).toMatchObject([{ stream: 'users', externalId: 'abc', fields: { name: 'Mia' }, partial: true }]);
    expect(embedded[0]?.fields).not.toHaveProperty('email');
    expect(issue.references.map(({ relation }) => relation)).toEqual(['belongs_to', 'assigned_to', 'created_by']);
  });
});
