import { asItem, type EntryAnswer, type Item } from '@syncline/connector-sdk';
import { SynclineError, toSynclineError } from '@syncline/core';
import type { HubspotClient } from '../client.ts';
import { itemsIn } from '../items-in.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';
import { classOfRefusal, readRefusal, refusalError } from '../refusal.ts';
import { withOwnFieldName } from './own-field-names.ts';

/** The most that one call takes. */
export const BATCH_SIZE = 100;

/** One entry of a batch, under the name by which HubSpot tells what came of it. */
export interface BatchEntry {
  readonly traceId: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What HubSpot made of one entry: the record, or an error; absent where it said nothing of it. */
export interface BatchOutcome {
  readonly record?: Item;
  readonly error?: SynclineError;
}

/**
 * Sends a batch and takes its answer apart. Each entry has an `objectWriteTraceId`: with that, a create of which some
 * entries fail is answered with 207, and errors name the entries that they are about
 * (https://developers.hubspot.com/docs/api-reference/error-handling, multi-status errors). A batch that is refused whole
 * comes back as null: any of its entries may be why, and only asking one by one tells.
 */
export async function sendBatch(
  client: HubspotClient,
  definition: ObjectDefinition,
  operation: 'create' | 'update',
  entries: readonly BatchEntry[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, BatchOutcome> | null> {
  if (entries.length === 0) return new Map();
  const path = `/crm/v3/objects/${definition.object}/batch/${operation}`;
  const inputs = entries.map(({ traceId, input }) => ({ ...input, objectWriteTraceId: traceId }));
  const answer = await client.send({ method: 'POST', path, body: { inputs } }, signal).catch((error: unknown) => {
    if (!['invalid', 'conflict', 'not_found'].includes(toSynclineError(error).class)) throw error;
    return null;
  });
  if (answer === null) return null;
  const body = asItem(answer.data);
  const outcomes = new Map<string, BatchOutcome>();
  const byId = new Map(
    entries.flatMap(({ traceId, input }) => (typeof input['id'] === 'string' ? [[input['id'], traceId]] : [])),
  );
  for (const item of itemsIn(body?.['results'])) {
    const traceId = item['objectWriteTraceId'] ?? byId.get(String(item['id']));
    if (typeof traceId === 'string') outcomes.set(traceId, { record: item });
  }
  for (const item of itemsIn(body?.['errors'])) {
    const refusal = readRefusal(item);
    const status = statusOf(refusal.category);
    const error = withOwnFieldName(definition, refusalError(refusal, status, `an entry of ${definition.object}`));
    const named = [...refusal.traceIds, ...refusal.ids.flatMap((id) => byId.get(id) ?? [])];
    for (const traceId of named) outcomes.set(traceId, { error });
  }
  return outcomes;
}

/** An error of one call as the answer of an entry; what is no refusal of that entry ends all. */
export function refusedEntry(error: unknown): EntryAnswer {
  const problem = toSynclineError(error);
  if (['auth', 'rate_limited', 'transient'].includes(problem.class) || !(error instanceof SynclineError)) throw error;
  return { outcome: 'refused', error: problem };
}

/** Entries have a category and no status of their own. */
function statusOf(category: string): number {
  const classless = { category, code: '', message: '', property: null, policyName: '', traceIds: [], ids: [] };
  if (classOfRefusal(classless, 400) === 'not_found') return 404;
  return category === 'CONFLICT' ? 409 : 400;
}
