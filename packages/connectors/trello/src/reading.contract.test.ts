import { describe, expect, it } from 'vitest';
import { customFieldName } from './custom-fields.ts';
import { connect, fetchOne, readAll, signal, start, streamNamed } from './testing/start-trello.ts';

describe('cards', () => {
  it('read from a board show what it holds, archived ones too', async () => {
    const { sandbox, client, board } = await start({ cards: 430 });
    const records = await readAll(client, 'cards', board);
    const truths = sandbox.cards(board);
    expect(records.size).toBe(430);
    expect(truths.some(({ closed }) => closed)).toBe(true);
    const named = new Map(sandbox.customFields(board).map((field) => [field.name, customFieldName(field.id)]));
    const size = sandbox.customFields(board).find((field) => field.name === 'Size');
    for (const truth of truths) {
      const { name, list, closed, due, start: from, labels, number, custom } = truth;
      const { fields, references } = records.get(truth.id) ?? {};
      expect(fields).toMatchObject({ name, list, closed, due, start: from, labels, number, assignees: truth.members });
      expect(fields).toMatchObject({
        state: closed ? 'closed' : 'open',
        description: truth.desc.replace(/\r+$/, '') || null,
        due_complete: truth.dueComplete,
        [named.get('Customer') ?? '']: custom['Customer'] ?? null,
        [named.get('Points') ?? '']: custom['Points'] === undefined ? null : Number(custom['Points']),
        [named.get('Urgent') ?? '']: custom['Urgent'] === 'true',
        [named.get('Ship date') ?? '']: custom['Ship date'] ?? null,
        [named.get('Size') ?? '']: size?.options.find(({ text }) => text === custom['Size'])?.id ?? null,
      });
      expect(references).toContainEqual({ relation: 'belongs_to', stream: 'boards', externalId: board });
    }
  });

  it('are laid out in windows by one call a thousand, and every window is read on its own', async () => {
    const { sandbox, client, board } = await start({ cards: 2_300, comments: false });
    const stream = streamNamed('cards');
    const plan = await stream.planWindows?.(client, board, signal);
    expect(plan).toMatchObject({ count: null });
    expect(plan?.windows).toHaveLength(6);
    expect(sandbox.requestCount('/cards?')).toBe(1);
    expect((await readAll(client, 'cards', board)).size).toBe(2_300);
  });

  it('that are made, archived, moved or deleted while windows are read lose nothing of the rest', async () => {
    const { sandbox, client, board } = await start({ cards: 1_250, boards: 1, comments: false });
    const before = sandbox.cards(board).map(({ id }) => id);
    const stream = streamNamed('cards');
    const plan = await stream.planWindows?.(client, board, signal);
    const waiting = [...(plan?.windows ?? [])].reverse();
    const seen = new Set<string>();
    const deleted = new Set<string>();
    for (let cursor = waiting.shift(); cursor; cursor = waiting.shift()) {
      const page = await stream.readPage(client, { scope: board, cursor, since: null }, signal);
      for (const item of stream.parsePage(page.raw)) seen.add((item as { id: string }).id);
      waiting.push(...(page.next ? [page.next] : []), ...(page.split ?? []));
      for (let i = 0; i < 5; i += 1) {
        const id = before[(waiting.length * 97 + i * 131) % before.length] ?? '';
        if (deleted.has(id)) continue;
        if (i < 2) {
          sandbox.deleteCard(id);
          deleted.add(id);
        } else sandbox.editCard(id, { closed: i === 3, list: 'Done' });
        sandbox.createCard(board, { name: `New ${i}` });
      }
    }
    for (const id of before) if (!deleted.has(id)) expect(seen).toContain(id);
  });

  it('of one second, more than a page holds, are all read', async () => {
    let now = Date.parse('2026-11-05T10:00:00Z');
    const { sandbox, client, board } = await start({ cards: 0, clock: { now: () => new Date(now) } });
    for (let i = 0; i < 450; i += 1) sandbox.createCard(board, { name: `Copied ${i}` });
    now += 5_000;
    for (let i = 0; i < 50; i += 1) sandbox.createCard(board, { name: `Later ${i}` });
    expect((await readAll(client, 'cards', board)).size).toBe(500);
    expect((await readAll(client, 'cards', board, new Date(0), 100)).size).toBe(500);
  });

  it('changed since a time are found by actions, and by their activity where Trello lists no action', async () => {
    const { sandbox, client, board } = await start({ cards: 60 });
    const [edited, labelled, ticked, archived, ...others] = sandbox.cards(board).map(({ id }) => id) as string[];
    const list = sandbox.createChecklist(ticked!, 'Steps');
    const { items } = sandbox.addCheckItem(list.id, 'One');
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const since = new Date();
    expect((await readAll(client, 'cards', board, since)).size).toBe(0);
    sandbox.editCard(edited!, { name: 'Edited' });
    sandbox.editCard(labelled!, { labels: ['bug', 'docs'] });
    sandbox.tickItem(list.id, items[0]!.id);
    sandbox.editCard(archived!, { closed: true });
    sandbox.editCard(archived!, { closed: false, list: 'Done' });
    const found = await readAll(client, 'cards', board, since, 1);
    expect(new Set(found.keys())).toEqual(new Set([edited, labelled, ticked, archived]));
    expect(found.get(labelled!)?.fields).toMatchObject({ labels: ['bug', 'docs'] });
    expect(found.get(archived!)?.fields).toMatchObject({ state: 'open', list: 'Done' });
    expect(others.length).toBe(56);
    expect((await readAll(client, 'cards', board, new Date('2100-01-01'))).size).toBe(0);
  });

  it('show a new name of their list, though nothing of them was changed', async () => {
    const { sandbox, client, board } = await start({ cards: 120 });
    const inReview = sandbox.cards(board).filter(({ list }) => list === 'Review');
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const since = new Date();
    sandbox.renameList(board, 'Review', 'In review');
    const found = await readAll(client, 'cards', board, since, 10);
    expect([...found.keys()].sort()).toEqual(inReview.map(({ id }) => id).sort());
    for (const { fields } of found.values()) expect(fields['list']).toBe('In review');
  });

  it('are gone when their board answers, unreachable when it does not, and found where they moved to', async () => {
    const { sandbox, client, board } = await start({ boards: 2 });
    const [first, second, third] = sandbox.cards(board).map(({ id }) => id) as string[];
    const other = sandbox.boards()[1]?.id ?? '';
    sandbox.deleteCard(first!);
    expect(await fetchOne(client, 'cards', first!, board)).toBe('gone');
    sandbox.faults.add({ kind: 'status', status: 404, path: `/boards/${board}\\?` });
    expect(await fetchOne(client, 'cards', first!, board)).toBe('unreachable');
    const since = new Date(Date.now() - 2_000);
    sandbox.moveCard(second!, other);
    const moved = {
      references: expect.arrayContaining([{ relation: 'belongs_to', stream: 'boards', externalId: other }]),
    };
    expect(await fetchOne(client, 'cards', second!, board)).toMatchObject(moved);
    expect((await readAll(client, 'cards', other, since)).get(second!)).toMatchObject(moved);
    const narrow = connect(sandbox, { boards: [sandbox.boards()[0]?.shortLink] });
    expect(await fetchOne(narrow, 'cards', second!, board)).toBe('out_of_scope');
    expect(await fetchOne(narrow, 'cards', third!, board)).toMatchObject({ externalId: third });
    expect((await readAll(narrow, 'cards', other, since)).has(second!)).toBe(false);
    sandbox.hideBoard(board);
    await expect(fetchOne(client, 'cards', third!, board)).rejects.toMatchObject({ class: 'permission' });
  });

  it('that are deleted between being listed and being read are left out', async () => {
    const { sandbox, client, board } = await start();
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const since = new Date();
    const [first, second] = sandbox.cards(board).map(({ id }) => id) as string[];
    sandbox.editCard(first!, { name: 'Edited' });
    sandbox.editCard(second!, { name: 'Edited as well' });
    sandbox.faults.add({ kind: 'status', status: 404, path: `/1/cards/${first}`, count: 2 });
    expect([...(await readAll(client, 'cards', board, since)).keys()]).toEqual([second]);
    sandbox.faults.add({ kind: 'status', status: 503, path: `/1/cards/${first}` });
    await expect(readAll(client, 'cards', board, since)).rejects.toMatchObject({ class: 'transient' });
  });
});

describe('what hangs on a board', () => {
  it('is read whole: lists, labels, members, checklists, custom fields, archived ones too', async () => {
    const { sandbox, client, board } = await start({ cards: 80 });
    for (let i = 0; i < 60; i += 1) sandbox.createLabel(board, `label ${i}`);
    const sizes = async (name: string) => (await readAll(client, name, board)).size;
    expect(await sizes('lists')).toBe(sandbox.lists(board).length);
    expect(await sizes('labels')).toBe(sandbox.labels(board).length);
    expect(await sizes('members')).toBe(sandbox.members().length);
    expect(await sizes('custom_fields')).toBe(5);
    const checklists = sandbox.cards(board).flatMap(({ id }) => sandbox.checklists(id));
    expect(await sizes('checklists')).toBe(checklists.length);
    expect(checklists.length).toBeGreaterThan(0);
    const lists = [...(await readAll(client, 'lists', board)).values()].map(({ fields }) => fields);
    expect(lists).toContainEqual(expect.objectContaining({ name: 'Someday', state: 'closed', closed: true }));
  });

  it('shows a closed board as closed, and checklists with what is done', async () => {
    const { sandbox, client, board } = await start({ cards: 1 });
    sandbox.closeBoard(board);
    expect(await fetchOne(client, 'boards', board, 'account')).toMatchObject({ fields: { state: 'closed' } });
    const list = sandbox.createChecklist(sandbox.cards(board)[0]!.id, 'Steps');
    sandbox.addCheckItem(list.id, 'One');
    const { items } = sandbox.addCheckItem(list.id, 'Two');
    sandbox.tickItem(list.id, items[0]!.id);
    expect(await fetchOne(client, 'checklists', list.id, board)).toMatchObject({
      fields: {
        items: [
          { name: 'One', done: true },
          { name: 'Two', done: false },
        ],
        items_done: 1,
      },
      references: expect.arrayContaining([expect.objectContaining({ relation: 'part_of', stream: 'cards' })]),
    });
    sandbox.deleteChecklist(list.id);
    expect(await fetchOne(client, 'checklists', list.id, board)).toBe('gone');
  });
});

describe('comments', () => {
  it('of all cards are read, with who wrote them and on what', async () => {
    const { sandbox, client, board } = await start({ cards: 90 });
    const records = await readAll(client, 'comments', board);
    const truths = sandbox
      .cards(board)
      .flatMap(({ id }) => sandbox.comments(id).map((one) => ({ ...one, cardId: id })));
    expect(records.size).toBe(truths.length);
    for (const { id, text, cardId } of truths) {
      expect(records.get(id)?.fields['body']).toBe(text);
      expect(records.get(id)?.references).toContainEqual({
        relation: 'comments_on',
        stream: 'cards',
        externalId: cardId,
      });
    }
  });

  it('are found since a time, and are gone when they were deleted', async () => {
    const { sandbox, client, board } = await start();
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const since = new Date();
    const cardId = sandbox.cards(board)[0]!.id;
    const { id } = sandbox.createComment(cardId, 'Said');
    const onCard = sandbox.comments(cardId).map((comment) => comment.id);
    // What else was said on the card comes along, since one of it may have been edited.
    expect([...(await readAll(client, 'comments', board, since)).keys()].sort()).toEqual(onCard.sort());
    expect(onCard).toContain(id);
    sandbox.editComment(id, 'Said better');
    expect(await fetchOne(client, 'comments', id, board)).toMatchObject({
      fields: { body: 'Said better', edited_at: expect.stringMatching(/^20/) },
    });
    sandbox.deleteComment(id);
    expect(await fetchOne(client, 'comments', id, board)).toBe('gone');
  });

  it('that were edited since a time are found at cards with activity, however many there are', async () => {
    const { sandbox, client, board } = await start({ cards: 70 });
    const old = sandbox.cards(board).flatMap((card) => sandbox.comments(card.id).slice(0, 1));
    expect(old.length).toBeGreaterThan(30);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const since = new Date();
    expect((await readAll(client, 'comments', board, since)).size).toBe(0);
    for (const { id } of old) sandbox.editComment(id, `Edited ${id}`);
    const { id: added } = sandbox.createComment(sandbox.cards(board)[0]!.id, 'New');
    const found = await readAll(client, 'comments', board, since, 7);
    expect(found.has(added)).toBe(true);
    for (const { id } of old) expect(found.get(id)?.fields['body']).toBe(`Edited ${id}`);
  });
});
