import { createGitHubSandbox, type GitHubSandbox } from '@syncline/connector-github/sandbox';
import { createJiraSandbox, type JiraSandbox } from '@syncline/connector-jira/sandbox';
import { actOnItem } from '@syncline/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gitHubPlaces, gitHubSide, jiraPlaces, jiraSide } from '../testing/opened-sides.ts';
import { openPreset, type PresetBench, replaced } from '../testing/preset-bench.ts';

const STATUSES = ['To Do', 'Backlog', 'In Progress', 'In Review', 'Done'];

describe('the preset github-jira', () => {
  let gitHub: GitHubSandbox;
  let jira: JiraSandbox;
  let bench: PresetBench;
  let at: Awaited<ReturnType<typeof gitHubPlaces>>;
  let repository: string;
  let ada: { readonly login: string; readonly accountId: string };
  let bob: typeof ada;
  const inJira = jiraPlaces('10000');

  beforeAll(async () => {
    gitHub = await createGitHubSandbox({ issues: 0, repositories: 1, pullRequests: 0, projectItems: 0 });
    jira = await createJiraSandbox({ issues: 0, projects: 1, comments: false });
    at = await gitHubPlaces(gitHub);
    repository = gitHub.repositories()[0]!;
    const [, first, second] = gitHub.members();
    const [, one, two] = jira.users();
    ada = { login: first!, accountId: one!.accountId };
    bob = { login: second!, accountId: two!.accountId };
    const people = [ada, bob].map(({ login, accountId }) => `{ github: ${login}, jira: "${accountId}" }`);
    bench = await openPreset('github-jira', [gitHubSide(gitHub), jiraSide(jira)], (text) =>
      replaced(text, 'people: []', `people: [${people.join(', ')}]`),
    );
    await bench.look(inJira.project());
  });
  afterAll(() => bench?.close());

  const issueAt = (number: number) => [...gitHub.issues(repository)].find((issue) => issue.number === number)!;
  const twinOf = (summary: string) => {
    const twins = [...jira.issues('API')].filter((issue) => issue.summary === summary);
    expect(twins.map((twin) => twin.summary)).toEqual([summary]);
    return twins[0]!;
  };
  const opened = async (title: string, more: object = {}) => {
    const { number } = gitHub.createIssue(repository, { title, ...more });
    await bench.look(at.issue(number));
    return { number, twin: twinOf(title) };
  };

  it('makes one twin of an issue, and carries edits of different fields both ways at once', async () => {
    const { number, twin } = await opened('Seats', { body: 'Counted **twice**', labels: ['bug'] });
    expect(twin).toMatchObject({ labels: ['bug'], status: 'To Do', type: 'Task' });
    jira.editIssue(twin.id, { summary: 'Seats are counted twice', labels: ['bug', 'billing'] });
    gitHub.editIssue(repository, number, { body: 'Counted **three times**', labels: ['bug', 'ux'] });
    await bench.look(inJira.issue(twin), at.issue(number));
    const labels = ['billing', 'bug', 'ux'];
    expect(issueAt(number)).toMatchObject({ title: 'Seats are counted twice' });
    expect([...issueAt(number).labels].sort()).toEqual(labels);
    expect([...jira.issue(twin.id)!.labels].sort()).toEqual(labels);
    expect(JSON.stringify(jira.issue(twin.id)!.description)).toContain('three times');
  });

  it('makes one twin at GitHub of an issue that was opened at Jira, in the repository of its project', async () => {
    const made = jira.createIssue('API', { summary: 'Opened at Jira', status: 'In Progress' });
    await bench.look(inJira.issue(made));
    const twins = [...gitHub.issues(repository)].filter(({ title }) => title === 'Opened at Jira');
    expect(twins).toMatchObject([{ state: 'open' }]);
    expect(jira.issue(made.id)).toMatchObject({ status: 'In Progress' });
  });

  it('maps every status to a state and back; a state that stays leaves the status as it is', async () => {
    const { number, twin } = await opened('Every status');
    for (const [status, state] of [
      ['Backlog', 'open'],
      ['In Progress', 'open'],
      ['Done', 'closed'],
      ['In Review', 'open'],
      ['To Do', 'open'],
    ] as const) {
      jira.editIssue(twin.id, { status });
      await bench.look(inJira.issue(twin));
      expect(issueAt(number)).toMatchObject({ state });
      gitHub.editIssue(repository, number, { body: `Seen at ${status}` });
      await bench.look(at.issue(number));
      expect(jira.issue(twin.id)).toMatchObject({ status });
    }
    for (const [state, status] of [
      ['closed', 'Done'],
      ['open', 'To Do'],
    ] as const) {
      gitHub.editIssue(repository, number, { state });
      await bench.look(at.issue(number));
      expect(jira.issue(twin.id)).toMatchObject({ status });
    }
  });

  it('shows one of the assignees where there is room for one, and keeps the others', async () => {
    await bench.look(...[ada, bob].flatMap((who) => [at.user(who.login), inJira.user(who.accountId)]));
    const { number, twin } = await opened('Assigned', { assignees: [ada.login] });
    expect(twin).toMatchObject({ assignee: ada.accountId });
    const stranger = gitHub.members()[5]!;
    gitHub.editIssue(repository, number, { assignees: [ada.login, stranger] });
    await bench.look(at.issue(number));
    expect(jira.issue(twin.id)).toMatchObject({ assignee: ada.accountId });
    jira.editIssue(twin.id, { assignee: bob.accountId });
    await bench.look(inJira.issue(twin));
    expect([...issueAt(number).assignees].sort()).toEqual([bob.login, stranger].sort());
  });

  it('carries milestones as versions with date and state, also one that comes after its issue', async () => {
    const milestone = gitHub.createMilestone(repository, { title: '1.0' });
    const { number, twin } = await opened('Planned', { milestone: milestone.number });
    expect(twin).toMatchObject({ fixVersions: [] });
    await bench.look(at.milestone(milestone));
    await bench.lookAtHeld();
    const version = jira.versions().find(({ name }) => name === '1.0')!;
    expect(jira.issue(twin.id)).toMatchObject({ fixVersions: [String(version.id)] });
    jira.editVersion(version.id, { released: true, name: '1.0.1' });
    await bench.look(inJira.version(version.id));
    expect(issueAt(number)).toMatchObject({ milestone: '1.0.1' });
    const made = jira.createVersion('API', '2.0');
    await bench.look(inJira.version(made.id));
    jira.editIssue(twin.id, { fixVersions: [String(made.id)] });
    await bench.look(inJira.issue(twin));
    expect(issueAt(number)).toMatchObject({ milestone: '2.0' });
  });

  it('carries comments with their edits and their deletion, and leaves those of pull requests where they are', async () => {
    const { number, twin } = await opened('Talked about');
    const asked = gitHub.createComment(repository, number, 'Ship **it**?');
    await bench.look(at.comment(asked.id, number));
    expect(jira.comments(twin.id).map(({ body }) => JSON.stringify(body))).toEqual([expect.stringContaining('Ship')]);
    const answer = jira.createComment(twin.id, 'On Monday');
    await bench.look(inJira.comment(twin, answer.id));
    const bodies = () => [...gitHub.comments(repository)].map(({ body }) => body);
    expect(bodies()).toEqual(['Ship **it**?', expect.stringContaining('On Monday')]);
    jira.editComment(String(answer.id), 'On Tuesday');
    await bench.look(inJira.comment(twin, answer.id));
    expect(bodies()).toEqual(['Ship **it**?', expect.stringContaining('On Tuesday')]);
    gitHub.deleteComment(repository, asked.id);
    await bench.look({ ...at.comment(asked.id, number), op: 'deleted' });
    expect(jira.comments(twin.id)).toHaveLength(1);
    const pull = gitHub.createIssue(repository, { title: 'A change', pullRequest: true });
    const remark = gitHub.createComment(repository, pull.number, 'Looks good');
    await bench.look(await at.pullRequest(pull.number));
    await bench.look(at.comment(remark.id, pull.number));
    expect(await bench.rows(`select from writebacks where state in ('queued', 'sending')`)).toEqual([]);
    expect([...jira.issues('API')].reduce((sum, { comments }) => sum + comments, 0)).toBe(1);
  });

  it('carries dependencies as links, either way round, and keeps what GitHub has no link for', async () => {
    const one = await opened('Needs the other');
    const other = await opened('Needed');
    gitHub.addBlockedBy(repository, one.number, repository, other.number);
    await bench.look(at.issue(one.number), at.issue(other.number));
    expect(jira.issue(one.twin.id)).toMatchObject({ dependsOn: [other.twin.id] });
    jira.addLink('Relates', one.twin.id, other.twin.id);
    const { id: third } = jira.createIssue('API', { summary: 'Third' });
    await bench.look(inJira.issue(jira.issue(third)!));
    jira.addLink('Blocks', third, one.twin.id);
    await bench.look(inJira.issue(one.twin), inJira.issue(jira.issue(third)!), inJira.issue(other.twin));
    const numbers = new Map([...gitHub.issues(repository)].map(({ id, number }) => [id, number]));
    const blockers = issueAt(one.number).blockedBy.map((id) => numbers.get(id) ?? id);
    const ofThird = [...gitHub.issues(repository)].find(({ title }) => title === 'Third')!;
    expect(new Set(blockers)).toEqual(new Set([other.number, ofThird.number]));
    gitHub.removeBlockedBy(repository, one.number, repository, other.number);
    await bench.look(at.issue(one.number), at.issue(other.number));
    expect(jira.issue(one.twin.id)).toMatchObject({ dependsOn: [third], relatedTo: [other.twin.id] });
  });

  it('goes through a workflow by the way that the file spells out, and asks where there is none', async () => {
    const { number, twin } = await opened('By the book');
    jira.setWorkflow({
      'To Do': ['In Progress'],
      'In Progress': ['In Review', 'To Do'],
      'In Review': ['Done'],
      Done: [],
    });
    gitHub.editIssue(repository, number, { state: 'closed', title: 'By the book, in full' });
    await bench.look(at.issue(number));
    expect(jira.issue(twin.id)).toMatchObject({ status: 'To Do', summary: 'By the book, in full' });
    expect(await bench.items()).toEqual([{ class: 'conflict', code: 'invalid_transition', field: 'status' }]);
    const routes =
      'routes: { status: { "To Do → Done": [In Progress, In Review], "In Progress → Done": [In Review] } }';
    await bench.change((text) => text.replace(/# routes: .+/, routes));
    const { id } = (await bench.rows<{ id: number }>(`select id from reconciliation_items where state = 'open'`))[0]!;
    const by = { workspaceId: 1, actor: 'ada', why: 'the way is known now' };
    expect(await actOnItem(bench.engine.ctx, id, { action: 'retry' }, by)).toEqual({ outcome: 'done' });
    await bench.engine.quiet();
    expect(jira.issue(twin.id)).toMatchObject({ status: 'Done' });
    expect(issueAt(number)).toMatchObject({ state: 'closed' });
    jira.setWorkflow(Object.fromEntries(STATUSES.map((status) => [status, STATUSES])));
  });

  it('writes nothing more when all is read again, and leaves nothing to decide', async () => {
    const before = await bench.writes();
    await bench.look(
      ...[...gitHub.issues(repository)].filter((each) => !each.isPullRequest).map(({ number }) => at.issue(number)),
      ...[...jira.issues('API')].map((issue) => inJira.issue(issue)),
      ...jira.versions().flatMap(({ id, name }) => (['1.0.1', '2.0'].includes(name) ? [inJira.version(id)] : [])),
    );
    expect(await bench.writes()).toBe(before);
    expect(await bench.items()).toEqual([]);
  });
});
