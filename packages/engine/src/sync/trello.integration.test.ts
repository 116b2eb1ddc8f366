import { type CardTruth, createTrelloSandbox } from '@syncline/connector-trello/sandbox';
import { type SyncEngine, startSyncEngine, waitForProcess } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackfill, startIncremental } from '../processes/start-process.ts';
import { startTrelloAndGitHub, type TrelloAndGitHub, trelloSide } from '../testing/trello-and-github.ts';

describe('a backfill of a Trello', () => {
  it('holds what the boards hold, record by record and edge by edge, through a storm of failures', async () => {
    const rateLimit = { limit: 1_000_000, windowMs: 10_000 };
    const sandbox = await createTrelloSandbox({ cards: 1_300, boards: 2, rateLimit });
    const engine = await startSyncEngine({ sides: [trelloSide(sandbox)] });
    try {
      for (const skip of [3, 12, 25]) {
        sandbox.faults.add({ kind: 'status', status: 502, path: '/1/', skip, count: 4 });
        sandbox.faults.add({ kind: 'reset', path: '/1/', skip: skip + 9, count: 3 });
        sandbox.faults.add({ kind: 'malformed', path: '/(cards|actions)\\?', skip: 2, count: 2 });
      }
      const { processId } = await startBackfill(engine.ctx, { connectionId: engine.connectionId('trello') });
      expect(await waitForProcess(engine.ctx, processId)).toMatchObject({ state: 'completed' });
      const truths = sandbox.boards().flatMap(({ id }) => sandbox.cards(id));
      expect(truths).toHaveLength(1_300);
      const sizes = new Map(sandbox.boards().map(({ id }) => [id, fieldOf(sandbox.customFields(id), 'Size')]));
      const names = new Map(
        sandbox
          .boards()
          .flatMap(({ id }) => sandbox.customFields(id).flatMap(({ options }) => options))
          .map(({ id, text }) => [id, text]),
      );
      const inGraph = await cardsInGraph(engine, sizes, names);
      expect(inGraph).toEqual(new Map(truths.map((truth) => [truth.id, wordsOf(truth)])));
      expect(await countsByStream(engine)).toMatchObject({
        boards: 2,
        lists: 10,
        labels: 12,
        custom_fields: 10,
        members: sandbox.members().length,
        cards: 1_300,
        comments: truths.reduce((sum, { comments }) => sum + comments, 0),
        checklists: truths.reduce((sum, { checklists }) => sum + checklists, 0),
      });
      const { rows } = await engine.ctx.store.query(
        `select r.type from relations r join mappings m on m.entity_id = r.from_entity_id
         where r.to_entity_id is null and m.stream in ('cards', 'comments', 'checklists')`,
      );
      expect(rows).toEqual([]);
    } finally {
      await engine.stop();
      await sandbox.close();
    }
  });
});

describe('a Trello in step with a GitHub, where closed is the list of what is done', () => {
  let pair: TrelloAndGitHub;

  beforeAll(async () => {
    pair = await startTrelloAndGitHub({
      remote: 'list',
      trello: [
        ['To Do', 'To Do'],
        ['In Progress', 'In Progress'],
        ['Done', 'Done'],
      ],
      github: [
        ['To Do', 'open'],
        ['In Progress', 'open'],
        ['Done', 'closed'],
      ],
    });
  });
  afterAll(() => pair?.close());

  it('carries what is made, edited, closed and reopened on either side', async () => {
    const { trello, engine, board, touchCard, touchIssue, issueTitled, cardNamed, editIssue, createIssue } = pair;
    const made = trello.createCard(board, { name: 'Made at Trello', desc: 'By **hand**', labels: ['bug'] });
    await touchCard(made.id);
    await engine.quiet();
    const issue = issueTitled('Made at Trello');
    expect(issue).toMatchObject({ state: 'open', labels: ['bug'], body: expect.stringContaining('By **hand**') });
    editIssue(issue.number, { state: 'closed', title: 'Closed at GitHub', labels: ['bug', 'docs'] });
    await touchIssue(issue);
    await engine.quiet();
    expect(trello.card(made.id)).toMatchObject({ name: 'Closed at GitHub', list: 'Done', closed: false });
    expect(trello.card(made.id)?.labels).toEqual(['bug', 'docs']);
    trello.editCard(made.id, { list: 'In Progress' });
    await touchCard(made.id);
    await engine.quiet();
    expect(issueTitled('Closed at GitHub').state).toBe('open');

    await touchIssue(createIssue({ title: 'Made at GitHub', body: 'Text' }));
    await engine.quiet();
    expect(cardNamed('Made at GitHub')).toMatchObject({ list: 'To Do', closed: false });
  });

  it('makes a card once, though the answer was lost', async () => {
    const { trello, engine, touchIssue, cardNamed, createIssue } = pair;
    trello.faults.add({ kind: 'lost_answer', method: 'POST', path: '^/1/cards$' });
    await touchIssue(createIssue({ title: 'Made once' }));
    await engine.quiet();
    expect(cardNamed('Made once').desc).toMatch(/^<!-- syncline:[\w-]{22} -->$/);
  });

  it('carries edits and comments of both sides, found by polling alone', async () => {
    const { trello, engine, board, touchCard, issueTitled, commentsOn, commentOn, touchIssueComment } = pair;
    const made = trello.createCard(board, { name: 'Talked about' });
    await touchCard(made.id);
    await engine.quiet();
    const issue = issueTitled('Talked about');
    // The first read of a stream carries nothing over (rule 3.12).
    await poll();
    trello.createComment(made.id, 'Said at Trello');
    trello.editCard(made.id, { labels: ['feature'] });
    await poll();
    expect(commentsOn(issue)).toEqual([expect.stringContaining('Said at Trello')]);
    expect(issueTitled('Talked about').labels).toEqual(['feature']);
    await touchIssueComment(commentOn(issue, 'Said at GitHub'));
    await engine.quiet();
    const said = () => trello.comments(made.id).map(({ text }) => text);
    expect(said()).toEqual(['Said at Trello', expect.stringContaining('Said at GitHub')]);
    await poll();
    expect(said()).toHaveLength(2);
    expect(commentsOn(issue)).toHaveLength(2);
  });

  it('takes a deleted card for deleted only when its board answers, and an archived one for what it is', async () => {
    const { trello, engine, board, touchCard, issueTitled } = pair;
    const [kept, archived] = ['Kept', 'Put away'].map((name) => trello.createCard(board, { name })) as [
      CardTruth,
      CardTruth,
    ];
    for (const { id } of [kept, archived]) await touchCard(id);
    await engine.quiet();
    trello.editCard(archived.id, { closed: true });
    await touchCard(archived.id);
    trello.deleteCard(kept.id);
    trello.faults.add({ kind: 'status', status: 404, path: `/1/boards/${board}\\?`, count: 50 });
    await touchCard(kept.id);
    await engine.quiet();
    expect(await deletedAt(engine, kept.id)).toBe(false);
    expect(await deletedAt(engine, archived.id)).toBe(false);
    expect(issueTitled('Kept').state).toBe('open');
    trello.faults.clear();
    await touchCard(kept.id);
    await engine.quiet();
    expect(await deletedAt(engine, kept.id)).toBe(true);
    expect(await deletedAt(engine, archived.id)).toBe(false);
  });

  async function poll(): Promise<void> {
    const { engine } = pair;
    const { processId } = await startIncremental(engine.ctx, { connectionId: engine.connectionId('trello') });
    await waitForProcess(engine.ctx, processId);
    await engine.quiet();
  }
});

describe('a Trello in step with a GitHub, where closed is archived', () => {
  it('archives what is closed, takes it back when it is opened again, and closes what is archived', async () => {
    const pair = await startTrelloAndGitHub({
      remote: 'state',
      trello: [
        ['Open', 'open'],
        ['Done', 'closed'],
      ],
      github: [
        ['Open', 'open'],
        ['Done', 'closed'],
      ],
    });
    try {
      const { trello, engine, touchIssue, touchCard, cardNamed, issueTitled, createIssue, editIssue } = pair;
      const issue = createIssue({ title: 'To the archive' });
      await touchIssue(issue);
      await engine.quiet();
      const { id } = cardNamed('To the archive');
      for (const [state, closed] of [
        ['closed', true],
        ['open', false],
      ] as const) {
        editIssue(issue.number, { state });
        await touchIssue(issue);
        await engine.quiet();
        expect(trello.card(id)).toMatchObject({ closed, list: 'To Do' });
      }
      for (const [closed, state] of [
        [true, 'closed'],
        [false, 'open'],
      ] as const) {
        trello.editCard(id, { closed, list: 'Review' });
        await touchCard(id);
        await engine.quiet();
        expect(issueTitled('To the archive').state).toBe(state);
      }
    } finally {
      await pair.close();
    }
  });
});

async function deletedAt(engine: SyncEngine, cardId: string): Promise<boolean> {
  const { rows } = await engine.ctx.store.query<{ gone: boolean }>(
    `select e.deleted_at is not null or m.state <> 'linked' as gone from mappings m
     join entities e on e.workspace_id = m.workspace_id and e.id = m.entity_id
     where m.stream = 'cards' and m.external_id = $1`,
    [cardId],
  );
  return rows[0]?.gone ?? true;
}

function fieldOf(fields: readonly { readonly id: string; readonly name: string }[], name: string): string {
  return `custom_${fields.find((field) => field.name === name)?.id}`;
}

/** Cards of the graph by id, in plain words. `sizes`: by board the field that holds a card's size; `names` of options by id. */
async function cardsInGraph(
  engine: SyncEngine,
  sizes: ReadonlyMap<string, string>,
  names: ReadonlyMap<string, string>,
): Promise<Map<string, Record<string, unknown>>> {
  const { rows } = await engine.ctx.store.query<{ id: string; fields: Record<string, unknown> }>(
    `select m.external_id as id, e.fields from mappings m
     join entities e on e.workspace_id = m.workspace_id and e.id = m.entity_id
     where m.stream = 'cards' and m.state = 'linked' and e.deleted_at is null`,
  );
  return new Map(
    rows.map(({ id, fields }) => [
      id,
      {
        name: fields['name'],
        desc: fields['description'] ?? '',
        list: fields['list'],
        closed: fields['closed'],
        due: fields['due'] ?? null,
        start: fields['start'] ?? null,
        dueComplete: fields['due_complete'],
        members: fields['assignees'],
        labels: fields['labels'],
        number: fields['number'],
        size: names.get(String([...sizes.values()].map((name) => fields[name]).find(Boolean))) ?? null,
      },
    ]),
  );
}

function wordsOf(truth: CardTruth): Record<string, unknown> {
  const { name, list, closed, due, start, dueComplete, members, labels, number, custom } = truth;
  const desc = truth.desc.replace(/\r+$/, '');
  return { name, desc, list, closed, due, start, dueComplete, members, labels, number, size: custom['Size'] ?? null };
}

async function countsByStream(engine: SyncEngine): Promise<Record<string, number>> {
  const { rows } = await engine.ctx.store.query<{ stream: string; count: number }>(
    `select stream, count(*)::int as count from mappings where state = 'linked' group by stream`,
  );
  return Object.fromEntries(rows.map(({ stream, count }) => [stream, count]));
}
