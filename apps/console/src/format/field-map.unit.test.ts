import { expect, it } from 'vitest';
import { kindsOf } from './field-map.ts';

it('reads the document of a sync config as a table of fields and sides', () => {
  const kinds = kindsOf({
    kinds: {
      work_item: {
        policies: { priority: 'manual', title: { mode: 'last_modified_wins' } },
        members: [
          { connection: 'github', stream: 'issues', fields: { title: 'title' } },
          {
            connection: 'jira',
            stream: 'issues',
            fields: { title: 'summary', priority: { remote: 'priority', values: [['High', 'P1']] } },
          },
        ],
      },
    },
  });
  expect(kinds).toEqual([
    {
      kind: 'work_item',
      fields: ['title', 'priority'],
      policies: { priority: 'manual', title: 'last modified wins' },
      members: [
        { name: 'github/issues', fields: { title: { remote: 'title', values: [] } } },
        {
          name: 'jira/issues',
          fields: {
            title: { remote: 'summary', values: [] },
            priority: { remote: 'priority', values: [['High', 'P1']] },
          },
        },
      ],
    },
  ]);
});

it('shows nothing of a document that it does not understand', () => {
  expect([kindsOf(null), kindsOf({ kinds: [] }), kindsOf('x')]).toEqual([[], [], []]);
});
