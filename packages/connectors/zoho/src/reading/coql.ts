import { asItem, type Item } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { ZohoClient } from '../client.ts';

/** The most that one query answers; it costs three credits, as many as 600 records in pages of 200. */
export const PAGE_SIZE = 2_000;
/** Values that one `in` takes. */
export const IN_SIZE = 100;

export interface QueryResult {
  /** The answer as it came; one without content has no records. */
  readonly text: string;
  readonly records: readonly Item[];
  readonly observedAt: Date;
}

const EMPTY = '{"data":[]}';

/**
 * Runs a query. They read the database and not the index of `/search`, which lags:
 * https://www.zoho.com/crm/developer/docs/api/v8/COQL-Overview.html
 */
export async function query(client: ZohoClient, coql: string, signal: AbortSignal): Promise<QueryResult> {
  const body = { select_query: coql };
  const { status, text, data, observedAt } = await client.send({ method: 'POST', path: '/coql', body }, signal);
  if (status === 204) return { text: EMPTY, records: [], observedAt };
  const records = asItem(data)?.['data'];
  if (!Array.isArray(records)) throw notAnswered();
  return { text, records: records as Item[], observedAt };
}

/** How many records a condition matches. */
export async function count(
  client: ZohoClient,
  module: string,
  conditions: readonly string[],
  signal: AbortSignal,
): Promise<{ readonly count: number; readonly observedAt: Date }> {
  const coql = `select COUNT(id) from ${module} where ${allOf(conditions)}`;
  const { records, observedAt } = await query(client, coql, signal);
  // An aggregate is the one member of the one row, under its own words.
  const counted = Object.values(records[0] ?? {}).find(
    (value) => typeof value === 'number' || /^\d+$/.test(String(value)),
  );
  if (counted === undefined) throw notAnswered();
  return { count: Number(counted), observedAt };
}

/** Conditions that must all hold, in pairs: `((a and b) and c)` is all that COQL takes. */
export function allOf(conditions: readonly string[]): string {
  const [first = 'id is not null', ...rest] = conditions;
  return rest.reduce((joined, condition) => `(${joined} and ${condition})`, first);
}

/** A text as a COQL literal: a quote in it is doubled. */
export function coqlText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** A time as a COQL literal: whole seconds, with the offset of UTC. */
export function coqlTime(time: Date): string {
  return `'${time.toISOString().slice(0, 19)}+00:00'`;
}

function notAnswered(): SynclineError {
  return new SynclineError({
    class: 'transient',
    code: 'zoho_no_query_result',
    message: 'Zoho answered a query with something else than a result.',
  });
}
