import type { Json } from '@syncline/core';
import { readCustomFields } from '../card-page.ts';
import type { TrelloClient } from '../client.ts';
import { customFieldId, optionsOf } from '../custom-fields.ts';
import { asItem, idOf, textOf, utcTime } from '../item.ts';
import { refusedField } from './refused.ts';

type Fields = Readonly<Record<string, Json>>;

/** One value of a custom field as Trello takes it. */
export interface CustomValue {
  readonly fieldId: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The values among fields, checked against what the board's custom fields hold, before any is written. */
export async function customValues(
  client: TrelloClient,
  boardId: string,
  fields: Fields,
  signal: AbortSignal,
): Promise<readonly CustomValue[]> {
  if (Object.keys(fields).every((name) => customFieldId(name) === null)) return [];
  const definitions = await readCustomFields(client, boardId, signal);
  return Object.entries(fields).flatMap(([name, value]) => {
    const fieldId = customFieldId(name);
    if (fieldId === null) return [];
    const definition = definitions.find((candidate) => idOf(candidate) === fieldId);
    if (definition === undefined) throw refusedField(name, 'the board has no custom field of that id');
    return [{ fieldId, body: bodyOf(name, definition, value) }];
  });
}

/** One call each: Trello has one for many, and does not say what becomes of the others when one is refused. */
export async function writeCustomValues(
  client: TrelloClient,
  cardId: string,
  values: readonly CustomValue[],
  signal: AbortSignal,
): Promise<void> {
  for (const { fieldId, body } of values)
    await client.send({ method: 'PUT', path: `/cards/${cardId}/customField/${fieldId}/item`, body }, signal);
}

function bodyOf(name: string, definition: unknown, value: Json): Record<string, unknown> {
  const type = textOf(asItem(definition)?.['type']);
  // As Trello has it, an empty text empties a value, and an empty id an option.
  if (value === null) return type === 'list' ? { idValue: '' } : { value: '' };
  switch (type) {
    case 'list':
      return { idValue: optionId(name, definition, value) };
    case 'text':
      if (typeof value === 'string') return { value: { text: value } };
      break;
    case 'number':
      if (typeof value === 'number') return { value: { number: String(value) } };
      break;
    case 'checkbox':
      if (typeof value === 'boolean') return { value: { checked: String(value) } };
      break;
    case 'date': {
      const time = utcTime(value);
      if (time !== null) return { value: { date: time } };
      break;
    }
    default:
      throw refusedField(name, `it holds a ${type ?? 'value of no type'}, which is not carried`);
  }
  throw refusedField(name, `${JSON.stringify(value)} is no ${type}`);
}

/** By its id, or by a name that one option alone has. */
function optionId(name: string, definition: unknown, value: Json): string {
  const options = optionsOf(definition);
  const named = options.filter((candidate) => candidate.name === value);
  const option = options.find((candidate) => candidate.id === value) ?? (named.length === 1 ? named[0] : undefined);
  if (option) return option.id;
  const choices = options.map((candidate) => candidate.name);
  throw refusedField(name, `${JSON.stringify(value)} is none of its options`, choices);
}
