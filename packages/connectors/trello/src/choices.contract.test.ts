import { expect, it } from 'vitest';
import { trelloChoices } from './choices.ts';
import { trelloSettings } from './settings.ts';
import { signal, start } from './testing/start-trello.ts';

it('offers the boards of the member, whatever the settings name so far', async () => {
  const { client, sandbox } = await start({ boards: 2 });
  const read = async (of: typeof client) =>
    (await trelloChoices['boards']!.read(of, { cursor: null, stream: null }, signal)).choices.map(({ value }) => value);
  const boards = await read(client);
  expect(boards).toEqual(expect.arrayContaining(sandbox.boards().map(({ id }) => id)));
  expect(trelloSettings.safeParse({ boards }).success).toBe(true);
  expect(await read({ ...client, settings: { boards: boards.slice(0, 1).map(String) } })).toEqual(boards);
});

it('offers the custom fields of cards, board by board, by the names that field maps have for them', async () => {
  const { client } = await start({ boards: 2 });
  const read = async (stream: string, cursor: Record<string, number> | null = null) =>
    trelloChoices['fields']!.read(client, { cursor, stream }, signal);
  const first = await read('cards');
  expect(first.choices.length).toBeGreaterThan(0);
  for (const { value, detail } of first.choices) {
    expect(value).toMatch(/^custom_[0-9a-f]{24}$/);
    expect(detail).toMatch(/, of /);
  }
  expect(first.next).toEqual({ board: 1 });
  expect((await read('cards', { board: 1 })).next).toBeNull();
  expect((await read('labels')).choices).toEqual([]);
});
