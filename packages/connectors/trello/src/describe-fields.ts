import type { DescribedField, DescribedFieldType } from '@syncline/connector-sdk';
import { listBoards } from './board-list.ts';
import { readCustomFields } from './card-page.ts';
import type { TrelloClient } from './client.ts';
import { customFieldName, optionsOf } from './custom-fields.ts';
import { asItem, idOf, textOf } from './item.ts';

const TYPES: Readonly<Record<string, DescribedFieldType>> = {
  text: 'text',
  number: 'number',
  checkbox: 'boolean',
  date: 'date_time',
  list: 'select',
};

/**
 * The custom fields of the boards that take part, by their ids; only cards have values of them. Each board has fields of
 * its own: where two boards call theirs the same, the name says whose it is.
 */
export async function describeFields(
  client: TrelloClient,
  stream: string,
  signal: AbortSignal,
): Promise<readonly DescribedField[]> {
  if (stream !== 'cards') return [];
  const found: { readonly board: string; readonly field: DescribedField }[] = [];
  for (const { id, name: board } of await listBoards(client, signal))
    for (const definition of await readCustomFields(client, id, signal)) {
      const field = describedField(definition);
      if (field !== null) found.push({ board, field });
    }
  const isShared = (name: string) => found.filter(({ field }) => field.name === name).length > 1;
  return found
    .map(({ board, field }) => (isShared(field.name) ? { ...field, name: `${field.name} of ${board}` } : field))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

function describedField(definition: unknown): DescribedField | null {
  const item = asItem(definition);
  const id = idOf(item);
  if (id === null) return null;
  const type = TYPES[textOf(item?.['type']) ?? ''] ?? 'other';
  const key = customFieldName(id);
  return {
    key,
    name: textOf(item?.['name']) ?? key,
    type,
    ...(type === 'select' && { options: optionsOf(item) }),
    writable: type !== 'other',
  };
}
