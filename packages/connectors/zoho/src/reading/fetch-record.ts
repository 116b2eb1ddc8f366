import { asItem, type FetchedRecord, type RecordKey } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import type { ZohoClient } from '../client.ts';
import { columnsOf, type ModuleDefinition } from '../record/module-definition.ts';
import { zohoId } from '../zoho-id.ts';

/** Of what was deleted for good Zoho tells the newest first; further back a record was not looked for until now. */
const MOST_PAGES = 10;

/**
 * The newest state of one record, or how it is gone (rule 3.10): found in the recycle bin, where Zoho keeps it for 60
 * days, or among what was deleted for good. That it is in none of them may also mean that it is hidden from us, and
 * proves a delete only where the connection is declared to see all records, and the module still answers.
 */
export async function fetchRecord(
  client: ZohoClient,
  definition: ModuleDefinition,
  key: RecordKey,
  signal: AbortSignal,
): Promise<FetchedRecord> {
  const { module } = definition;
  const fields = columnsOf(definition, client.settings).join(',');
  const shown = await unlessMissing(client, `/${module}/${key.externalId}`, { fields }, signal);
  if (shown !== null) return { outcome: 'found', raw: Buffer.from(shown) };
  const id = zohoId(key.externalId);
  if (id !== null && (await isInRecycleBin(client, id, signal))) return { outcome: 'gone' };
  if (id !== null && (await isDeletedForGood(client, module, id, signal))) return { outcome: 'gone' };
  if (client.settings.seesAllRecords) {
    // Throws when the module itself can't be seen any more.
    await client.send({ path: `/${module}`, query: { fields: 'id', per_page: '1' } }, signal);
    return { outcome: 'gone' };
  }
  return { outcome: 'unreachable', detail: `${module} ${key.externalId} is not shown to this user` };
}

async function isInRecycleBin(client: ZohoClient, id: string, signal: AbortSignal): Promise<boolean> {
  const text = await unlessMissing(client, `/settings/recycle_bin/${id}`, {}, signal);
  const list = text === null ? null : asItem(JSON.parse(text))?.['recycle_bin'];
  return Array.isArray(list) && list.some((entry) => asItem(entry)?.['id'] === id);
}

async function isDeletedForGood(client: ZohoClient, module: string, id: string, signal: AbortSignal): Promise<boolean> {
  for (let page = 1; page <= MOST_PAGES; page++) {
    const query = { type: 'permanent', page: String(page), per_page: '200' };
    const text = await unlessMissing(client, `/${module}/deleted`, query, signal);
    const body = text === null ? null : asItem(JSON.parse(text));
    const list = body?.['data'];
    if (Array.isArray(list) && list.some((entry) => asItem(entry)?.['id'] === id)) return true;
    if (asItem(body?.['info'])?.['more_records'] !== true) return false;
  }
  return false;
}

/** Null: no content (204), or refused as an id that there is not. */
async function unlessMissing(
  client: ZohoClient,
  path: string,
  query: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const { status, text } = await client.send({ path, query }, signal);
    return status === 204 ? null : text;
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
    return null;
  }
}
