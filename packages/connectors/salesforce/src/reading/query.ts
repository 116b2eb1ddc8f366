import { SynclineError } from '@syncline/core';
import type { SalesforceClient } from '../client.ts';
import { asItem, type Item } from '../object/normalize.ts';

export interface QueryResult {
  readonly text: string;
  readonly records: readonly Item[];
  /** How many records the query matches, LIMIT included. */
  readonly totalSize: number;
  /** False when the answer holds only the first of them. */
  readonly isWhole: boolean;
  readonly observedAt: Date;
}

/** Runs a query. `withDeleted` looks into the recycle bin and at archived activities as well. */
export async function query(
  client: SalesforceClient,
  soql: string,
  signal: AbortSignal,
  withDeleted = false,
): Promise<QueryResult> {
  const path = `/${withDeleted ? 'queryAll' : 'query'}?q=${encodeURIComponent(soql)}`;
  // A hint: Salesforce sends fewer where the records are wide.
  const headers = { 'sforce-query-options': 'batchSize=2000' };
  const { text, data, observedAt } = await client.json({ method: 'GET', path, headers }, signal);
  const body = asItem(data);
  const records = body?.['records'];
  const totalSize = body?.['totalSize'];
  if (!Array.isArray(records) || typeof totalSize !== 'number') {
    throw new SynclineError({
      class: 'transient',
      code: 'salesforce_no_query_result',
      message: 'Salesforce answered a query with something else than a result.',
    });
  }
  return { text, records: records as Item[], totalSize, isWhole: body?.['done'] !== false, observedAt };
}

/** As many records as there are, over several answers where one does not hold them. */
export async function queryWhole(
  client: SalesforceClient,
  soql: string,
  signal: AbortSignal,
): Promise<readonly Item[]> {
  const first = await query(client, soql, signal);
  const records = [...first.records];
  let next = asItem(JSON.parse(first.text))?.['nextRecordsUrl'];
  while (typeof next === 'string') {
    const { data } = await client.json({ method: 'GET', path: next }, signal);
    const body = asItem(data);
    if (Array.isArray(body?.['records'])) records.push(...(body['records'] as Item[]));
    next = body?.['nextRecordsUrl'];
  }
  return records;
}
