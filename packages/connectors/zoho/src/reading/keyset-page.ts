import type { FetchedPage, Item, PageCursor } from '@syncline/connector-sdk';
import type { ZohoClient } from '../client.ts';
import { columnsOf, type ModuleDefinition } from '../record/module-definition.ts';
import { zohoId } from '../zoho-id.ts';
import { allOf, coqlText, coqlTime, PAGE_SIZE, query } from './coql.ts';

/** The record after which a page begins; no id: at the time itself. */
export type KeysetCursor = { readonly modified: string; readonly id: string };

/**
 * One page in the order of (Modified_Time, id), after the cursor's record. Nothing is held open at Zoho, so that there is
 * no token that could lapse. A record that is edited meanwhile moves to the end and is read again there.
 */
export async function readKeysetPage(
  client: ZohoClient,
  definition: ModuleDefinition,
  after: KeysetCursor,
  signal: AbortSignal,
  pageSize = PAGE_SIZE,
): Promise<FetchedPage> {
  const limit = Math.min(pageSize, PAGE_SIZE);
  const time = coqlTime(new Date(after.modified));
  const conditions = [`Modified_Time >= ${time}`];
  if (after.id !== '') conditions.push(`(Modified_Time > ${time} or id > ${coqlText(after.id)})`);
  const coql =
    `select ${columnsOf(definition, client.settings).join(', ')} from ${definition.module} ` +
    `where ${allOf(conditions)} order by Modified_Time asc, id asc limit ${limit}`;
  const { text, records, observedAt } = await query(client, coql, signal);
  return { raw: Buffer.from(text), next: records.length < limit ? null : cursorAfter(records.at(-1)), observedAt };
}

export function sinceCursor(since: Date): KeysetCursor {
  return { modified: since.toISOString(), id: '' };
}

function cursorAfter(last: Item | undefined): PageCursor | null {
  const id = zohoId(last?.['id']);
  const time = Date.parse(String(last?.['Modified_Time']));
  return id === null || Number.isNaN(time) ? null : { modified: new Date(time).toISOString(), id };
}
