import type { GitLabSandbox } from '@syncline/connector-gitlab/sandbox';
import type { ConformanceSandbox, WriteConformance } from '@syncline/connector-sdk/testing';

export interface RunningGitLab extends ConformanceSandbox {
  readonly gitlab: GitLabSandbox;
}

type Trial = WriteConformance<RunningGitLab>;

const PROJECT = 'acme/api';
/** Too long for any title. */
const LONG = 'x'.repeat(300);

/** What is carried out is a create; its answer is cut off. */
const loseNextAnswer: Trial['loseNextAnswer'] = ({ gitlab }) =>
  void gitlab.faults.add({
    kind: 'lost_answer',
    method: 'POST',
    path: '^/api/v4/(projects|groups)/\\d+/(issues|issues/\\d+/notes|labels|milestones|epics)$',
  });

/** Every text of a turn is another, and each would command something if it could. */
const text = (turn: number) => `Text of **${turn}**\n\n/close\n\n\`\`\`sh\n/usr/bin/env\n\`\`\``;
const pick = <T>(turn: number, values: readonly [T, ...T[]]): T => values[turn % values.length] ?? values[0];
const day = (month: string, turn: number) => `2027-${month}-${10 + (turn % 18)}`;
const users = (turn: number) => pick(turn, [['12', '13'], ['14'], ['15', '16']]);

const issues: Trial = {
  stream: 'issues',
  draft: (_, turn) => ({
    fields: {
      title: `Drafted ${turn}`,
      description: text(turn),
      labels: ['bug', `turn-${turn}`],
      assignees: ['12', '17'],
      milestone: '20101',
      due_date: day('01', turn),
      weight: 3,
      confidential: true,
      issue_type: 'issue',
      epic: '301',
      state: 'closed',
    },
  }),
  edit({ sandbox: { gitlab } }, turn) {
    const others = [1, 2, 3, 4].map((n) => gitlab.createIssue(PROJECT, { title: `Beside ${turn}.${n}` }));
    const [one, two, three, four] = others.map(({ id }) => String(id)) as [string, string, string, string];
    return {
      fields: {
        title: `Edited ${turn}`,
        description: `Edited\n\n${text(turn)}`,
        state: 'opened',
        labels: [`edited-${turn}`, 'two words'],
        assignees: users(turn + 1),
        milestone: pick(turn, ['20100', '20102']),
        due_date: day('03', turn),
        weight: 4 + (turn % 5),
        confidential: false,
        issue_type: 'incident',
        epic: pick(turn, ['302', '303']),
        depends_on: [one],
        blocks: [two, three].sort(),
        related_to: [four],
      },
      locators: Object.fromEntries(others.map(({ id, iid }) => [`issues/${id}`, `${PROJECT}#${iid}`])),
    };
  },
  empties: [
    'description',
    'labels',
    'assignees',
    'milestone',
    'due_date',
    'weight',
    'epic',
    'depends_on',
    'blocks',
    'related_to',
  ],
  closing: { on: { state: 'closed' }, off: { state: 'opened' } },
  refused: () => ({ fields: { title: LONG }, field: 'title' }),
  loseNextAnswer,
};

const epics: Trial = {
  stream: 'epics',
  draft: (_, turn) => ({ fields: { title: `Drafted ${turn}`, start_date: day('01', turn), state: 'closed' } }),
  edit: (_, turn) => ({
    fields: {
      title: `Edited ${turn}`,
      description: text(turn),
      state: 'opened',
      labels: [`edited-${turn}`],
      start_date: day('02', turn),
      due_date: day('03', turn),
      confidential: true,
      parent: pick(turn, ['301', '302']),
    },
  }),
  empties: ['description', 'labels', 'start_date', 'due_date', 'parent'],
  closing: { on: { state: 'closed' }, off: { state: 'opened' } },
  refused: () => ({ fields: { title: LONG }, field: 'title' }),
  loseNextAnswer,
};

const workItems: Trial = {
  stream: 'work_items',
  draft: (_, turn) => ({ fields: { title: `Drafted ${turn}`, issue_type: 'Task', state: 'closed' } }),
  edit: ({ sandbox: { gitlab } }, turn) => ({
    fields: {
      title: `Edited ${turn}`,
      description: text(turn),
      state: 'opened',
      assignees: users(turn),
      milestone: pick(turn, ['20100', '20102']),
      start_date: day('02', turn),
      due_date: day('03', turn),
      confidential: true,
      parent: String(gitlab.createIssue(PROJECT, { title: `Above ${turn}` }).id),
    },
  }),
  empties: ['description', 'assignees', 'milestone', 'start_date', 'due_date', 'parent'],
  refused: () => ({ fields: { title: LONG, issue_type: 'Task' }, field: 'title' }),
  loseNextAnswer: ({ gitlab }) =>
    // The first call looks the type up.
    void gitlab.faults.add({ kind: 'lost_answer', method: 'POST', path: '^/api/graphql$', skip: 1 }),
};

const milestones: Trial = {
  stream: 'milestones',
  draft: (_, turn) => ({ fields: { title: `Drafted ${turn}`, due_date: day('01', turn), state: 'closed' } }),
  edit: (_, turn) => ({
    fields: {
      title: `Edited ${turn}`,
      description: text(turn),
      state: 'active',
      start_date: `2026-12-${10 + (turn % 18)}`,
      due_date: day('02', turn),
    },
  }),
  empties: ['description', 'start_date', 'due_date'],
  refused: () => ({ fields: { title: LONG }, field: 'title' }),
  loseNextAnswer,
};

const labels: Trial = {
  stream: 'labels',
  naturalKey: 'name',
  draft: (_, turn) => ({ fields: { name: `drafted ${turn}, twice`, description: null } }),
  edit: (_, turn) => ({
    fields: { name: `edited ${turn}`, color: (0x10_00_00 + turn).toString(16), description: `In turn ${turn}` },
  }),
  empties: ['description'],
  refused: () => ({ fields: { name: 'refused', color: 'mauve' }, field: 'color' }),
  loseNextAnswer,
};

const comments: Trial = {
  stream: 'comments',
  draft: ({ sandbox: { gitlab }, scope }, turn) => ({
    fields: { body: text(turn) },
    parents: { comments_on: { externalId: String(gitlab.issue(PROJECT, 1)?.id), locator: `${PROJECT}#1`, scope } },
  }),
  edit: (_, turn) => ({ fields: { body: `Edited\n\n${text(turn)}` } }),
  refused: ({ scope }) => ({
    fields: { body: '' },
    parents: { comments_on: { externalId: '1001', locator: `${PROJECT}#1`, scope } },
    field: 'body',
  }),
  loseNextAnswer,
};

const attachments: Trial = {
  stream: 'attachments',
  draft: ({ sandbox: { gitlab }, scope }, turn) => ({
    fields: { file_name: `Übersicht "${turn}".bin`, size: 10_000 + turn },
    parents: { part_of: { externalId: String(gitlab.issue(PROJECT, 1)?.id), locator: `${PROJECT}#1`, scope } },
  }),
  edit: () => ({ fields: {} }),
  // What is lost is the answer to the comment that names the file.
  loseNextAnswer,
};

/** How each stream that writes is tried. */
export const gitLabWriteTrials: readonly Trial[] = [
  labels,
  milestones,
  epics,
  issues,
  workItems,
  comments,
  attachments,
];
