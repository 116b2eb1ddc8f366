import type { Json } from '@syncline/core';
import type { TrelloClient } from '../client.ts';
import { expressNames } from '../express.ts';
import { checkedId } from '../ids.ts';
import { idOf, listOf } from '../item.ts';
import { labelName } from '../label-name.ts';
import { noCreatedId } from './refused.ts';

/**
 * The ids of a board's labels by their names. Of several of one name those that the card has already are taken, then the
 * oldest; a name that the board does not have gets a label without a color.
 */
export async function labelsOfNames(
  client: TrelloClient,
  boardId: string,
  value: Json,
  ofCard: readonly string[],
  signal: AbortSignal,
): Promise<string[]> {
  const names = (expressNames(value ?? []) as readonly string[]) ?? [];
  if (names.length === 0) return [];
  const path = `/boards/${checkedId(boardId)}/labels`;
  const { data } = await client.send({ path, query: { limit: 1_000 } }, signal);
  const labels = listOf(data).flatMap((label) => {
    const id = idOf(label);
    const name = labelName(label);
    return id === null || name === null ? [] : [{ id, name }];
  });
  const ids: string[] = [];
  for (const name of names) {
    const named = labels.filter((label) => label.name === name).map(({ id }) => id);
    const kept = named.filter((id) => ofCard.includes(id));
    if (kept.length > 0) ids.push(...kept);
    else ids.push(named.sort()[0] ?? (await makeLabel(client, boardId, name, signal)));
  }
  return ids;
}

async function makeLabel(client: TrelloClient, boardId: string, name: string, signal: AbortSignal): Promise<string> {
  const body = { name, color: null, idBoard: boardId };
  const id = idOf((await client.send({ method: 'POST', path: '/labels', body }, signal)).data);
  if (id === null) throw noCreatedId('label');
  return id;
}
