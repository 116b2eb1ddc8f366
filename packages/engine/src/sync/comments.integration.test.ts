import { createGitHubSandbox, type GitHubSandbox } from '@syncline/connector-github/sandbox';
import { createJiraSandbox, type JiraSandbox } from '@syncline/connector-jira/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

describe('comments at two sides', () => {
  let github: GitHubSandbox;
  let jira: JiraSandbox;
  let engine: SyncEngine;
  let repository: string;
  let scope: string;
  let project: string;
  let author: string;
  /** Of the issue that all is said on. */
  let number: number;
  let twin: string;

  beforeAll(async () => {
    github = await createGitHubSandbox({ issues: 0, repositories: 1, pullRequests: 0, projectItems: 0 });
    jira = await createJiraSandbox({ issues: 0, projects: 1, comments: false });
    repository = github.repositories()[0]!;
    author = github.members()[1]!;
    const headers = { authorization: `Bearer ${github.token}` };
    const answer = await fetch(`${github.url}/repos/${repository}`, { headers });
    scope = `${((await answer.json()) as { id: number }).id}:${repository}`;
    project = jira.projects()[0]!;
    engine = await startSyncEngine({
      sides: [
        {
          name: 'github',
          connector: 'github',
          url: github.url,
          settings: { owner: github.org, ownerType: 'org' },
          secrets: { token: github.token },
        },
        {
          name: 'jira',
          connector: 'jira',
          url: jira.url,
          settings: { email: jira.email },
          secrets: { token: jira.token },
        },
      ],
      config: { createDoubtMs: 0 },
      logLevel: 'silent',
    });
    const member = (connection: string, stream: string, fields: object) => ({
      connection,
      stream,
      createIn: connection === 'jira' ? project : scope,
      fields,
      ...(stream === 'issues' && connection === 'jira' && { defaults: { issue_type: 'Task' } }),
    });
    await engine.configure('talk', {
      kinds: {
        work_item: {
          members: [
            member('github', 'issues', { title: 'title', body: 'body' }),
            member('jira', 'issues', { title: 'summary', body: 'description' }),
          ],
        },
        comment: {
          deletes: { mode: 'propagate', brake: { share: 1, count: 1000 } },
          members: [member('github', 'comments', { body: 'body' }), member('jira', 'comments', { body: 'body' })],
        },
      },
    });
    number = github.createIssue(repository, { title: 'Talked about' }).number;
    const { id } = [...github.issues(repository)].find((issue) => issue.number === number)!;
    await look('issues', String(id), `${repository}#${number}`);
    twin = [...jira.issues(project)][0]!.id;
  });
  afterAll(async () => {
    await engine?.stop();
    await github?.close();
    await jira?.close();
  });

  async function look(stream: string, externalId: string, locator: string, op?: 'deleted'): Promise<void> {
    await engine.hint('github', { stream, externalId, locator, scope, ...(op && { op }) });
    await engine.quiet();
  }
  const place = (id: number) => ({
    stream: 'comments',
    externalId: String(id),
    locator: `${repository}/comments/${id}`,
    scope,
  });
  const lookAtJira = async (id: number): Promise<void> => {
    await engine.hint('jira', {
      stream: 'comments',
      externalId: String(id),
      locator: `${twin}/comments/${id}`,
      scope: project,
    });
    await engine.quiet();
  };
  const say = async (text: string): Promise<number> => {
    const { id } = github.createComment(repository, number, text, { by: author });
    await engine.hint('github', place(id));
    await engine.quiet();
    return id;
  };
  const atGitHub = () => [...github.comments(repository)].map(({ body }) => body.replace(/\s*<!-- syncline.*/, ''));
  interface Part {
    readonly text?: string;
    readonly content?: readonly Part[];
  }
  const wordsIn = ({ text, content = [] }: Part): string => text ?? content.map(wordsIn).join('');
  const atJira = () => jira.comments(twin).map(({ body }) => (body as Part).content!.map(wordsIn));
  const writes = async (): Promise<number> => {
    const { rows } = await engine.ctx.store.query<{ count: number }>(
      'select count(*)::int as count from writeback_attempts',
    );
    return rows[0]!.count;
  };

  const open = async (table: 'writebacks' | 'reconciliation_items', state: string) =>
    (await engine.ctx.store.query<Record<string, unknown>>(`select * from ${table} where state = $1`, [state])).rows;

  it('say who wrote them at the side where another account had to post them, and only there', async () => {
    const id = await say('Ship **it**?');
    const heading = `On behalf of ${author} (GitHub):`;
    expect(atJira()).toEqual([[heading, 'Ship it?']]);
    const [posted] = jira.comments(twin);
    const { content } = posted!.body as Part;
    jira.editComment(String(posted!.id), {
      ...posted!.body,
      content: [content![0], { type: 'paragraph', content: [{ type: 'text', text: 'Ship it now?' }] }],
    });
    await lookAtJira(posted!.id);
    expect(atGitHub()).toEqual(['Ship it now?']);
    github.editComment(repository, id, 'Ship it today?', { by: author });
    await say('And tell them.');
    await engine.hint('github', place(id));
    await engine.quiet();
    expect(atJira()).toEqual([
      [heading, 'Ship it today?'],
      [heading, 'And tell them.'],
    ]);
    const before = await writes();
    await lookAtJira(posted!.id);
    await engine.hint('github', place(id));
    await engine.quiet();
    expect(await writes()).toBe(before);
  });

  it('say it the other way round, by the name that people go by there', async () => {
    const answer = jira.createComment(twin, 'Done', { by: jira.users()[1]!.accountId });
    await lookAtJira(answer.id);
    expect(atGitHub().at(-1)).toBe(`On behalf of **${jira.users()[1]!.name}** (Jira Cloud):\n\nDone`);
  });

  it('come in the order in which they were written, also when the first of them has to be tried again', async () => {
    jira.faults.add({ kind: 'status', method: 'POST', path: '/comment$', status: 503, count: 1 });
    const ids = ['first', 'second', 'third'].map(
      (text) => github.createComment(repository, number, text, { by: author }).id,
    );
    for (const id of ids) await engine.hint('github', place(id));
    await engine.quiet(60_000);
    expect(
      atJira()
        .slice(-3)
        .map((lines) => lines[1]),
    ).toEqual(['first', 'second', 'third']);
  });

  it('stay deleted when what was edited before the deletion arrives after it', async () => {
    const id = await say('Forget it');
    const count = jira.comments(twin).length;
    github.editComment(repository, id, 'Forget that', { by: author });
    github.deleteComment(repository, id);
    await look('comments', String(id), place(id).locator, 'deleted');
    expect(jira.comments(twin)).toHaveLength(count - 1);
    await engine.hint('github', place(id));
    await engine.quiet();
    expect(jira.comments(twin)).toHaveLength(count - 1);
    expect(atGitHub()).not.toContain('Forget that');
  });

  it('go again where they came to be by a call that was not answered, when they were deleted meanwhile', async () => {
    const count = jira.comments(twin).length;
    jira.faults.add({ kind: 'lost_answer', method: 'POST', path: '/comment$' });
    jira.faults.add({ kind: 'status', method: 'GET', path: '/comment', status: 503, count: 1_000 });
    const { id } = github.createComment(repository, number, 'Never mind', { by: author });
    await engine.hint('github', place(id));
    await vi.waitUntil(() => jira.comments(twin).length > count, { timeout: 60_000, interval: 5 });
    github.deleteComment(repository, id);
    await engine.hint('github', { ...place(id), op: 'deleted' });
    await vi.waitUntil(async () => (await open('writebacks', 'queued')).some(({ op }) => op === 'delete'), {
      timeout: 60_000,
      interval: 5,
    });
    jira.faults.clear();
    await engine.quiet(60_000);
    expect(await open('reconciliation_items', 'open')).toEqual([]);
    expect(jira.comments(twin)).toHaveLength(count);
  });
});
