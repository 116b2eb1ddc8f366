import type { Choice, ChoicePage, ChoiceRequest, SettingChoices } from '@syncline/connector-sdk';
import { listBoards } from './board-list.ts';
import type { TrelloClient } from './client.ts';
import { customFieldName } from './custom-fields.ts';
import { asItem, idOf, listOf, textOf } from './item.ts';

/** What the token's member has, for settings and sync configs to name. */
export const trelloChoices: Readonly<Record<string, SettingChoices<TrelloClient>>> = {
  boards: {
    title: "Boards of the token's member, by id",
    read: async (client, _request, signal) => ({ choices: await readBoardChoices(client, signal), next: null }),
  },
  fields: { title: 'Custom fields of cards, for field maps', ofStream: true, read: readFields },
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

/** Those of one board a page, of the boards that take part: the fields of cards are their board's. */
async function readFields(
  client: TrelloClient,
  { stream, cursor }: ChoiceRequest,
  signal: AbortSignal,
): Promise<ChoicePage> {
  if (stream !== 'cards') return { choices: [], next: null };
  const at = placeOf(cursor);
  const boards = await listBoards(client, signal);
  const board = boards[at];
  if (!board) return { choices: [], next: null };
  const { data } = await client.send({ path: `/boards/${board.id}/customFields` }, signal);
  const choices = listOf(data).flatMap((value) => {
    const item = asItem(value);
    const id = idOf(item);
    if (id === null) return [];
    const name = customFieldName(id);
    const type = textOf(item?.['type']);
    return [
      {
        value: name,
        title: textOf(item?.['name']) ?? name,
        detail: type === null ? board.name : `${type}, of ${board.name}`,
      },
    ];
  });
  return { choices, next: at + 1 < boards.length ? { board: at + 1 } : null };
}

function placeOf(cursor: ChoiceRequest['cursor']): number {
  const board = Number((cursor as { readonly board?: unknown } | null)?.board ?? 0);
  return Number.isSafeInteger(board) && board >= 0 ? board : 0;
}
