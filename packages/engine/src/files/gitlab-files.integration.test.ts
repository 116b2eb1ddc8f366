import { createHash } from 'node:crypto';
import { createGitLabSandbox, type GitLabSandbox } from '@syncline/connector-gitlab/sandbox';
import { createJiraSandbox, type JiraSandbox } from '@syncline/connector-jira/sandbox';
import { fileBytes } from '@syncline/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PROJECT = 'acme/api';
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('files of GitLab and Jira', () => {
  let gitlab: GitLabSandbox;
  let jira: JiraSandbox;
  let engine: SyncEngine;
  let scope: string;
  let project: string;

  beforeAll(async () => {
    const rateLimit = { limit: 1_000_000, windowMs: 10_000 };
    const empty = { issues: 0, projects: 1, workItems: 0, tasks: 0, epics: 0, comments: false };
    gitlab = await createGitLabSandbox({ ...empty, rateLimit });
    jira = await createJiraSandbox({ issues: 0, projects: 1 });
    scope = gitlab.scopeOf(PROJECT);
    project = jira.projectId('API')!;
    const atGitLab = { name: 'gitlab', connector: 'gitlab', url: gitlab.url };
    const atJira = { name: 'jira', connector: 'jira', url: jira.url };
    engine = await startSyncEngine({
      sides: [
        { ...atGitLab, settings: { group: gitlab.group }, secrets: { token: gitlab.token } },
        { ...atJira, settings: { email: jira.email }, secrets: { token: jira.token } },
      ],
      config: { vendorTimeoutMs: 1_500, writeLeaseMs: 3_000 },
    });
    const [here, there] = [
      { connection: 'gitlab', createIn: scope },
      { connection: 'jira', createIn: project },
    ];
    const files = { stream: 'attachments', fields: { file_name: 'file_name', size: 'size' } };
    const comments = { stream: 'comments', fields: { body: 'body' } };
    const issues = { stream: 'issues', fields: { title: 'title', body: 'description' } };
    await engine.configure('trackers', {
      kinds: {
        work_item: {
          members: [
            { ...here, ...issues },
            {
              ...there,
              stream: 'issues',
              defaults: { issue_type: 'Task' },
              fields: { title: 'summary', body: 'description' },
            },
          ],
        },
        comment: {
          members: [
            { ...here, ...comments },
            { ...there, ...comments },
          ],
        },
        attachment: {
          deletes: { mode: 'propagate' },
          members: [
            { ...here, ...files },
            { ...there, ...files },
          ],
        },
      },
    });
  });
  afterAll(async () => {
    await engine?.stop();
    await gitlab?.close();
    await jira?.close();
  });

  const hint = (connection: string, stream: string, id: string | number, locator: string) =>
    engine.hint(connection, {
      stream,
      externalId: String(id),
      locator,
      scope: connection === 'jira' ? project : scope,
    });
  /** As a webhook of the issue does: it and the files that its text names. */
  const touchIssue = (iid: number) => hint('gitlab', 'issues', gitlab.issue(PROJECT, iid)!.id, `${PROJECT}#${iid}`);
  const touchUpload = (iid: number, address: string) => {
    const secret = address.split('/')[2]!;
    return hint('gitlab', 'attachments', `${gitlab.issue(PROJECT, iid)!.id}-${secret}`, `${PROJECT}#${iid}${address}`);
  };
  const touchJira = (id: string) => hint('jira', 'issues', id, id);
  const touchJiraFile = (issueId: string, id: string | number) =>
    hint('jira', 'attachments', id, `${issueId}/attachments/${id}`);
  const pairOf = async (title: string) => {
    const { iid } = gitlab.createIssue(PROJECT, { title });
    await touchIssue(iid);
    await engine.quiet();
    return { iid, issue: [...jira.issues('API')].find(({ summary }) => summary === title)! };
  };
  const said = (iid: number) => gitlab.comments(PROJECT, iid).filter(({ system }) => !system);
  const atJira = (id: string) => jira.attachments(id).map(({ fileName, bytes }) => `${fileName} ${sha256(bytes)}`);

  it('that a text of either side shows are shown from the store of each, once, and come to rest', async () => {
    const { iid, issue } = await pairOf('With pictures');
    const [one, two] = [fileBytes(30_000, 1), fileBytes(40_000, 2)];
    const first = gitlab.upload(PROJECT, 'first.png', one, 'image/png');
    const description = `Look:\n\n![first](${first})\n\n${gitlab.issue(PROJECT, iid)!.description ?? ''}`;
    gitlab.editIssue(PROJECT, iid, { description });
    await Promise.all([touchIssue(iid), touchUpload(iid, first)]);
    await engine.quiet();
    expect(atJira(issue.id)).toEqual([`first.png ${sha256(one)}`]);
    const [copy] = jira.attachments(issue.id);
    expect(JSON.stringify(jira.issue(issue.id)!.description)).toContain(`"id":"${copy!.mediaId}"`);
    expect(said(iid)).toEqual([]);

    const second = jira.attachFile(issue.id, 'second 1.png', two, 'image/png');
    const pasted = { type: 'media', attrs: { type: 'file', id: second.mediaId, collection: '', alt: 'second' } };
    const { content } = jira.issue(issue.id)!.description!;
    const block = { type: 'mediaSingle', attrs: { layout: 'center' }, content: [pasted] };
    jira.editIssue(issue.id, { description: { type: 'doc', version: 1, content: [...content, block] } });
    await Promise.all([touchJiraFile(issue.id, second.id), touchJira(issue.id)]);
    await engine.quiet();
    const upload = gitlab.uploads(PROJECT).find(({ fileName }) => fileName === 'second_1.png')!;
    expect(sha256(upload.bytes)).toBe(sha256(two));
    const address = `/uploads/${upload.secret}/second_1.png`;
    expect(gitlab.issue(PROJECT, iid)!.description).toContain(`![first](${first})`);
    expect(gitlab.issue(PROJECT, iid)!.description).toContain(`![second](${address})`);
    expect(said(iid).map(({ body }) => body.split('\n')[0])).toEqual([`Attached: [\`second_1.png\`](${address})`]);

    // What each side shows is read again, the comment that names the file too, and is nobody's news.
    const before = [gitlab.requestCount(/(POST|PUT) /), jira.requestCount(/(POST|PUT) .*(issue|comment)/)];
    const [note] = said(iid);
    await hint('gitlab', 'comments', note!.id, `${PROJECT}#${iid}/notes/${note!.id}`);
    await Promise.all([touchIssue(iid), touchUpload(iid, first), touchUpload(iid, address), touchJira(issue.id)]);
    await engine.quiet();
    expect([gitlab.requestCount(/(POST|PUT) /), jira.requestCount(/(POST|PUT) .*(issue|comment)/)]).toEqual(before);
    expect([jira.attachments(issue.id).length, jira.comments(issue.id).length]).toEqual([2, 0]);
  }, 60_000);

  it('whose upload or comment got no answer are there once, and go with their twin', async () => {
    const { iid, issue } = await pairOf('With trouble');
    gitlab.faults.add({ kind: 'lost_answer', method: 'POST', path: '/uploads', count: 1 });
    gitlab.faults.add({ kind: 'lost_answer', method: 'POST', path: '/notes', skip: 1, count: 1 });
    const files = [5, 6].map((seed) => fileBytes(20_000, seed));
    for (const [index, bytes] of files.entries())
      await touchJiraFile(issue.id, jira.attachFile(issue.id, `part-${index}.bin`, bytes).id);
    await engine.quiet(60_000);
    const named = said(iid).map(({ body }) => /`(part-\d\.bin)`/.exec(body)?.[1] ?? '');
    expect(named.sort()).toEqual(['part-0.bin', 'part-1.bin']);
    const [file] = jira.attachments(issue.id);
    jira.removeFile(file!.id);
    await touchJiraFile(issue.id, file!.id);
    await engine.quiet();
    expect(said(iid)).toHaveLength(1);
    const { rows } = await engine.ctx.store.query(`select code from reconciliation_items where state = 'open'`);
    expect(rows).toEqual([]);
  }, 90_000);
});
