import { cutWindows, type FetchedPage, type PageCursor, type WindowPlan } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { SalesforceClient } from '../client.ts';
import { columnsOf, type ObjectDefinition } from '../object/object-definition.ts';
import { salesforceId } from '../salesforce-id.ts';
import { startOfJob } from './bulk-job.ts';
import { FROM_THE_START, PAGE_SIZE } from './keyset-page.ts';
import { query } from './query.ts';
import { soqlText, soqlTime } from './soql.ts';

/** Counts are calls of the day's allowance; a backfill of this size needs no more. */
const MAX_COUNTS = 60;

/** Records made at `from` and later, before `to` (both empty where the window is open), after a record's id. */
export type WindowCursor = { readonly from: string; readonly to: string; readonly after: string };

/**
 * An object's backfill: one page where it fits into one, windows of the time of creation side by side, or a bulk job,
 * which Salesforce itself reads side by side. Nothing that happens to a record changes when it was made or its id.
 */
export async function planWindows(
  client: SalesforceClient,
  definition: ObjectDefinition,
  signal: AbortSignal,
): Promise<WindowPlan> {
  const { count, first, last, observedAt } = await spanOf(client, definition, signal);
  if (count <= PAGE_SIZE || first === null || last === null) return { windows: [FROM_THE_START], count, observedAt };
  if (count > client.settings.bulkThreshold) return { windows: [startOfJob], count, observedAt };
  const cut = await cutWindows({
    // Salesforce's times are whole seconds.
    from: Math.floor(first.getTime() / 1_000),
    to: Math.floor(last.getTime() / 1_000) + 1,
    most: PAGE_SIZE,
    maxCounts: MAX_COUNTS,
    count: async ({ from, to }) => {
      const conditions = conditionsOf(definition, { from: timeOf(from), to: timeOf(to), after: '' });
      const soql = `SELECT COUNT() FROM ${definition.object}${where(conditions)}`;
      return (await query(client, soql, signal, definition.archives)).totalSize;
    },
  });
  return {
    windows: cut.windows.map(({ from, to }): WindowCursor => ({ from: timeOf(from), to: timeOf(to), after: '' })),
    count,
    observedAt,
  };
}

/** One page of a window in the order of ids. */
export async function readWindowPage(
  client: SalesforceClient,
  definition: ObjectDefinition,
  cursor: WindowCursor,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const soql =
    `SELECT ${columnsOf(definition, client.settings).join(',')} FROM ${definition.object}` +
    `${where(conditionsOf(definition, cursor))} ORDER BY Id LIMIT ${PAGE_SIZE}`;
  const { text, records, totalSize, isWhole, observedAt } = await query(client, soql, signal, definition.archives);
  const last = salesforceId(records.at(-1)?.['Id']);
  const next: PageCursor | null =
    (isWhole && totalSize < PAGE_SIZE) || last === null ? null : { ...cursor, after: last };
  return { raw: Buffer.from(text), next, observedAt };
}

function conditionsOf({ archives }: ObjectDefinition, { from, to, after }: WindowCursor): string[] {
  return [
    ...(from === '' ? [] : [`CreatedDate >= ${from}`]),
    ...(to === '' ? [] : [`CreatedDate < ${to}`]),
    ...(after === '' ? [] : [`Id > ${soqlText(after)}`]),
    ...(archives ? ['IsDeleted = false'] : []),
  ];
}

function where(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
}

function timeOf(seconds: number | null): string {
  return seconds === null ? '' : soqlTime(new Date(seconds * 1_000));
}

async function spanOf(client: SalesforceClient, definition: ObjectDefinition, signal: AbortSignal) {
  const archived = definition.archives ? ' WHERE IsDeleted = false' : '';
  const soql =
    `SELECT COUNT(Id) total, MIN(CreatedDate) earliest, MAX(CreatedDate) latest ` +
    `FROM ${definition.object}${archived}`;
  const { records, observedAt } = await query(client, soql, signal, definition.archives);
  const count = records[0]?.['total'];
  if (typeof count !== 'number')
    throw new SynclineError({
      class: 'transient',
      code: 'salesforce_no_query_result',
      message: 'Salesforce answered a count with something else.',
    });
  return { count, first: dateOf(records[0]?.['earliest']), last: dateOf(records[0]?.['latest']), observedAt };
}

function dateOf(value: unknown): Date | null {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time);
}
