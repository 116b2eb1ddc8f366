import type { Choice, SettingChoices } from '@syncline/connector-sdk';
import type { TrelloClient } from './client.ts';
import { asItem, idOf, listOf, textOf } from './item.ts';

/** What the token's member has, for settings and sync configs to name. */
export const trelloChoices: Readonly<Record<string, SettingChoices<TrelloClient>>> = {
  boards: {
    title: "Boards of the token's member, by id",
    read: async (client, _request, signal) => ({ choices: await readBoardChoices(client, signal), next: null }),
  },
};

/** Trello gives a member's boards in one answer. */
async function readBoardChoices(client: TrelloClient, signal: AbortSignal): Promise<Choice[]> {
  const query = { filter: 'all', fields: 'name,closed,shortLink' };
  const { data } = await client.send({ path: '/members/me/boards', query }, signal);
  return listOf(data).flatMap((value) => {
    const item = asItem(value);
    const id = idOf(item);
    if (id === null) return [];
    const details = [textOf(item?.['shortLink']), item?.['closed'] === true ? 'closed' : null];
    const detail = details.filter((each) => each !== null).join(', ');
    return [{ value: id, title: textOf(item?.['name']) ?? id, ...(detail === '' ? {} : { detail }) }];
  });
}
