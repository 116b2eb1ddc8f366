import { cutWindows, type FetchedPage, type PageCursor, type WindowPlan } from '@syncline/connector-sdk';
import type { ZohoClient } from '../client.ts';
import { columnsOf, type ModuleDefinition } from '../record/module-definition.ts';
import { zohoId } from '../zoho-id.ts';
import { allOf, coqlText, coqlTime, count, PAGE_SIZE, query } from './coql.ts';

/** Counts are credits of the day's allowance; a backfill of any size needs no more. */
const MAX_COUNTS = 60;

/** Records made at `from` and later, before `to` (both empty where the window is open), after a record's id. */
export type WindowCursor = { readonly from: string; readonly to: string; readonly after: string };

const WHOLE: WindowCursor = { from: '', to: '', after: '' };

/**
 * A module's backfill: one page where it fits into one, else windows of the time of creation, read side by side. Nothing
 * that happens to a record changes when it was made or its id. Reading by the ids of the page before has no end, where
 * Zoho's page tokens lapse after a day and end at 100,000 records, and its page numbers at 2,000.
 */
export async function planWindows(
  client: ZohoClient,
  definition: ModuleDefinition,
  signal: AbortSignal,
): Promise<WindowPlan> {
  const whole = await count(client, definition.module, [], signal);
  if (whole.count <= PAGE_SIZE) return { windows: [WHOLE], ...whole };
  const first = await borderTime(client, definition, 'asc', signal);
  const last = await borderTime(client, definition, 'desc', signal);
  if (first === null || last === null) return { windows: [WHOLE], ...whole };
  const cut = await cutWindows({
    // Zoho's times are whole seconds.
    from: Math.floor(first / 1_000),
    to: Math.floor(last / 1_000) + 1,
    most: PAGE_SIZE,
    maxCounts: MAX_COUNTS,
    count: async ({ from, to }) => {
      const conditions = conditionsOf({ from: timeOf(from), to: timeOf(to), after: '' });
      return (await count(client, definition.module, conditions, signal)).count;
    },
  });
  const windows = cut.windows.map(({ from, to }): WindowCursor => ({ from: timeOf(from), to: timeOf(to), after: '' }));
  return { windows, ...whole };
}

/** One page of a window in the order of ids. */
export async function readWindowPage(
  client: ZohoClient,
  definition: ModuleDefinition,
  cursor: WindowCursor,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const coql =
    `select ${columnsOf(definition, client.settings).join(', ')} from ${definition.module} ` +
    `where ${allOf(conditionsOf(cursor))} order by id asc limit ${PAGE_SIZE}`;
  const { text, records, observedAt } = await query(client, coql, signal);
  const last = zohoId(records.at(-1)?.['id']);
  const next: PageCursor | null = records.length < PAGE_SIZE || last === null ? null : { ...cursor, after: last };
  return { raw: Buffer.from(text), next, observedAt };
}

function conditionsOf({ from, to, after }: WindowCursor): string[] {
  return [
    ...(from === '' ? [] : [`Created_Time >= ${coqlTime(new Date(from))}`]),
    ...(to === '' ? [] : [`Created_Time < ${coqlTime(new Date(to))}`]),
    ...(after === '' ? [] : [`id > ${coqlText(after)}`]),
  ];
}

function timeOf(seconds: number | null): string {
  return seconds === null ? '' : new Date(seconds * 1_000).toISOString();
}

async function borderTime(
  client: ZohoClient,
  { module }: ModuleDefinition,
  order: 'asc' | 'desc',
  signal: AbortSignal,
): Promise<number | null> {
  const coql = `select Created_Time from ${module} where id is not null order by Created_Time ${order} limit 1`;
  const { records } = await query(client, coql, signal);
  const time = Date.parse(String(records[0]?.['Created_Time']));
  return Number.isNaN(time) ? null : time;
}
