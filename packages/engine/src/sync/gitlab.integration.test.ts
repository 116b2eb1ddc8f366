import { createGitHubSandbox, type GitHubSandbox } from '@syncline/connector-github/sandbox';
import { createGitLabSandbox, type GitLabSandbox } from '@syncline/connector-gitlab/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackfill } from '../processes/start-process.ts';

const PROJECTS = ['acme/api', 'acme/web'];

describe('GitLab and GitHub in step', () => {
  let gitlab: GitLabSandbox;
  let github: GitHubSandbox;
  let engine: SyncEngine;
  let repository: string;

  beforeAll(async () => {
    gitlab = await createGitLabSandbox({ issues: 310, rateLimit: { limit: 1_000_000, windowMs: 60_000 } });
    github = await createGitHubSandbox({ issues: 0, repositories: 1, pullRequests: 0, projectItems: 0 });
    repository = github.repositories()[0]!;
    engine = await startSyncEngine({
      sides: [
        {
          name: 'gitlab',
          connector: 'gitlab',
          url: gitlab.url,
          settings: { group: gitlab.group },
          secrets: { token: gitlab.token },
        },
        {
          name: 'github',
          connector: 'github',
          url: github.url,
          settings: { owner: github.org, ownerType: 'org' },
          secrets: { token: github.token },
        },
      ],
      logLevel: (process.env['TEST_LOG'] as 'warn') ?? 'silent',
    });
    const states = (open: string) => [
      ['open', open],
      ['closed', 'closed'],
    ];
    await engine.configure('issues', {
      kinds: {
        work_item: {
          members: [
            {
              connection: 'gitlab',
              stream: 'issues',
              createIn: 'acme/api',
              fields: {
                title: 'title',
                body: 'description',
                labels: 'labels',
                state: { remote: 'state', values: states('opened') },
              },
            },
            {
              connection: 'github',
              stream: 'issues',
              createIn: await repositoryScope(),
              fields: {
                title: 'title',
                body: 'body',
                labels: 'labels',
                state: { remote: 'state', values: states('open') },
              },
            },
          ],
        },
        comment: {
          members: [
            {
              connection: 'gitlab',
              stream: 'comments',
              createIn: 'acme/api',
              fields: { body: 'body' },
            },
            { connection: 'github', stream: 'comments', createIn: await repositoryScope(), fields: { body: 'body' } },
          ],
        },
      },
    });
  });
  afterAll(async () => {
    await engine?.stop();
    await gitlab?.close();
    await github?.close();
  });

  async function repositoryScope(): Promise<string> {
    const headers = { authorization: `Bearer ${github.token}` };
    const answer = await fetch(`${github.url}/repos/${repository}`, { headers });
    return `${((await answer.json()) as { id: number }).id}:${repository}`;
  }
  const touchGitLab = (iid: number) =>
    engine.hint('gitlab', {
      stream: 'issues',
      externalId: String(gitlab.issue('acme/api', iid)?.id),
      locator: `acme/api#${iid}`,
      scope: gitlab.scopeOf('acme/api'),
    });
  const touchGitHub = async (number: number) =>
    engine.hint('github', {
      stream: 'issues',
      externalId: String([...github.issues(repository)].find((issue) => issue.number === number)?.id),
      locator: `${repository}#${number}`,
      scope: await repositoryScope(),
    });
  const atGitHub = (title: string) => [...github.issues(repository)].filter((issue) => issue.title === title);
  const atGitLab = (title: string) => [...gitlab.issues('acme/api')].filter((issue) => issue.title === title);
  const withoutKey = (text: string | null | undefined) =>
    (text ?? '').replace(/\s*<!-- syncline:[\w-]{22} -->\s*$/, '');

  it('a backfill has read everything, record by record, and fires nothing', async () => {
    await startBackfill(engine.ctx, { connectionId: engine.connectionId('gitlab') });
    await engine.quiet(120_000);
    const { rows } = await engine.ctx.store.query<{
      id: string;
      stream: string;
      fields: Record<string, unknown>;
      labels: string[];
      dangling: number;
    }>(
      `select m.external_id as id, m.stream, m.seen as fields,
         (select coalesce(array_agg(t.fields->>'name' order by t.fields->>'name'), '{}') from relations r
            join entities t on t.workspace_id = r.workspace_id and t.id = r.to_entity_id
          where r.workspace_id = m.workspace_id and r.from_entity_id = m.entity_id and r.type = 'labelled') as labels,
         (select count(*)::int from relations r where r.workspace_id = m.workspace_id
            and r.from_entity_id = m.entity_id and r.to_entity_id is null) as dangling
       from mappings m where m.connection_id = $1`,
      [engine.connectionId('gitlab')],
    );
    const graph = new Map(rows.map((row) => [`${row.stream}/${row.id}`, row]));
    let compared = 0;
    let comments = 0;
    for (const project of PROJECTS)
      for (const truth of gitlab.issues(project)) {
        const isIssue = ['issue', 'incident'].includes(truth.type);
        const row = graph.get(`${isIssue ? 'issues' : 'work_items'}/${truth.id}`);
        expect(row?.fields, `${project}#${truth.iid}`).toMatchObject({
          title: truth.title,
          description: truth.description === '' ? null : truth.description,
          state: truth.state,
          labels: [...truth.labels].sort(),
          assignees: truth.assignees.map(String).sort(),
          milestone: truth.milestone === null ? null : String(truth.milestone),
          due_date: truth.dueDate,
          confidential: truth.confidential,
          ...(isIssue && { weight: truth.weight, epic: truth.epic === null ? null : String(truth.epic) }),
        });
        expect(row?.labels).toEqual([...truth.labels].sort());
        expect(row?.dangling).toBe(0);
        compared += 1;
        if (truth.type === 'objective' || truth.type === 'key_result') continue;
        for (const note of gitlab.comments(project, truth.iid)) {
          const kept = graph.get(`comments/${note.id}`);
          if (note.system) expect(kept).toBeUndefined();
          else expect(kept?.fields).toMatchObject({ body: note.body, restricted: note.internal });
          comments += 1;
        }
      }
    expect(compared).toBe(310 + 2 * 6);
    expect(comments).toBeGreaterThan(100);
    for (const { id, title, state } of gitlab.epics())
      expect(graph.get(`epics/${id}`)?.fields).toMatchObject({ title, state });
    expect([...github.issues(repository)]).toEqual([]);
  }, 150_000);

  it('an issue of GitLab gets its twin, and edits on either side arrive at the other', async () => {
    const { iid } = gitlab.createIssue('acme/api', { title: 'From GitLab', description: 'Text', labels: ['bug'] });
    await touchGitLab(iid);
    await engine.quiet();
    const [twin] = atGitHub('From GitLab');
    expect(twin).toMatchObject({ state: 'open', labels: ['bug'] });
    expect(withoutKey(twin?.body)).toBe('Text');

    github.editIssue(repository, twin!.number, { title: 'Renamed at GitHub', state: 'closed' });
    await touchGitHub(twin!.number);
    await engine.quiet();
    expect(gitlab.issue('acme/api', iid)).toMatchObject({ title: 'Renamed at GitHub', state: 'closed' });

    gitlab.editIssue('acme/api', iid, { state: 'opened', labels: ['bug', 'customer'] });
    await touchGitLab(iid);
    await engine.quiet();
    expect(atGitHub('Renamed at GitHub')).toMatchObject([{ state: 'open', labels: ['bug', 'customer'] }]);
    expect(atGitLab('Renamed at GitHub')).toHaveLength(1);
  });

  it('an issue of GitHub gets its twin once, though GitLab loses the answer; its text commands nothing there', async () => {
    const body = 'Please do\n\n/close\n\nand `/label ~bug`';
    const { number } = github.createIssue(repository, { title: 'From GitHub', body });
    gitlab.faults.add({ kind: 'lost_answer', method: 'POST', path: '/issues$' });
    await touchGitHub(number);
    await engine.quiet();
    const [twin, ...more] = atGitLab('From GitHub');
    expect(more).toEqual([]);
    expect(twin).toMatchObject({ state: 'opened' });
    expect(withoutKey(twin?.description)).toBe(body.replace('\n/close', '\n\\/close'));
    await touchGitLab(twin!.iid);
    await engine.quiet();
    expect(withoutKey(atGitHub('From GitHub')[0]?.body)).toBe(body);
  });

  it('a comment is carried to the other side', async () => {
    const [issue] = atGitLab('Renamed at GitHub');
    const { id } = gitlab.createComment('acme/api', issue!.iid, 'Said at GitLab');
    await engine.hint('gitlab', {
      stream: 'comments',
      externalId: String(id),
      locator: `acme/api#${issue!.iid}/notes/${id}`,
      scope: gitlab.scopeOf('acme/api'),
    });
    await engine.quiet();
    const carried = [...github.comments(repository)].map(({ body }) => withoutKey(body));
    expect(carried.filter((body) => body.includes('Said at GitLab'))).toEqual([
      expect.stringMatching(/^On behalf of \*\*.+\*\* \(GitLab\):\n\nSaid at GitLab$/),
    ]);
  });
});
