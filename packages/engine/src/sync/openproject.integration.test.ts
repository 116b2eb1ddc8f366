import { createOpenProjectSandbox, type WorkPackageTruth } from '@syncline/connector-openproject/sandbox';
import { type SyncEngine, startSyncEngine, waitForProcess } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackfill, startIncremental } from '../processes/start-process.ts';
import {
  type OpenProjectAndGitHub,
  openProjectSide,
  REPOSITORY,
  startOpenProjectAndGitHub,
} from '../testing/openproject-and-github.ts';

describe('a backfill of an OpenProject', () => {
  it('holds what the instance holds, record by record and edge by edge, through a storm of failures', async () => {
    const sandbox = await createOpenProjectSandbox({ workPackages: 840, projects: 3 });
    const engine = await startSyncEngine({ sides: [openProjectSide(sandbox)] });
    try {
      for (const skip of [5, 17, 40]) {
        sandbox.faults.add({ kind: 'status', status: 502, path: '/api/', skip, count: 4 });
        sandbox.faults.add({ kind: 'reset', path: '/api/', skip: skip + 9, count: 3 });
        sandbox.faults.add({ kind: 'malformed', path: '/api/v3/(work_packages|relations)\\?', skip: 2, count: 2 });
      }
      const { processId } = await startBackfill(engine.ctx, { connectionId: engine.connectionId('openproject') });
      expect(await waitForProcess(engine.ctx, processId)).toMatchObject({ state: 'completed' });
      const truths = sandbox.projects().flatMap(({ identifier }) => [...sandbox.workPackages(identifier)]);
      expect(await workPackagesInGraph(engine)).toEqual(new Map(truths.map((truth) => [truth.id, wordsOf(truth)])));
      const counts = await countsByStream(engine);
      expect(counts).toMatchObject({
        projects: 3,
        versions: 12,
        comments: truths.reduce((sum, { comments }) => sum + comments, 0),
        attachments: truths.reduce((sum, { id }) => sum + sandbox.attachments(id).length, 0),
      });
      const { rows } = await engine.ctx.store.query(
        `select r.type from relations r join mappings m on m.entity_id = r.from_entity_id
         where r.to_entity_id is null and m.stream in ('work_packages', 'comments', 'attachments')`,
      );
      expect(rows).toEqual([]);
    } finally {
      await engine.stop();
      await sandbox.close();
    }
  });
});

describe('an OpenProject in step with a GitHub', () => {
  let pair: OpenProjectAndGitHub;

  beforeAll(async () => {
    pair = await startOpenProjectAndGitHub({
      openproject: [
        ['Open', 'New'],
        ['Done', 'Closed'],
      ],
      github: [
        ['Open', 'open'],
        ['Done', 'closed'],
      ],
    });
  });
  afterAll(() => pair?.close());

  it('carries what is made, closed and reopened on either side', async () => {
    const { openProject, github, engine, touchIssue, touchWorkPackage, issueTitled, workPackageTitled } = pair;
    const made = openProject.createWorkPackage('api', { subject: 'Made at OpenProject', description: 'By **hand**' });
    await touchWorkPackage(made.id);
    await engine.quiet();
    const issue = issueTitled('Made at OpenProject');
    expect(issue).toMatchObject({ state: 'open', body: expect.stringContaining('By **hand**') });
    github.editIssue(REPOSITORY, issue.number, { state: 'closed', title: 'Closed at GitHub' });
    await touchIssue(issue);
    await engine.quiet();
    expect(openProject.workPackage(made.id)).toMatchObject({ subject: 'Closed at GitHub', status: 'Closed' });
    openProject.editWorkPackage(made.id, { status: 'New' });
    await touchWorkPackage(made.id);
    await engine.quiet();
    expect(issueTitled('Closed at GitHub').state).toBe('open');

    github.createIssue(REPOSITORY, { title: 'Made at GitHub', body: 'Text' });
    await touchIssue(issueTitled('Made at GitHub'));
    await engine.quiet();
    expect(workPackageTitled('Made at GitHub')).toMatchObject({ type: 'Task', status: 'New' });
  });

  it('makes a work package once, though the answer was lost', async () => {
    const { openProject, github, engine, touchIssue, workPackageTitled } = pair;
    openProject.faults.add({ kind: 'lost_answer', method: 'POST', path: '/work_packages(\\?|$)' });
    const issue = github.createIssue(REPOSITORY, { title: 'Made once' });
    await touchIssue(issue);
    await engine.quiet();
    expect(workPackageTitled('Made once').description).toMatch(/^<!-- syncline:[\w-]{22} -->$/);
  });

  it('merges what a person changed while a write was on its way, which OpenProject refused for its version', async () => {
    const { openProject, github, engine, touchIssue, touchWorkPackage, issueTitled } = pair;
    const made = openProject.createWorkPackage('api', { subject: 'Before', description: 'Before' });
    await touchWorkPackage(made.id);
    await engine.quiet();
    const issue = issueTitled('Before');
    openProject.log.clear();
    openProject.faults.add({ kind: 'slow', method: 'PATCH', path: `/work_packages/${made.id}`, delayMs: 600 });
    github.editIssue(REPOSITORY, issue.number, { title: 'After, at GitHub' });
    await touchIssue(issue);
    while (openProject.faults.list().length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    openProject.editWorkPackage(made.id, { description: 'After, at OpenProject' });
    await engine.quiet();
    await touchWorkPackage(made.id);
    await engine.quiet();
    const refused = openProject.log.recent().filter(({ method, status }) => method === 'PATCH' && status === 409);
    expect(refused).toHaveLength(1);
    expect(openProject.workPackage(made.id)).toMatchObject({
      subject: 'After, at GitHub',
      description: 'After, at OpenProject',
    });
    expect(issueTitled('After, at GitHub').body).toContain('After, at OpenProject');
  });

  it('carries comments both ways, found by polling alone', async () => {
    const { openProject, github, engine, scope, touchWorkPackage, issueTitled } = pair;
    const made = openProject.createWorkPackage('api', { subject: 'Talked about' });
    await touchWorkPackage(made.id);
    await engine.quiet();
    const issue = issueTitled('Talked about');
    // The first read of a stream carries nothing over (rule 3.12).
    await poll();
    openProject.createComment(made.id, 'Said at OpenProject');
    await poll();
    expect(commentsOn(issue)).toEqual([expect.stringContaining('Said at OpenProject')]);
    const reply = github.createComment(REPOSITORY, issue.number, 'Said at GitHub');
    await engine.hint('github', { stream: 'comments', externalId: String(reply.id), scope });
    await engine.quiet();
    expect(openProject.comments(made.id).map(({ notes }) => notes)).toEqual([
      'Said at OpenProject',
      expect.stringContaining('Said at GitHub'),
    ]);
    await poll();
    expect(openProject.comments(made.id)).toHaveLength(2);
    expect(commentsOn(issue)).toHaveLength(2);
  });

  function commentsOn({ number }: { readonly number: number }): string[] {
    return [...pair.github.comments(REPOSITORY)].filter((one) => one.issueNumber === number).map(({ body }) => body);
  }

  async function poll(): Promise<void> {
    const { engine } = pair;
    const connectionId = engine.connectionId('openproject');
    const { processId } = await startIncremental(engine.ctx, { connectionId });
    await waitForProcess(engine.ctx, processId);
    await engine.quiet();
  }
});

/** Work packages of the graph by id, in plain words. */
async function workPackagesInGraph(engine: SyncEngine): Promise<Map<string, Record<string, unknown>>> {
  const { rows } = await engine.ctx.store.query<{ id: string; fields: Record<string, unknown> }>(
    `select m.external_id as id, e.fields from mappings m
     join entities e on e.workspace_id = m.workspace_id and e.id = m.entity_id
     where m.stream = 'work_packages' and m.state = 'linked' and e.deleted_at is null order by m.external_id::int`,
  );
  return new Map(
    rows.map(({ id, fields }) => [
      id,
      {
        subject: fields['subject'],
        description: fields['description'] ?? '',
        status: fields['status'],
        closed: fields['closed'],
        type: fields['issue_type'],
        priority: fields['priority'],
        category: fields['category'] ?? null,
        assignee: fields['assignee'] ?? null,
        responsible: fields['responsible'] ?? null,
        dueDate: fields['due_date'] ?? null,
        version: fields['version'] ?? null,
        parent: fields['parent'] ?? null,
        blocks: fields['blocks'],
        dependsOn: fields['depends_on'],
        relatedTo: fields['related_to'],
        points: fields['customField3'] ?? null,
      },
    ]),
  );
}

function wordsOf(truth: WorkPackageTruth): Record<string, unknown> {
  const { subject, description, status, closed, type, priority, category, assignee, responsible } = truth;
  const { dueDate, version, parent, blocks, dependsOn, relatedTo } = truth;
  const plan = { dueDate, version, parent, blocks, dependsOn, relatedTo, points: truth.custom['customField3'] };
  return { subject, description, status, closed, type, priority, category, assignee, responsible, ...plan };
}

async function countsByStream(engine: SyncEngine): Promise<Record<string, number>> {
  const { rows } = await engine.ctx.store.query<{ stream: string; count: number }>(
    `select stream, count(*)::int as count from mappings where state = 'linked' group by stream`,
  );
  return Object.fromEntries(rows.map(({ stream, count }) => [stream, count]));
}
