import type { CreateRequest, RecordKey, StreamWrites } from '@syncline/connector-sdk';
import { describe, expect, it } from 'vitest';
import type { TrelloClient } from '../client.ts';
import { customFieldName } from '../custom-fields.ts';
import { fetchOne, signal, start, streamNamed } from '../testing/start-trello.ts';

const KEY = 'a-key-of-22-characters';
const cards = streamNamed('cards').writes as Required<StreamWrites<TrelloClient>>;
const checklists = streamNamed('checklists').writes as Required<StreamWrites<TrelloClient>>;
const comments = streamNamed('comments').writes as Required<StreamWrites<TrelloClient>>;

const draftOn = (scope: string, fields: CreateRequest['fields'], parents = {}): CreateRequest => ({
  fields,
  ownKey: KEY,
  locators: {},
  parents,
  scope,
});
const updateOf = (key: RecordKey, fields: CreateRequest['fields'], ownKey: string | null = null) => ({
  key,
  fields,
  ownKey,
  locators: {},
  expected: {},
  expectedVersion: null,
});

describe('a card', () => {
  it('is archived and opened again as a state, and moves from list to list', async () => {
    const { sandbox, client, board } = await start({ cards: 1 });
    const { key } = await cards.create(client, draftOn(board, { name: 'New', list: 'To Do', state: 'closed' }), signal);
    expect(sandbox.card(key.externalId)).toMatchObject({ closed: true, list: 'To Do' });
    await cards.update(client, updateOf(key, { state: 'open', list: 'done' }), signal);
    expect(sandbox.card(key.externalId)).toMatchObject({ closed: false, list: 'Done' });
    expect(await fetchOne(client, 'cards', key.externalId, board)).toMatchObject({
      ownKey: KEY,
      fields: { state: 'open', list: 'Done', description: null },
    });
    const unknown = cards.update(client, updateOf(key, { list: 'Someday' }), signal);
    // An archived list is none to move a card to.
    await expect(unknown).rejects.toMatchObject({
      class: 'invalid',
      field: 'list',
      choices: ['To Do', 'In Progress', 'Review', 'Done'],
    });
  });

  it('has a status that is its list, or that it is archived, and either is written by it', async () => {
    const { sandbox, client, board } = await start({ cards: 1 });
    const draft = draftOn(board, { name: 'New', list: 'To Do', status: 'In Progress' });
    const { key } = await cards.create(client, draft, signal);
    const shown = async () => ({
      ...sandbox.card(key.externalId),
      read: await fetchOne(client, 'cards', key.externalId, board),
    });
    const inProgress = { list: 'In Progress', closed: false, read: { fields: { status: 'In Progress' } } };
    expect(await shown()).toMatchObject(inProgress);
    await cards.update(client, updateOf(key, { status: '(archived)' }), signal);
    expect(await shown()).toMatchObject({
      list: 'In Progress',
      closed: true,
      read: { fields: { status: '(archived)' } },
    });
    await cards.update(client, updateOf(key, { status: 'In Progress' }), signal);
    expect(await shown()).toMatchObject(inProgress);
    await expect(cards.update(client, updateOf(key, { status: 'Someday' }), signal)).rejects.toMatchObject({
      class: 'invalid',
      field: 'status',
      choices: ['To Do', 'In Progress', 'Review', 'Done', '(archived)'],
    });
  });

  it('made by us is found by its key though it was archived meanwhile, and a copy of it is not taken for it', async () => {
    const { sandbox, client, board } = await start({ cards: 30 });
    const request = draftOn(board, { name: 'Once', list: 'To Do', description: 'Text' });
    const since = new Date();
    const { key } = await cards.create(client, request, signal);
    sandbox.editCard(key.externalId, { closed: true });
    sandbox.createCard(board, { name: 'Once', desc: sandbox.card(key.externalId)?.desc ?? '' });
    const found = await cards.findCreated(client, { ...request, since }, signal);
    expect(found?.key.externalId).toBe(key.externalId);
    expect(await cards.findCreated(client, { ...request, ownKey: KEY.replace('a', 'b'), since }, signal)).toBeNull();
  });

  it('keeps of labels of one name those it has, and gets a new label for a name that the board lacks', async () => {
    const { sandbox, client, board } = await start({ cards: 0 });
    const other = sandbox.createLabel(board, 'bug', 'pink');
    const made = sandbox.createCard(board, { name: 'Labelled' });
    const key = { externalId: made.id, locator: made.id, scope: board };
    await cards.update(client, updateOf(key, { labels: ['bug'] }), signal);
    sandbox.deleteLabel(other.id);
    expect(sandbox.card(made.id)?.labels).toEqual(['bug']);
    const count = sandbox.labels(board).length;
    await cards.update(client, updateOf(key, { labels: ['bug', 'yellow', 'never seen'] }), signal);
    await cards.update(client, updateOf(key, { labels: ['yellow', 'never seen'] }), signal);
    expect(sandbox.card(made.id)?.labels).toEqual(['never seen', 'yellow']);
    expect(sandbox.labels(board)).toHaveLength(count + 1);
  });

  it('holds values of custom fields of every type, and is refused what they do not hold before anything is written', async () => {
    const { sandbox, client, board } = await start({ cards: 0 });
    const made = sandbox.createCard(board, { name: 'Valued' });
    const key = { externalId: made.id, locator: made.id, scope: board };
    const names = new Map(sandbox.customFields(board).map(({ name, id }) => [name, customFieldName(id)]));
    const values = (from: Record<string, unknown>) =>
      Object.fromEntries(
        Object.entries(from).map(([name, value]) => [names.get(name) ?? '', value]),
      ) as CreateRequest['fields'];
    const large = sandbox
      .customFields(board)
      .find(({ name }) => name === 'Size')
      ?.options.find(({ text }) => text === 'Large')?.id;
    const full = { Customer: 'Acme', Points: 5, Urgent: true, 'Ship date': '2027-01-01T00:00:00.000Z', Size: large };
    // An option by what people call it, too.
    for (const option of [large, 'Large'])
      await cards.update(client, updateOf(key, values({ ...full, Size: option })), signal);
    expect(sandbox.card(made.id)?.custom['Size']).toBe('Large');
    expect(await fetchOne(client, 'cards', made.id, board)).toMatchObject({ fields: values(full) });
    const empty = { Customer: null, Points: null, Urgent: false, 'Ship date': null, Size: null };
    await cards.update(client, updateOf(key, values(empty)), signal);
    expect(await fetchOne(client, 'cards', made.id, board)).toMatchObject({ fields: values(empty) });
    for (const wrong of [{ Size: 'Huge' }, { Points: 'many' }, { 'Ship date': 'soon' }, { Urgent: 'yes' }]) {
      const [field] = Object.keys(values(wrong));
      const update = cards.update(client, updateOf(key, { name: 'Not written', ...values(wrong) }), signal);
      await expect(update).rejects.toMatchObject({ class: 'invalid', field });
    }
    expect(sandbox.card(made.id)?.name).toBe('Valued');
  });

  it('of which a part was written says so', async () => {
    const { sandbox, client, board } = await start({ cards: 1 });
    sandbox.faults.add({ kind: 'status', status: 500, method: 'PUT' });
    const request = draftOn(board, { name: 'New', list: 'To Do', state: 'closed' });
    await expect(cards.create(client, request, signal)).rejects.toMatchObject({ class: 'partial' });
    const found = await cards.findCreated(client, { ...request, since: new Date() }, signal);
    expect(sandbox.card(found?.key.externalId ?? '')).toMatchObject({ name: 'New', closed: false });
  });

  it('that was moved to another board is written with that one’s lists and labels', async () => {
    const { sandbox, client, board } = await start({ boards: 2, cards: 2 });
    const [first] = sandbox.cards(board);
    const other = sandbox.boards()[1]?.id ?? '';
    sandbox.moveCard(first!.id, other);
    const key = { externalId: first!.id, locator: first!.id, scope: board };
    await cards.update(client, updateOf(key, { list: 'Review', labels: ['docs'] }), signal);
    expect(sandbox.card(first!.id)).toMatchObject({ boardId: other, list: 'Review', labels: ['docs'] });
  });
});

describe('a comment', () => {
  it('is found among those of its card, and loses no key to an edit', async () => {
    const { sandbox, client, board } = await start({ cards: 3 });
    const [one, two] = sandbox.cards(board).map(({ id }) => ({ externalId: id, locator: id, scope: board }));
    const request = draftOn(board, { body: 'Said' }, { comments_on: one });
    const { key } = await comments.create(client, request, signal);
    const search = { ...request, since: new Date() };
    expect((await comments.findCreated(client, search, signal))?.key).toEqual(key);
    expect(await comments.findCreated(client, { ...search, parents: { comments_on: two! } }, signal)).toBeNull();
    await comments.update(client, updateOf(key, { body: 'Said better' }, KEY), signal);
    expect(await fetchOne(client, 'comments', key.externalId, board)).toMatchObject({
      ownKey: KEY,
      fields: { body: 'Said better' },
    });
    await comments.remove(client, key, signal);
    expect(sandbox.comments(one!.externalId).map(({ id }) => id)).not.toContain(key.externalId);
  });
});

describe('a checklist', () => {
  it('gets items added, ticked, moved and taken away, each by a call of its own, and no other is touched', async () => {
    const { sandbox, client, board } = await start({ cards: 1 });
    const list = sandbox.createChecklist(sandbox.cards(board)[0]!.id, 'Steps');
    for (const name of ['One', 'Two', 'Three', 'Two']) sandbox.addCheckItem(list.id, name);
    const key = { externalId: list.id, locator: list.id, scope: board };
    const write = (...items: (readonly [string, boolean])[]) => {
      const value = items.map(([name, done]) => ({ name, done }));
      return checklists.update(client, updateOf(key, { items: value }), signal);
    };
    const shown = () =>
      [...(sandbox.checklists(list.cardId).find(({ id }) => id === list.id)?.items ?? [])]
        .sort((a, b) => a.pos - b.pos)
        .map(({ name, state }) => [name, state === 'complete']);
    sandbox.log.clear();
    await write(['One', false], ['Two', true], ['Three', false], ['Two', false]);
    expect(shown()).toEqual([
      ['One', false],
      ['Two', true],
      ['Three', false],
      ['Two', false],
    ]);
    expect(sandbox.requestCount(/^(PUT|POST|DELETE)/)).toBe(1);
    await write(['Three', true], ['New', false], ['One', false]);
    expect(shown()).toEqual([
      ['Three', true],
      ['New', false],
      ['One', false],
    ]);
    await write();
    expect(shown()).toEqual([]);
    for (const wrong of ['One', 7, { name: 'One' }]) {
      const update = checklists.update(client, updateOf(key, { name: 'Not written', items: wrong }), signal);
      await expect(update).rejects.toMatchObject({ class: 'invalid', field: 'items' });
    }
    expect(await fetchOne(client, 'checklists', list.id, board)).toMatchObject({
      fields: { name: 'Steps', items: [] },
    });
  });
});
