import type { FetchedPage, PageRequest, Stream } from '@syncline/connector-sdk';
import type { QuoClient } from '../client.ts';
import { contactFields } from '../contacts/contact-fields.ts';
import { contactPath, contactWrites } from '../contacts/contact-writes.ts';
import { normalizeContact } from '../contacts/normalize-contact.ts';
import { cursorText, PAGE_SIZE } from '../cursor-list.ts';
import { fetchRecord } from '../fetch-record.ts';
import { asItem, itemsIn, textOf } from '../item.ts';

/**
 * Contacts of the workspace. The first version of the API is read, which shows numbers and addresses in its list; the
 * dated one shows them contact by contact. It lists all contacts when asked for none by id or source, in pages of 50
 * that follow one another, and takes no time since which they changed.
 */
export const contacts: Stream<QuoClient> = {
  name: 'contacts',
  title: 'Contacts',
  kind: 'contact',
  scopeKind: 'workspace',
  backfill: 'follow',
  incremental: 'relist',
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: contactFields,
  writes: contactWrites,
  readPage: readContacts,
  fetchOne: (client, key, signal) =>
    fetchRecord(client, { path: contactPath(key) }, `contact ${key.externalId}`, signal),
  parsePage: itemsIn,
  normalize: normalizeContact,
};

async function readContacts(client: QuoClient, { cursor }: PageRequest, signal: AbortSignal): Promise<FetchedPage> {
  const pageToken = cursorText(cursor, 'token') ?? undefined;
  const query = { maxResults: String(PAGE_SIZE), pageToken };
  const { raw, data, observedAt } = await client.send({ path: '/v1/contacts', query }, signal);
  // Null at the end; `totalItems` is documented not to be true.
  const token = textOf(asItem(data)?.['nextPageToken']);
  return { raw, observedAt, next: token ? { token } : null };
}
