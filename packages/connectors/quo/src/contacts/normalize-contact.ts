import type { NormalizeResult } from '@syncline/connector-sdk';
import type { Diagnostic, Json } from '@syncline/core';
import { asItem, type Item, idOf, listOf, missing, sortedSet, takeText, takeTime, textOf, utcTime } from '../item.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { plainNumber } from '../phone.ts';
import { CUSTOM, SCALARS } from './contact-fields.ts';
import { ownKeyOf } from './own-key.ts';

/** A contact as the first version shows it: `defaultFields`, with numbers and addresses, and `customFields`. */
export function normalizeContact(value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('a contact');
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  const shown = asItem(item['defaultFields']);
  if (shown === null) diagnostics.push(missing('defaultFields', 'object'));
  else {
    for (const [name, member] of Object.entries(SCALARS)) takeText(fields, shown, member, diagnostics, name);
    takeValues(fields, shown['emails'], 'email', 'emails', (text) => text.trim());
    takeValues(fields, shown['phoneNumbers'], 'phone', 'phones', plainNumber);
  }
  takeText(fields, item, 'source', diagnostics);
  takeTime(fields, item, 'createdAt', diagnostics, 'created_at');
  for (const custom of listOf(item['customFields'])) takeCustom(fields, custom);
  const ownKey = ownKeyOf(item);
  return recordResult(
    {
      kind: 'contact',
      stream: 'contacts',
      externalId,
      locator: externalId,
      fields,
      references: [],
      relations: [],
      remoteUpdatedAt: utcTime(item['updatedAt']),
      url: textOf(item['sourceUrl']),
      ...(ownKey !== undefined && { ownKey }),
    },
    diagnostics,
  );
}

/** Items are `{ name, value, id }`; one whose value was taken away is no longer one. */
function takeValues(
  fields: Record<string, Json>,
  list: unknown,
  first: string,
  all: string,
  plain: (text: string) => string,
): void {
  if (!Array.isArray(list)) return;
  const values = listOf(list).flatMap((entry) => plain(textOf(entry['value']) ?? '') || []);
  fields[first] = values[0] ?? null;
  fields[all] = sortedSet(values);
}

/** Text, number, true or false, a time, or a list of options. */
function takeCustom(fields: Record<string, Json>, custom: Item): void {
  const key = textOf(custom['key']);
  const value = custom['value'];
  if (!key || value === undefined) return;
  if (Array.isArray(value)) fields[CUSTOM + key] = sortedSet(value.filter((option) => typeof option === 'string'));
  else if (value === null || ['string', 'number', 'boolean'].includes(typeof value))
    fields[CUSTOM + key] = value as Json;
}
