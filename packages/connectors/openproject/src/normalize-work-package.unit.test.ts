import { describe, expect, it } from 'vitest';
import { normalizeWorkPackage } from './normalize-work-package.ts';

/** As OpenProject's own documentation shows one, shortened. */
const shown = {
  _type: 'WorkPackage',
  id: 1528,
  lockVersion: 7,
  subject: 'Develop API',
  description: { format: 'markdown', raw: 'Develop super cool OpenProject API.', html: '<p>…</p>' },
  startDate: null,
  dueDate: '2014-09-30',
  estimatedTime: 'PT2H',
  percentageDone: 0,
  customField1: 'Foo',
  customField2: 42,
  createdAt: '2014-08-29T12:40:53Z',
  updatedAt: '2014-08-29T12:44:41.036Z',
  _links: {
    self: { href: '/op/api/v3/work_packages/1528', title: 'Develop API' },
    author: { href: '/op/api/v3/users/1', title: 'OpenProject Admin - admin' },
    responsible: { href: '/op/api/v3/placeholder_users/23', title: 'Laron Leuschke' },
    assignee: { href: null },
    priority: { href: '/op/api/v3/priorities/2', title: 'Normal' },
    project: { href: '/op/api/v3/projects/1', title: 'A Test Project' },
    status: { href: '/op/api/v3/statuses/12', title: 'Closed' },
    type: { href: '/op/api/v3/types/1', title: 'A Type' },
    version: { href: '/op/api/v3/versions/1', title: 'Version 1' },
    parent: { href: '/op/api/v3/work_packages/1298', title: 'nisi eligendi' },
    category: { href: '/op/api/v3/categories/1298', title: 'eligend isi' },
    customField3: { href: '/op/api/v3/users/14', title: 'Somebody' },
    customField4: [
      { href: '/op/api/v3/custom_options/2', title: 'Web' },
      { href: '/op/api/v3/custom_options/1', title: 'Android' },
    ],
  },
  relations: [],
  closedStatuses: ['12', '14'],
  site: 'https://example.org/op',
};

function record(change: object = {}, links: object = {}) {
  const result = normalizeWorkPackage({ ...shown, ...change, _links: { ...shown._links, ...links } }, '1');
  if (result.outcome !== 'record') throw new Error(result.outcome);
  return result;
}

describe('normalizeWorkPackage', () => {
  it('reads what OpenProject documents', () => {
    const { record: read, embedded, diagnostics } = record();
    expect(diagnostics).toEqual([]);
    expect(read).toMatchObject({
      externalId: '1528',
      version: '7',
      url: 'https://example.org/op/work_packages/1528',
      remoteUpdatedAt: '2014-08-29T12:44:41.036Z',
      fields: {
        subject: 'Develop API',
        description: 'Develop super cool OpenProject API.',
        status: 'Closed',
        closed: true,
        issue_type: 'A Type',
        priority: 'Normal',
        category: 'eligend isi',
        assignee: null,
        responsible: '23',
        start_date: null,
        due_date: '2014-09-30',
        version: '1',
        parent: '1298',
        estimated_time: 'PT2H',
        customField1: 'Foo',
        customField2: 42,
        customField3: '14',
        customField4: ['1', '2'],
        blocks: [],
      },
    });
    expect(read.references).toEqual([
      { relation: 'belongs_to', stream: 'projects', externalId: '1' },
      { relation: 'child_of', stream: 'work_packages', externalId: '1298' },
      { relation: 'in_milestone', stream: 'versions', externalId: '1' },
      { relation: 'created_by', stream: 'users', externalId: '1' },
    ]);
    expect(read.relations).toContain('assigned_to');
    expect(embedded.map(({ locator, fields }) => [locator, fields['user_type']])).toEqual([
      ['users/1', 'User'],
      ['placeholder_users/23', 'PlaceholderUser'],
    ]);
  });

  it('takes our key out of the text, and keeps what people wrote around it', () => {
    const marker = '<!-- syncline:abcdefghijklmnopqrstuv -->';
    const { record: read } = record({ description: { format: 'markdown', raw: `Above\n\n${marker}\n\nBelow` } });
    expect(read).toMatchObject({ ownKey: 'abcdefghijklmnopqrstuv', fields: { description: 'Above\n\nBelow' } });
    expect(record({ description: { raw: marker } }).record.fields['description']).toBeNull();
  });

  it('says nothing of what is hidden, absent, or several', () => {
    const hidden = record({}, { parent: { href: 'urn:openproject-org:api:v3:undisclosed' } }).record;
    expect(hidden.fields).not.toHaveProperty('parent');
    expect(hidden.relations).not.toContain('child_of');
    const bare = record({ relations: undefined, closedStatuses: undefined }).record;
    for (const field of ['blocks', 'depends_on', 'closed']) expect(bare.fields).not.toHaveProperty(field);
    expect(bare.relations).not.toContain('blocks');
    const targetVersions = [{ href: '/api/v3/versions/5' }, { href: '/api/v3/versions/4' }];
    const several = record({}, { version: undefined, targetVersions }).record;
    expect(several.fields).not.toHaveProperty('version');
    expect(several.references.filter(({ relation }) => relation === 'in_milestone')).toHaveLength(2);
  });

  it('sees a relation from both of its ends, whichever way round it is shown', () => {
    const ends = (from: number, to: number) => ({
      from: { href: `/api/v3/work_packages/${from}` },
      to: { href: `/api/v3/work_packages/${to}` },
    });
    const relations = [
      { id: 1, type: 'blocks', _links: ends(1528, 2) },
      { id: 2, type: 'blocks', _links: ends(3, 1528) },
      { id: 3, type: 'blocked', _links: ends(1528, 4) },
      { id: 4, type: 'relates', _links: ends(5, 1528) },
      { id: 5, type: 'follows', _links: ends(6, 1528) },
      { id: 6, type: 'duplicates', _links: ends(1528, 7) },
    ];
    expect(record({ relations }).record.fields).toMatchObject({
      blocks: ['2'],
      depends_on: ['3', '4'],
      related_to: ['5'],
      precedes: ['6'],
      follows: [],
    });
  });
});
