import { idsOfLinked } from './card-links.ts';
import type { TrelloClient } from './client.ts';
import { checkedId } from './ids.ts';
import { asItem, type Item, idIn, idOf, listOf } from './item.ts';

/**
 * A page of cards as it is kept: the cards, and beside them what they name by id alone, the lists of the board and its
 * custom fields: a card shows those alone that it has a value of; and the cards that it links to, of which it shows addresses.
 */
interface KeptCards {
  readonly cards: readonly unknown[];
  readonly lists: readonly unknown[];
  readonly customFields: readonly unknown[];
  /** Ids of cards that these link to, by their short names. */
  readonly linked?: Readonly<Record<string, string>>;
}

/** Cards of a board with what belongs to them. Where they show their list themselves, the board's are not asked for. */
export async function keepCards(
  client: TrelloClient,
  boardId: string,
  cards: readonly unknown[],
  signal: AbortSignal,
): Promise<Uint8Array> {
  const items = cards.map(asItem);
  const hasLists = items.every((item) => asItem(item?.['list']) !== null);
  const kept: KeptCards = {
    cards,
    lists: hasLists ? [] : await readLists(client, boardId, signal),
    customFields: cards.length === 0 ? [] : await readCustomFields(client, boardId, signal),
    linked: await idsOfLinked(client, cards, signal),
  };
  return Buffer.from(JSON.stringify(kept));
}

/** Lists of a board, archived ones too. */
export async function readLists(
  client: TrelloClient,
  boardId: string,
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  const query = { filter: 'all', fields: 'name,closed,pos,idBoard' };
  return listOf((await client.send({ path: `/boards/${checkedId(boardId)}/lists`, query }, signal)).data);
}

/** What a board's custom fields are called and, for those that are chosen from, what from. */
export async function readCustomFields(
  client: TrelloClient,
  boardId: string,
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  return listOf((await client.send({ path: `/boards/${checkedId(boardId)}/customFields` }, signal)).data);
}

/** The items of a kept page: each card with its list under `list` and the board's custom fields under `customFields`. */
export function parseCards(raw: Uint8Array): readonly unknown[] {
  const { cards, lists, customFields, linked } = JSON.parse(decoder.decode(raw)) as KeptCards;
  const byId = new Map(lists.map((list) => [idOf(list), list]));
  return cards.map((value) => {
    const item = asItem(value);
    if (!item) return value;
    return {
      ...item,
      list: item['list'] ?? byId.get(idIn(item, 'idList')) ?? null,
      customFields: ofBoard(item, customFields),
      linked,
    };
  });
}

/** One that was moved to another board has none of this one's. */
function ofBoard(item: Item, customFields: readonly unknown[]): readonly unknown[] {
  const boardId = idIn(item, 'idBoard');
  return customFields.filter((field) => idIn(asItem(field), 'idModel') === boardId);
}

const decoder = new TextDecoder();
