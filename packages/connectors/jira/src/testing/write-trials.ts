import type { JiraSandbox } from '@syncline/connector-jira/sandbox';
import type { ConformanceSandbox, WriteConformance } from '@syncline/connector-sdk/testing';

export interface RunningJira extends ConformanceSandbox {
  readonly jira: JiraSandbox;
}

type Trial = WriteConformance<RunningJira>;

/** What is carried out is a create; its answer is cut off. */
const loseNextAnswer: Trial['loseNextAnswer'] = ({ jira }) =>
  void jira.faults.add({
    kind: 'lost_answer',
    method: 'POST',
    path: '^/rest/api/3/(issue(/\\d+/(comment|attachments))?|version)$',
  });

const issues: Trial = {
  stream: 'issues',
  draft: ({ sandbox: { jira } }, turn) => ({
    fields: {
      summary: `Drafted ${turn}`,
      description: `First ${turn}\n\nSecond`,
      issue_type: 'Task',
      assignee: jira.users()[1]?.accountId ?? null,
      labels: ['good first issue', `turn-${turn}`],
      components: ['20002'],
      customfield_10011: `Customer ${turn}`,
      customfield_10016: turn,
      customfield_10010: '100101',
      status: 'In Progress',
    },
  }),
  edit({ sandbox: { jira } }, turn) {
    const other = () => jira.createIssue('API', { summary: `Beside ${turn}` }).id;
    const pick = <T>(values: readonly [T, ...T[]]) => values[turn % values.length] ?? values[0];
    return {
      fields: {
        summary: `Edited ${turn}`,
        description: `Edited\n\nin turn ${turn}`,
        status: pick(['Done', 'In Review', 'Backlog']),
        issue_type: pick(['Bug', 'Story']),
        priority: pick(['High', 'Low']),
        assignee: jira.users()[2 + (turn % 3)]?.accountId ?? null,
        labels: [`edited-${turn}`, 'two words'],
        due_date: `2027-03-${10 + (turn % 20)}`,
        fix_versions: pick([['10002'], ['10003', '10001']]),
        components: pick([['20000'], ['20001']]),
        parent: other(),
        sprint: pick(['3', '4']),
        depends_on: [other()],
        blocks: [other(), other()].sort(),
        related_to: [other()],
      },
    };
  },
  empties: [
    'description',
    'assignee',
    'labels',
    'due_date',
    'fix_versions',
    'components',
    'parent',
    'sprint',
    'depends_on',
    'blocks',
    'related_to',
  ],
  closing: { on: { status: 'Done' }, off: { status: 'Backlog' } },
  refused: (_, turn) => ({
    fields: { summary: `Refused ${turn}`, issue_type: 'Task', priority: 'Nonsense' },
    field: 'priority',
  }),
  loseNextAnswer,
  settle: ({ jira }) => jira.catchUpSearch(),
};

const comments: Trial = {
  stream: 'comments',
  draft: ({ scope }, turn) => ({
    fields: { body: `Comment ${turn}` },
    parents: { comments_on: { externalId: '10001', locator: 'API-1', scope } },
  }),
  edit: (_, turn) => ({ fields: { body: `Edited\n\nin turn ${turn}` } }),
  refused: ({ scope }) => ({
    fields: { body: '' },
    parents: { comments_on: { externalId: '10001', locator: 'API-1', scope } },
    field: 'body',
  }),
  loseNextAnswer,
  settle: ({ jira }) => jira.catchUpSearch(),
};

const attachments: Trial = {
  stream: 'attachments',
  naturalKey: 'file_name',
  draft: ({ scope }, turn) => ({
    fields: { file_name: `Übersicht "${turn}".bin`, size: 10_000 + turn },
    parents: { part_of: { externalId: '10001', locator: 'API-1', scope } },
  }),
  edit: () => ({ fields: {} }),
  loseNextAnswer,
  settle: ({ jira }) => jira.catchUpSearch(),
};

const versions: Trial = {
  stream: 'versions',
  naturalKey: 'name',
  draft: (_, turn) => ({ fields: { name: `Drafted ${turn}`, release_date: '2027-01-01' } }),
  edit: (_, turn) => ({
    fields: {
      name: `Edited ${turn}`,
      description: `In turn ${turn}`,
      state: turn % 2 === 0 ? 'released' : 'archived',
      start_date: `2026-12-${10 + (turn % 20)}`,
      release_date: `2027-02-${10 + (turn % 18)}`,
    },
  }),
  empties: ['description', 'start_date', 'release_date'],
  refused: (_, turn) => ({ fields: { name: `Refused ${turn}`, start_date: 'soon' }, field: 'start_date' }),
  loseNextAnswer,
};

/** How each stream that writes is tried. */
export const jiraWriteTrials: readonly Trial[] = [issues, comments, attachments, versions];
