import type { Json } from '@syncline/core';
import { type CheckItem, checkItems, expressCheckItems } from '../check-items.ts';
import type { TrelloClient } from '../client.ts';
import { asItem, idIn } from '../item.ts';
import { refusedField } from './refused.ts';

/** The distance of places that Trello itself leaves. */
const STEP = 16_384;

/** What a value for the items of a checklist asks for. Refuses what is none. */
export function wantedItems(value: Json): readonly Pick<CheckItem, 'name' | 'done'>[] {
  const items = expressCheckItems(value ?? []);
  if (Array.isArray(items) && items.every(isItem)) return items as unknown as Pick<CheckItem, 'name' | 'done'>[];
  throw refusedField('items', 'it is a list of { name, done }');
}

function isItem(item: Json): boolean {
  return typeof asItem(item)?.['name'] === 'string' && typeof asItem(item)?.['done'] === 'boolean';
}

/**
 * Makes the items of a checklist those that are wanted. One of the same name is kept, and ticked or moved; of those of
 * one name the first ones are. A call for each that is added, changed or taken away.
 */
export async function writeCheckItems(
  client: TrelloClient,
  checklistId: string,
  value: Json,
  signal: AbortSignal,
): Promise<void> {
  const wanted = wantedItems(value);
  const path = `/checklists/${checklistId}`;
  const checklist = asItem((await client.send({ path }, signal)).data);
  const left = [...(checkItems(checklist?.['checkItems']) ?? [])];
  const cardId = idIn(checklist, 'idCard');
  let place = 0;
  for (const { name, done } of wanted) {
    const at = left.findIndex((item) => item.name === name);
    const [known] = at < 0 ? [] : left.splice(at, 1);
    const isInPlace = known !== undefined && known.position > place;
    const position = isInPlace ? known.position : place + STEP;
    if (known === undefined) {
      const body = { name, checked: done, pos: position };
      await client.send({ method: 'POST', path: `${path}/checkItems`, body }, signal);
    } else if (!isInPlace || known.done !== done) {
      const body = { state: done ? 'complete' : 'incomplete', ...(!isInPlace && { pos: position }) };
      await client.send({ method: 'PUT', path: `/cards/${cardId}/checkItem/${known.id}`, body }, signal);
    }
    place = position;
  }
  for (const { id } of left) await client.send({ method: 'DELETE', path: `${path}/checkItems/${id}` }, signal);
}
