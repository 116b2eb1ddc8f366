import { createHash } from 'node:crypto';
import { createJiraSandbox, type JiraSandbox } from '@syncline/connector-jira/sandbox';
import { createTrelloSandbox, type TrelloSandbox } from '@syncline/connector-trello/sandbox';
import { fileBytes } from '@syncline/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trelloSide } from '../testing/trello-and-github.ts';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('files of Trello and Jira', () => {
  let trello: TrelloSandbox;
  let jira: JiraSandbox;
  let engine: SyncEngine;
  let board: string;
  let project: string;

  beforeAll(async () => {
    const rateLimit = { limit: 1_000_000, windowMs: 10_000 };
    trello = await createTrelloSandbox({ cards: 0, boards: 1, comments: false, rateLimit });
    jira = await createJiraSandbox({ issues: 0, projects: 1 });
    board = trello.boards()[0]!.id;
    project = jira.projectId('API')!;
    const atJira = { name: 'jira', connector: 'jira', url: jira.url };
    const account = { settings: { email: jira.email }, secrets: { token: jira.token } };
    engine = await startSyncEngine({
      sides: [
        { ...trelloSide(trello), settings: { largestFileMb: 1 } },
        { ...atJira, ...account },
      ],
      config: { vendorTimeoutMs: 1_500, writeLeaseMs: 3_000 },
    });
    const [cards, issues] = [
      { connection: 'trello', createIn: board },
      { connection: 'jira', createIn: project },
    ];
    const files = { stream: 'attachments', fields: { file_name: 'file_name', size: 'size' } };
    const comments = { stream: 'comments', fields: { body: 'body' } };
    await engine.configure('trackers', {
      kinds: {
        work_item: {
          members: [
            { ...cards, stream: 'cards', defaults: { list: 'To Do' }, fields: { title: 'name', body: 'description' } },
            {
              ...issues,
              stream: 'issues',
              defaults: { issue_type: 'Task' },
              fields: { title: 'summary', body: 'description' },
            },
          ],
        },
        comment: {
          members: [
            { ...cards, ...comments },
            { ...issues, ...comments },
          ],
        },
        attachment: {
          deletes: { mode: 'propagate' },
          members: [
            { ...cards, ...files },
            { ...issues, ...files },
          ],
        },
      },
    });
  });
  afterAll(async () => {
    await engine?.stop();
    await trello?.close();
    await jira?.close();
  });

  const hint = (connection: string, stream: string, id: string, locator = id) =>
    engine.hint(connection, { stream, externalId: id, locator, scope: connection === 'jira' ? project : board });
  const touchCard = (id: string) => hint('trello', 'cards', id);
  const touchFile = (cardId: string, id: string) => hint('trello', 'attachments', id, `${cardId}/attachments/${id}`);
  const touchJiraFile = (issueId: string, id: string | number) =>
    hint('jira', 'attachments', String(id), `${issueId}/attachments/${id}`);
  /** A card and its twin, in step. */
  const pairOf = async (name: string) => {
    const card = trello.createCard(board, { name });
    await touchCard(card.id);
    await engine.quiet();
    const issue = [...jira.issues('API')].find(({ summary }) => summary === name)!;
    return { card, issue };
  };
  const atTrello = (id: string) =>
    trello.attachments(id).map(({ name, bytes }) => `${name} ${bytes === null ? 'link' : sha256(bytes)}`);
  const atJira = (id: string) => jira.attachments(id).map(({ fileName, bytes }) => `${fileName} ${sha256(bytes)}`);

  it('go both ways byte for byte, links stay where they are, and who deletes one deletes its twin', async () => {
    const { card, issue } = await pairOf('With files');
    const [log, picture] = [fileBytes(300_001, 7), fileBytes(50_000, 8)];
    const here = trello.attachFile(card.id, 'Übersicht "1".log', log);
    const link = trello.attachLink(card.id, 'https://example.com/elsewhere.pdf');
    const there = jira.attachFile(issue.id, 'shot.png', picture, 'image/png');
    for (const { id } of [here, link]) await touchFile(card.id, id);
    await touchJiraFile(issue.id, there.id);
    await engine.quiet();
    const both = [`Übersicht "1".log ${sha256(log)}`, `shot.png ${sha256(picture)}`];
    expect(atJira(issue.id).sort()).toEqual(both.sort());
    expect(atTrello(card.id).sort()).toEqual([...both, 'https://example.com/elsewhere.pdf link'].sort());
    // The copies are seen, and are nobody's news.
    for (const { id } of trello.attachments(card.id)) await touchFile(card.id, id);
    for (const { id } of jira.attachments(issue.id)) await touchJiraFile(issue.id, id);
    await engine.quiet();
    expect([atJira(issue.id).length, atTrello(card.id).length]).toEqual([2, 3]);
    expect([trello.media.leaked, jira.media.leaked]).toEqual([0, 0]);

    trello.removeAttachment(here.id);
    await touchFile(card.id, here.id);
    await engine.quiet();
    expect(atJira(issue.id)).toEqual([`shot.png ${sha256(picture)}`]);
    jira.removeFile(there.id);
    await touchJiraFile(issue.id, there.id);
    await engine.quiet();
    expect(atTrello(card.id)).toEqual(['https://example.com/elsewhere.pdf link']);
  }, 60_000);

  it('whose upload got no answer, or broke, are there once and whole; one that is too large is said to be', async () => {
    const { card, issue } = await pairOf('With trouble');
    trello.faults.add({ kind: 'lost_answer', method: 'POST', path: '/attachments', count: 1 });
    trello.faults.add({ kind: 'reset', method: 'POST', path: '/attachments', skip: 1, count: 1 });
    const files = [1, 2, 3].map((seed) => fileBytes(200_000, seed));
    for (const [index, bytes] of files.entries())
      await touchJiraFile(issue.id, jira.attachFile(issue.id, `part-${index}.bin`, bytes).id);
    const film = jira.attachFile(issue.id, 'film.mp4', fileBytes(1024 * 1024 + 1));
    await touchJiraFile(issue.id, film.id);
    await engine.quiet(60_000);
    expect(atTrello(card.id).sort()).toEqual(files.map((bytes, index) => `part-${index}.bin ${sha256(bytes)}`));
    const { rows } = await engine.ctx.store.query(
      `select class, code, message from reconciliation_items where state = 'open'`,
    );
    expect(rows).toMatchObject([
      { class: 'invalid', code: 'file_too_large', message: expect.stringContaining('film.mp4') },
    ]);
  }, 90_000);

  it('that a description or a comment shows are shown from the store of each side, whoever has pasted them', async () => {
    const { card, issue } = await pairOf('With pictures');
    const first = trello.attachFile(card.id, 'first.png', fileBytes(2_000, 1), 'image/png');
    const shown = `![first](${trello.addressOf(first.id)})`;
    trello.editCard(card.id, { desc: trello.card(card.id)!.desc.replace(/^/, `Look:\n\n${shown}\n\n`) });
    const comment = trello.createComment(card.id, `Here, too: ${shown}`);
    // The texts are read before anybody knows the file.
    await touchCard(card.id);
    await hint('trello', 'comments', comment.id, `${card.id}/${comment.id}`);
    await engine.quiet();
    await touchFile(card.id, first.id);
    await engine.quiet();
    const copy = jira.attachments(issue.id).find(({ fileName }) => fileName === 'first.png')!;
    expect(JSON.stringify(jira.issue(issue.id)!.description)).toContain(`"id":"${copy.mediaId}"`);
    expect(JSON.stringify(jira.comments(issue.id))).toContain(copy.mediaId);

    const second = jira.attachFile(issue.id, 'second.png', fileBytes(3_000, 2), 'image/png');
    const pasted = { type: 'media', attrs: { type: 'file', id: second.mediaId, collection: '', alt: 'second' } };
    const { content } = jira.issue(issue.id)!.description!;
    jira.editIssue(issue.id, {
      description: {
        type: 'doc',
        version: 1,
        content: [...content, { type: 'mediaSingle', attrs: { layout: 'center' }, content: [pasted] }],
      },
    });
    await touchJiraFile(issue.id, second.id);
    await hint('jira', 'issues', issue.id);
    await engine.quiet();
    const added = trello.attachments(card.id).find(({ name }) => name === 'second.png')!;
    const { desc } = trello.card(card.id)!;
    expect(desc).toContain(shown);
    expect(desc).toContain(`![second](${trello.addressOf(added.id)})`);
    expect(desc).not.toContain(jira.url);

    // Nothing goes on: what both sides show is read again, and is nobody's news.
    const writes = () => [jira.requestCount(/(PUT|POST) .*(issue|comment)/), trello.requestCount(/(PUT|POST) .*cards/)];
    const before = writes();
    for (const { id } of trello.attachments(card.id)) await touchFile(card.id, id);
    await Promise.all([touchCard(card.id), hint('jira', 'issues', issue.id)]);
    await engine.quiet();
    expect(writes()).toEqual(before);
  }, 60_000);
});
