import type { OpenProjectSandbox } from '@syncline/connector-openproject/sandbox';
import type { ConformanceSandbox, WriteConformance } from '@syncline/connector-sdk/testing';

export interface RunningOpenProject extends ConformanceSandbox {
  readonly openProject: OpenProjectSandbox;
}

type Trial = WriteConformance<RunningOpenProject>;

/** What is carried out is a create; its answer is cut off. */
const loseNextAnswer: Trial['loseNextAnswer'] = ({ openProject }) =>
  void openProject.faults.add({
    kind: 'lost_answer',
    method: 'POST',
    path: '^/api/v3/(projects/\\d+/work_packages|work_packages/\\d+/(activities|attachments)|versions)($|\\?)',
  });

const pick = <T>(turn: number, values: readonly [T, ...T[]]): T => values[turn % values.length] ?? values[0];

const workPackages: Trial = {
  stream: 'work_packages',
  draft: (_, turn) => ({
    fields: {
      subject: `Drafted ${turn}`,
      description: `First ${turn}\n\n* Second`,
      issue_type: 'Task',
      assignee: '5',
      priority: 'Normal',
      start_date: '2027-01-02',
      customField1: `Customer ${turn}`,
      customField2: 'Notes **of** it',
      customField3: turn,
      customField4: true,
      customField6: '62',
      customField7: ['71', '73'],
      customField8: '6',
    },
  }),
  edit({ sandbox: { openProject } }, turn) {
    const other = () => openProject.createWorkPackage('api', { subject: `Beside ${turn}` }).id;
    return {
      fields: {
        subject: `Edited ${turn}`,
        description: `Edited\n\nin turn ${turn}`,
        status: pick(turn, ['Closed', 'In review', 'Rejected']),
        issue_type: pick(turn, ['Bug', 'Feature']),
        priority: pick(turn, ['High', 'Low']),
        category: pick(turn, ['Backend', 'Billing']),
        assignee: pick(turn, ['7', '8', '30']),
        responsible: pick(turn, ['4', '9']),
        start_date: `2027-03-${10 + (turn % 20)}`,
        due_date: `2027-04-${10 + (turn % 20)}`,
        version: pick(turn, ['102', '103']),
        parent: other(),
        depends_on: [other()],
        blocks: [other(), other()].sort(),
        related_to: [other()],
      },
      locators: { 'users/30': 'groups/30' },
    };
  },
  empties: [
    'description',
    'category',
    'assignee',
    'responsible',
    'start_date',
    'due_date',
    'version',
    'parent',
    'depends_on',
    'blocks',
    'related_to',
  ],
  closing: { on: { status: 'Closed' }, off: { status: 'New' } },
  refused: (_, turn) => ({
    fields: { subject: `Refused ${turn}`, issue_type: 'Task', start_date: '2027-02-01', due_date: '2027-01-01' },
    field: 'due_date',
  }),
  loseNextAnswer,
  editElsewhere: ({ openProject }, key, turn) =>
    void openProject.editWorkPackage(key.externalId, { subject: `By a person ${turn}` }),
};

const comments: Trial = {
  stream: 'comments',
  draft: ({ scope }, turn) => ({
    fields: { body: `Comment ${turn}` },
    parents: { comments_on: { externalId: '1', locator: '1', scope } },
  }),
  edit: (_, turn) => ({ fields: { body: `Edited\n\nin turn ${turn}` } }),
  refused: ({ scope }) => ({
    fields: { body: ' ' },
    parents: { comments_on: { externalId: '1', locator: '1', scope } },
    field: 'body',
  }),
  loseNextAnswer,
};

const attachments: Trial = {
  stream: 'attachments',
  naturalKey: 'file_name',
  draft: ({ scope }, turn) => ({
    fields: { file_name: `Übersicht "${turn}".bin`, size: 10_000 + turn, description: `Of turn ${turn}` },
    parents: { part_of: { externalId: '1', locator: '1', scope } },
  }),
  edit: () => ({ fields: {} }),
  loseNextAnswer,
};

const versions: Trial = {
  stream: 'versions',
  naturalKey: 'name',
  draft: (_, turn) => ({ fields: { name: `Drafted ${turn}`, end_date: '2027-01-01' } }),
  edit: (_, turn) => ({
    fields: {
      name: `Edited ${turn}`,
      description: `In turn ${turn}`,
      state: pick(turn, ['locked', 'closed']),
      start_date: `2026-12-${10 + (turn % 20)}`,
      end_date: `2027-02-${10 + (turn % 18)}`,
    },
  }),
  empties: ['description', 'start_date', 'end_date'],
  refused: (_, turn) => ({ fields: { name: `Refused ${turn}`, start_date: 'soon' }, field: 'start_date' }),
  loseNextAnswer,
};

/** How each stream that writes is tried. */
export const openProjectWriteTrials: readonly Trial[] = [workPackages, comments, attachments, versions];
