import { setTimeout as sleep } from 'node:timers/promises';
import type { FetchedPage } from '@syncline/connector-sdk';
import { SynclineError, toSynclineError } from '@syncline/core';
import type { SalesforceClient } from '../client.ts';
import { asItem } from '../object/normalize.ts';
import { columnsOf, type ObjectDefinition } from '../object/object-definition.ts';
import { FROM_THE_START, PAGE_SIZE } from './keyset-page.ts';

/** A Bulk 2.0 query job, and where its next part begins; no locator: at the start. No job: it is to be started. */
export type BulkCursor = { readonly job: string; readonly locator: string };

export const startOfJob: BulkCursor = { job: '', locator: '' };

const EMPTY_PAGE = Buffer.from('{"records":[]}');
/** A worker waits this long for a job; then the page waits without one. */
const WAITS_MS = [250, 500, 1_000, 2_000, 4_000];
const LATER_MS = 15_000;

/** Orders the whole object from Salesforce; the page is empty, and followed into the job's results. */
export async function startBulkJob(
  client: SalesforceClient,
  definition: ObjectDefinition,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const where = definition.archives ? ' WHERE IsDeleted = false' : '';
  const body = {
    operation: definition.archives ? 'queryAll' : 'query',
    query: `SELECT ${columnsOf(definition, client.settings).join(', ')} FROM ${definition.object}${where}`,
    contentType: 'CSV',
    columnDelimiter: 'COMMA',
    lineEnding: 'LF',
  };
  const { data, observedAt } = await client.json({ method: 'POST', path: '/jobs/query', body }, signal);
  const job = asItem(data)?.['id'];
  if (typeof job !== 'string') throw jobFailed('started no job');
  return { raw: EMPTY_PAGE, next: { job, locator: '' }, observedAt };
}

/**
 * The next part of a job's results. Throws `rate_limited` while the job is not done: the page then waits, no attempt is
 * spent. A job that Salesforce has thrown away (after seven days) or given up is replaced by reading in pages.
 */
export async function readBulkPage(
  client: SalesforceClient,
  cursor: BulkCursor,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const job = `/jobs/query/${encodeURIComponent(cursor.job)}`;
  try {
    if (cursor.locator === '') await untilDone(client, job, signal);
    const locator = cursor.locator === '' ? '' : `&locator=${encodeURIComponent(cursor.locator)}`;
    const path = `${job}/results?maxRecords=${PAGE_SIZE}${locator}`;
    const answer = await client.request({ method: 'GET', path, headers: { accept: 'text/csv' } }, signal);
    const next = answer.headers.get('sforce-locator');
    const isLast = next === null || next === 'null' || next === '';
    return {
      raw: Buffer.from(answer.text),
      next: isLast ? null : { job: cursor.job, locator: next },
      observedAt: answer.observedAt,
    };
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
    return { raw: EMPTY_PAGE, next: FROM_THE_START, observedAt: new Date() };
  }
}

async function untilDone(client: SalesforceClient, job: string, signal: AbortSignal): Promise<void> {
  for (const waitMs of WAITS_MS) {
    const { data } = await client.json({ method: 'GET', path: job }, signal);
    const state = asItem(data)?.['state'];
    if (state === 'JobComplete') return;
    if (state === 'Failed' || state === 'Aborted') throw jobFailed(`ended as ${state}`, 'not_found');
    await sleep(waitMs, undefined, { signal });
  }
  throw new SynclineError({
    class: 'rate_limited',
    code: 'salesforce_bulk_job_runs',
    message: 'Salesforce still works on the bulk query; its results are asked for again.',
    retryAt: new Date(Date.now() + LATER_MS),
  });
}

function jobFailed(how: string, errorClass: 'transient' | 'not_found' = 'transient'): SynclineError {
  return new SynclineError({
    class: errorClass,
    code: 'salesforce_bulk_job_failed',
    message: `The bulk query of Salesforce ${how}.`,
  });
}
