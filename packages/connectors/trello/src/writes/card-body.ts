import type { Json } from '@syncline/core';
import { cardFields } from '../card-fields.ts';
import type { TrelloClient } from '../client.ts';
import { customFieldId } from '../custom-fields.ts';
import { expressName, expressTime } from '../express.ts';
import { isTrelloId } from '../ids.ts';
import { keyedText } from './keyed-text.ts';
import { labelsOfNames } from './labels-of-names.ts';
import { listOfName } from './list-of-name.ts';
import { refusedField } from './refused.ts';
import { statusBody } from './status-body.ts';

type Fields = Readonly<Record<string, Json>>;

/** Where a card is, or will be. */
export interface CardPlace {
  readonly boardId: string;
  /** Null for a card that is to be made. */
  readonly listId: string | null;
  readonly labelIds: readonly string[];
  readonly ownKey: string | null;
}

/** Canonical fields as Trello takes them with one call. Custom fields, which are calls of their own, are left out. */
export async function cardBody(
  client: TrelloClient,
  fields: Fields,
  place: CardPlace,
  signal: AbortSignal,
): Promise<Record<string, unknown>> {
  const body: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    // These are calls of their own.
    if (customFieldId(name) !== null || name === 'related_to') continue;
    switch (name) {
      case 'name':
        body['name'] = nameOf(value);
        break;
      case 'description':
        body['desc'] = keyedText(value, place.ownKey);
        break;
      case 'status':
        Object.assign(body, await statusBody(client, value, place, signal));
        break;
      case 'list':
        body['idList'] = await listOfName(client, place.boardId, value, place.listId, signal);
        break;
      case 'state':
        body['closed'] = isClosed(value);
        break;
      case 'labels':
        body['idLabels'] = await labelsOfNames(client, place.boardId, value, place.labelIds, signal);
        break;
      case 'assignees':
        body['idMembers'] = memberIds(value);
        break;
      case 'due':
      case 'start':
        body[name] = timeOf(name, value);
        break;
      case 'due_complete':
        body['dueComplete'] = value === true;
        break;
      default:
        throw refusedField(
          name,
          cardFields.some((field) => field.name === name)
            ? 'it is set by Trello alone'
            : 'Trello has no field of that name',
        );
    }
  }
  return body;
}

function nameOf(value: Json): Json {
  const name = expressName(value);
  if (typeof name === 'string' && name !== '') return name;
  throw refusedField('name', 'a card must have one');
}

function isClosed(value: Json): boolean {
  if (value === 'open' || value === 'closed') return value === 'closed';
  throw refusedField('state', `a card is open or closed, not ${JSON.stringify(value)}`, ['open', 'closed']);
}

function memberIds(value: Json): readonly Json[] {
  const ids = value ?? [];
  if (Array.isArray(ids) && ids.every(isTrelloId)) return ids;
  throw refusedField('assignees', `${JSON.stringify(value)} are no ids of members`);
}

function timeOf(field: string, value: Json): Json {
  if (value === null) return null;
  const time = expressTime(value);
  if (typeof time === 'string' && !Number.isNaN(Date.parse(time))) return time;
  throw refusedField(field, `${JSON.stringify(value)} is no time`);
}
