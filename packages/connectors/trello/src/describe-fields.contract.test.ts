import { expect, it } from 'vitest';
import { customFieldName } from './custom-fields.ts';
import { describeFields } from './describe-fields.ts';
import { connect, fetchOne, signal, start } from './testing/start-trello.ts';

it('describes the custom fields of boards as they are now, with their options by id', async () => {
  const { sandbox, client, board } = await start({ cards: 0 });
  const described = await describeFields(client, 'cards', signal);
  expect(Object.fromEntries(described.map(({ name, type }) => [name, type]))).toEqual({
    Customer: 'text',
    Points: 'number',
    Urgent: 'boolean',
    'Ship date': 'date_time',
    Size: 'select',
  });
  const { id, options } = sandbox.defineCustomField(board, { name: 'Tier', type: 'list', options: ['Gold', 'Tin'] });
  const tier = async () =>
    (await describeFields(client, 'cards', signal)).find(({ key }) => key === customFieldName(id));
  const [gold, tin] = options.map((option) => option.id);
  const listed = [
    { id: gold, name: 'Gold' },
    { id: tin, name: 'Tin' },
  ];
  expect(await tier()).toEqual({
    key: customFieldName(id),
    name: 'Tier',
    type: 'select',
    options: listed,
    writable: true,
  });
  sandbox.renameOption(id, gold ?? '', 'Golden');
  expect((await tier())?.options).toEqual([{ id: gold, name: 'Golden' }, listed[1]]);
  sandbox.defineCustomField(board, { name: 'Tier', type: 'number' }, id);
  expect(await tier()).toEqual({ key: customFieldName(id), name: 'Tier', type: 'number', writable: true });
  sandbox.removeCustomField(id);
  expect(await tier()).toBeUndefined();
  expect(await describeFields(client, 'lists', signal)).toEqual([]);
});

it('tells fields of one name on two boards apart, and describes those of boards that take part alone', async () => {
  const { sandbox, client } = await start({ cards: 0, boards: 2 });
  const [first, second] = sandbox.boards();
  const all = await describeFields(client, 'cards', signal);
  expect(all.map(({ name }) => name)).toContain(`Size of ${second?.name}`);
  expect(new Set(all.map(({ name }) => name)).size).toBe(10);
  const ours = await describeFields(connect(sandbox, { boards: [first?.id] }), 'cards', signal);
  expect(ours).toHaveLength(5);
  expect(ours.map(({ name }) => name)).toContain('Size');
});

it('a field that is gone is not shown as an empty one', async () => {
  const { sandbox, client, board } = await start({ cards: 0 });
  const { id } = sandbox.defineCustomField(board, { name: 'Tier', type: 'text' });
  const card = sandbox.createCard(board, { name: 'Acme', custom: { Tier: { value: { text: 'Gold' } } } });
  expect(await fetchOne(client, 'cards', card.id, board)).toMatchObject({ fields: { [customFieldName(id)]: 'Gold' } });
  sandbox.removeCustomField(id);
  const { fields } = (await fetchOne(client, 'cards', card.id, board)) as { fields: object };
  expect(fields).not.toHaveProperty(customFieldName(id));
});
