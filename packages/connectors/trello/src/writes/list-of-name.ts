import { type Json, SynclineError } from '@syncline/core';
import { readLists } from '../card-page.ts';
import type { TrelloClient } from '../client.ts';
import { asItem, idOf, textOf } from '../item.ts';

/**
 * The id of a board's list of a name: the one that a card is in, if that has it, then the open ones, exactly as it is
 * written, then whatever the case. Refuses with what there is.
 */
export async function listOfName(
  client: TrelloClient,
  boardId: string,
  name: Json,
  currentListId: string | null,
  signal: AbortSignal,
): Promise<string> {
  const lists = (await readLists(client, boardId, signal)).flatMap((value) => {
    const item = asItem(value);
    const id = idOf(value);
    const listName = textOf(item?.['name']);
    return id === null || listName === null ? [] : [{ id, name: listName, closed: item?.['closed'] === true }];
  });
  const open = lists.filter(({ closed }) => !closed);
  const found =
    lists.find((list) => list.id === currentListId && list.name === name) ??
    open.find((list) => list.name === name) ??
    open.find((list) => typeof name === 'string' && list.name.toLowerCase() === name.toLowerCase());
  if (found) return found.id;
  const choices = open.map((list) => list.name);
  throw new SynclineError({
    class: 'invalid',
    code: 'trello_unknown_list',
    message: `The Trello board has no open list called ${JSON.stringify(name)}; there are: ${choices.join(', ') || 'none'}`,
    field: 'list',
    choices,
  });
}
