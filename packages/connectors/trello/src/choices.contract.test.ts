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
