import { asItem, type CreateSearch, type Item, type Written } from '@syncline/connector-sdk';
import type { ZohoClient } from '../client.ts';
import { LIST_SIZE } from '../reading/token-pages.ts';
import type { ModuleDefinition } from '../record/module-definition.ts';
import { splitOwnKey } from '../record/own-key-line.ts';
import { zohoId } from '../zoho-id.ts';

/** Vendors' clocks and ours may be off by hours. */
const CLOCK_SKEW_MS = 24 * 3_600_000;
/** A record has few notes; more pages than these were not made since any attempt. */
const MOST_PAGES = 10;

/**
 * What an attempt without an answer made: among the notes of the record that it hangs on, newest first, back to a day
 * before the attempt. That list is read from the database, and does not lag.
 */
export async function findNote(
  client: ZohoClient,
  definition: ModuleDefinition,
  search: CreateSearch,
  signal: AbortSignal,
): Promise<Written | null> {
  const path = parentPath(definition, search);
  if (path === null) return null;
  const earliest = search.since.getTime() - CLOCK_SKEW_MS;
  let found: string | null = null;
  for (let page = 1; page <= MOST_PAGES; page++) {
    const query = {
      fields: 'id,Note_Content,Created_Time',
      sort_by: 'id',
      sort_order: 'desc',
      page: String(page),
      per_page: String(LIST_SIZE),
    };
    const { data } = await client.send({ path: `${path}/Notes`, query }, signal);
    const list = asItem(data)?.['data'];
    const notes = (Array.isArray(list) ? list : []).map(asItem).filter((note): note is Item => note !== null);
    for (const note of notes) {
      const text = note['Note_Content'];
      // The oldest with the key: a person may have copied its text into another note.
      if (typeof text === 'string' && splitOwnKey(text).ownKey === search.ownKey) found = zohoId(note['id']) ?? found;
    }
    const oldest = Date.parse(String(notes.at(-1)?.['Created_Time']));
    if (asItem(asItem(data)?.['info'])?.['more_records'] !== true || oldest < earliest) break;
  }
  return found === null ? null : { key: { externalId: found, locator: null, scope: search.scope }, raw: null };
}

/** The record that the note hangs on, as its fields name it. */
function parentPath(definition: ModuleDefinition, { fields }: CreateSearch): string | null {
  for (const { name, module } of definition.fields) {
    const id = module === undefined ? null : zohoId(fields[name]);
    if (id !== null) return `/${module}/${id}`;
  }
  return null;
}
