import type { GitHubSandbox } from '@syncline/connector-github/sandbox';
import type { RecordKey } from '@syncline/connector-sdk';
import type { ConformanceSandbox, WriteConformance, WriteDraft, WritePlace } from '@syncline/connector-sdk/testing';

export interface GitHubConformanceSandbox extends ConformanceSandbox {
  readonly gitHub: GitHubSandbox;
}

type Trial = WriteConformance<GitHubConformanceSandbox>;
type Place = WritePlace<GitHubConformanceSandbox>;

const REPOSITORY = 'acme/api';
const BODIES = [
  'Plain, with ümläuts ✨',
  '# Steps\r\n\r\n1. one\r\n2. two\r\n',
  'a\n\n\n```ts\nconst open = 1;',
  ' <!-- a comment -->\n- [x] done\n',
  '| a | b |\n|---|---|\n| 1 | 2 |\n\n\n',
];

function bodyOf(turn: number): string {
  return `${BODIES[turn % BODIES.length]} ${turn}`;
}

/** Members of the seeded organisation have ids that count up from the token's owner. */
function member(turn: number): string {
  return String(10_002 + (turn % 40));
}

function newIssue({ sandbox }: Place, title: string): { readonly id: string; readonly locator: string } {
  const { id, number } = sandbox.gitHub.createIssue(REPOSITORY, { title });
  return { id: String(id), locator: `${REPOSITORY}#${number}` };
}

function keyOf(scope: string, { id, locator }: { readonly id: string; readonly locator: string }): RecordKey {
  return { externalId: id, locator, scope };
}

function loseNextAnswer({ gitHub }: GitHubConformanceSandbox): void {
  gitHub.faults.add({ kind: 'lost_answer', method: 'POST' });
}

/** What issues and pull requests take alike. The milestone comes without a locator half of the time, as the assignee does. */
function trackerEdit({ sandbox }: Place, turn: number) {
  const { id, number } = sandbox.gitHub.createMilestone(REPOSITORY, { title: `m${turn}` });
  return {
    fields: {
      title: ` Edited ${turn} `,
      body: bodyOf(turn),
      state: 'closed',
      labels: ['bug', `label ${turn}`],
      assignees: [member(turn), member(turn + 1)].sort(),
      milestone: String(id),
    },
    locators: turn % 2 === 0 ? { [`milestones/${id}`]: `${REPOSITORY}/milestones/${number}` } : {},
  };
}

const issues: Trial = {
  stream: 'issues',
  draft: (_, turn) => ({
    fields: {
      title: `Issue ${turn}`,
      body: turn % 3 === 0 ? null : bodyOf(turn),
      labels: ['Übergröße', 'question'].sort(),
      assignees: [member(turn)],
    },
  }),
  edit(place, turn): WriteDraft {
    const { fields, locators } = trackerEdit(place, turn);
    const [blocker, blocked, child] = ['blocker', 'blocked', 'child'].map((title) => newIssue(place, title));
    if (!blocker || !blocked || !child) throw new Error('no issues');
    return {
      fields: {
        ...fields,
        state_reason: 'not_planned',
        depends_on: [blocker.id],
        blocks: [blocked.id],
        sub_issues: [child.id],
      },
      locators: { ...locators, [`issues/${blocked.id}`]: blocked.locator },
    };
  },
  along: { state_reason: ['state'] },
  entails: { state: ['state_reason'] },
  closing: { on: { state: 'closed', state_reason: 'not_planned' }, off: { state: 'open' } },
  empties: ['body', 'labels', 'assignees', 'milestone', 'depends_on', 'blocks', 'sub_issues'],
  refused: (_, turn) => ({ fields: { title: 'x'.repeat(257 + turn), body: null }, field: 'title' }),
  loseNextAnswer,
};

const pullRequests: Trial = {
  stream: 'pull_requests',
  async seed({ sandbox, scope }, turn) {
    const { number } = sandbox.gitHub.createIssue(REPOSITORY, { title: `Pull ${turn}`, pullRequest: true });
    const answer = await fetch(`${sandbox.baseUrl}/repos/${REPOSITORY}/pulls/${number}`, {
      headers: { authorization: `Bearer ${sandbox.gitHub.token}` },
    });
    const { id } = (await answer.json()) as { id: number };
    return keyOf(scope, { id: String(id), locator: `${REPOSITORY}#${number}` });
  },
  edit: trackerEdit,
  empties: ['body', 'labels', 'assignees', 'milestone'],
};

const comments: Trial = {
  stream: 'comments',
  draft(place, turn) {
    return {
      fields: { body: bodyOf(turn) },
      parents: { comments_on: keyOf(place.scope, newIssue(place, `Commented ${turn}`)) },
    };
  },
  edit: (_, turn) => ({ fields: { body: `> quoted\n\n${bodyOf(turn)}` } }),
  refused(place, turn) {
    return {
      fields: { body: 'x'.repeat(65_536 + turn) },
      parents: { comments_on: keyOf(place.scope, newIssue(place, `Commented ${turn}`)) },
      field: 'body',
    };
  },
  loseNextAnswer,
};

const labels: Trial = {
  stream: 'labels',
  naturalKey: 'name',
  draft: (_, turn) => ({ fields: { name: `größer/kleiner ${turn}`, color: '00ff00', description: 'drafted' } }),
  edit: (_, turn) => ({ fields: { name: `renamed ✨ ${turn}`, color: '#ABCDEF', description: `edited ${turn}` } }),
  empties: ['description'],
  refused: (_, turn) => ({ fields: { name: 'x'.repeat(51 + turn) }, field: 'name' }),
  loseNextAnswer,
};

const milestones: Trial = {
  stream: 'milestones',
  draft: (_, turn) => ({
    fields: { title: `release 1.${turn}`, description: bodyOf(turn), due_on: '2026-07-31', state: 'open' },
  }),
  edit: (_, turn) => ({
    fields: { title: `release 2.${turn}`, description: bodyOf(turn + 1), due_on: '2027-01-01', state: 'closed' },
  }),
  empties: ['description', 'due_on'],
  refused: (_, turn) => ({ fields: { title: 'x'.repeat(257 + turn) }, field: 'title' }),
  loseNextAnswer,
};

const projectItems: Trial = {
  stream: 'project_items',
  draft: (_, turn) => ({
    fields: { title: `Draft ${turn}`, body: bodyOf(turn), status: 'Todo', 'custom.Estimate': 3 },
  }),
  edit: () => ({
    fields: {
      status: 'In Progress',
      'custom.Priority': 'P1',
      'custom.Estimate': 0.5,
      custom_800108: '2027-02-28',
      custom_800109: 'größer als gedacht',
      'custom.Sprint': 'Sprint 3',
    },
  }),
  empties: ['status', 'custom.Priority', 'custom.Estimate', 'custom_800108', 'custom_800109', 'custom.Sprint'],
  refused: () => ({ fields: { title: 'Draft', status: 'Nowhere' }, field: 'status' }),
  loseNextAnswer,
};

/** How the conformance suite tries each stream that is written. */
export const gitHubWrites: readonly Trial[] = [issues, pullRequests, comments, labels, milestones, projectItems];
