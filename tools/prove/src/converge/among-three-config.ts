/** The sync config of the proof: every kind of policy that the model speaks of. */
export function configOfThree(scopes: { readonly github: string; readonly jira: string }) {
  const statuses = (todo: string, doing: string, done: string) => [
    ['To Do', todo],
    ['In Progress', doing],
    ['Done', done],
  ];
  return {
    kinds: {
      work_item: {
        deletes: { mode: 'propagate', brake: { share: 1, count: 1_000_000 } },
        policies: {
          status: { mode: 'remote_wins', streams: ['jira/issues'] },
          priority: 'manual',
        },
        members: [
          {
            connection: 'github',
            stream: 'issues',
            createIn: scopes.github,
            fields: {
              title: 'title',
              body: 'body',
              labels: 'labels',
              status: { remote: 'state', values: statuses('open', 'open', 'closed') },
            },
          },
          {
            connection: 'jira',
            stream: 'issues',
            createIn: scopes.jira,
            defaults: { issue_type: 'Task' },
            fields: {
              title: 'summary',
              body: 'description',
              labels: 'labels',
              status: { remote: 'status', values: statuses('To Do', 'In Progress', 'Done') },
              priority: { remote: 'priority', values: { High: 'High', Medium: 'Medium', Low: 'Low' } },
            },
          },
          {
            connection: 'salesforce',
            stream: 'tasks',
            createIn: 'org',
            fields: {
              title: 'subject',
              body: 'body',
              labels: 'labels',
              status: { remote: 'status', values: statuses('Not Started', 'In Progress', 'Completed') },
              priority: { remote: 'priority', values: { High: 'High', Medium: 'Normal', Low: 'Low' } },
            },
          },
        ],
      },
    },
  };
}
