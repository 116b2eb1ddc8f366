import type { FetchedPage, PageCursor } from '@syncline/connector-sdk';
import type { SalesforceClient } from '../client.ts';
import { columnsOf, type ObjectDefinition } from '../object/object-definition.ts';
import { salesforceId } from '../salesforce-id.ts';
import { query } from './query.ts';
import { soqlText, soqlTime } from './soql.ts';

/** The most that one query answers. */
export const PAGE_SIZE = 2_000;

/** The record after which a page begins. */
export type KeysetCursor = { readonly modstamp: string; readonly id: string };

export const FROM_THE_START: KeysetCursor = { modstamp: '1970-01-01T00:00:00Z', id: '' };

/**
 * One page in the order of (SystemModstamp, Id), after the cursor's record. Nothing is held open at Salesforce, where an
 * organisation has ten cursors and loses the oldest. A record that is edited meanwhile moves to the end and is read
 * again there; one that is committed late, under a stamp already passed, is what the overlap of the next poll is for.
 */
export async function readKeysetPage(
  client: SalesforceClient,
  definition: ObjectDefinition,
  after: KeysetCursor,
  signal: AbortSignal,
  pageSize = PAGE_SIZE,
): Promise<FetchedPage> {
  const limit = Math.min(pageSize, PAGE_SIZE);
  const { modstamp, id } = after;
  const conditions = [`SystemModstamp >= ${modstamp}`];
  // The first condition alone narrows the index; an OR would scan the table.
  if (id !== '') conditions.push(`(SystemModstamp > ${modstamp} OR Id > ${soqlText(id)})`);
  if (definition.archives) conditions.push('IsDeleted = false');
  const soql =
    `SELECT ${columnsOf(definition, client.settings).join(',')} FROM ${definition.object} ` +
    `WHERE ${conditions.join(' AND ')} ORDER BY SystemModstamp, Id LIMIT ${limit}`;
  const { text, records, totalSize, isWhole, observedAt } = await query(client, soql, signal, definition.archives);
  const isLast = isWhole && totalSize < limit;
  return { raw: Buffer.from(text), next: isLast ? null : cursorAfter(records.at(-1)), observedAt };
}

export function sinceCursor(since: Date): KeysetCursor {
  return { modstamp: soqlTime(since), id: '' };
}

function cursorAfter(last: Readonly<Record<string, unknown>> | undefined): PageCursor | null {
  const id = salesforceId(last?.['Id']);
  const stamp = Date.parse(String(last?.['SystemModstamp']));
  return id === null || Number.isNaN(stamp) ? null : { modstamp: soqlTime(new Date(stamp)), id };
}
