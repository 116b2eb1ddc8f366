import type { DescribedField } from '@syncline/connector-sdk';
import { type SynclineError, toSynclineError } from '@syncline/core';
import {
  closeItemsByKey,
  type FieldSchemaRow,
  fieldSchemasOfConnection,
  findConnection,
  forgetWhatWasShown,
  insertEvent,
  nextReadSeq,
  openItems,
  type Sql,
  saveFieldSchemas,
} from '@syncline/store';
import { connectorOf } from '../connections/connection-configuration.ts';
import { type OpenConnection, openConnection } from '../connections/open-connection.ts';
import type { EngineContext } from '../context.ts';
import { startBackfill } from '../processes/start-process.ts';
import { loadPlan } from '../sync/load-plan.ts';
import { reevaluateAll } from '../sync/reevaluate-all.ts';
import { compareFields, type FieldComparison } from './compare-fields.ts';
import { driftItem, driftKey } from './drift-item.ts';

export interface CheckedFields {
  /** Fields that were found to have drifted, or to have settled, by this look. */
  readonly drifted: number;
  readonly settled: number;
}

const NOTHING: CheckedFields = { drifted: 0, settled: 0 };

/**
 * Compares the fields of the account's own with what the field maps rely on, at the streams that map such fields or had
 * some before (`streams` beside them). One that is gone or holds another kind of value is paused, alone: an item and an
 * event say so. One that is as it was is taken up again: its records are read anew and what waited is written. Throws
 * SynclineError as calls to the vendor do. `unlessReadSince`: nothing is asked for what was read after that time.
 */
export async function checkFields(
  ctx: EngineContext,
  connectionId: number,
  { streams = [], unlessReadSince }: { readonly streams?: readonly string[]; readonly unlessReadSince?: Date } = {},
): Promise<CheckedFields> {
  const row = await findConnection(ctx.store, connectionId);
  if (!row || !connectorOf(ctx, row).describeFields) return NOTHING;
  const relied = await reliedFields(ctx, ctx.store, row.workspaceId, connectionId);
  const known = await fieldSchemasOfConnection(ctx.store, connectionId);
  const wanted = new Set([...streams, ...relied.keys(), ...known.map(({ stream }) => stream)]);
  const stale = [...wanted].filter((stream) => !isFresh(known, stream, unlessReadSince));
  if (stale.length === 0) return NOTHING;
  const connection = await openConnection(ctx, connectionId, 'live');
  let [drifted, settled] = [0, 0];
  for (const stream of stale) {
    const described = await describe(ctx, connection, stream);
    if (described === null) continue;
    const compared = await ctx.store.transaction((tx) => note(ctx, tx, connection, stream, described));
    drifted += compared.drifted.length;
    settled += compared.settled.length;
    if (compared.settled.some(({ found }) => found !== null)) await takeUpAgain(ctx, connection, stream);
  }
  return { drifted, settled };
}

/** By stream the fields that field maps speak of and the connector itself does not describe. */
async function reliedFields(
  ctx: EngineContext,
  sql: Sql,
  workspaceId: number,
  connectionId: number,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const plan = await loadPlan(ctx, sql, workspaceId);
  const row = await findConnection(sql, connectionId);
  const relied = new Map<string, ReadonlySet<string>>();
  for (const { name } of row ? connectorOf(ctx, row).streams : []) {
    const rules = plan.memberOf(connectionId, name)?.rules ?? [];
    const own = rules.filter(({ declared }) => declared === null).map(({ remote }) => remote);
    if (own.length > 0) relied.set(name, new Set(own));
  }
  return relied;
}

function isFresh(known: readonly FieldSchemaRow[], stream: string, since: Date | undefined): boolean {
  const own = known.filter((each) => each.stream === stream);
  return since !== undefined && own.length > 0 && own.every(({ readAt }) => readAt > since);
}

/** Null: the account may not look, or it is no stream to describe: that says nothing about its fields. */
async function describe(
  ctx: EngineContext,
  { connector, client, row }: OpenConnection,
  stream: string,
): Promise<readonly DescribedField[] | null> {
  try {
    return await connector.describeFields!(client, stream, AbortSignal.timeout(ctx.config.vendorTimeoutMs));
  } catch (thrown) {
    const error = toSynclineError(thrown);
    if (error.class !== 'permission' && error.class !== 'not_found' && error.class !== 'invalid') throw error;
    ctx.logger.warn({ connectionId: row.id, stream, err: error }, 'fields can not be described');
    return null;
  }
}

async function note(
  ctx: EngineContext,
  tx: Sql,
  { row: { id: connectionId, workspaceId, name } }: OpenConnection,
  stream: string,
  described: readonly DescribedField[],
): Promise<FieldComparison> {
  const known = await fieldSchemasOfConnection(tx, connectionId, { lock: true });
  const relied = (await reliedFields(ctx, tx, workspaceId, connectionId)).get(stream) ?? new Set();
  const compared = compareFields(
    { connectionId, stream },
    known.filter((each) => each.stream === stream),
    described,
    relied,
    { nextSeq: await nextReadSeq(tx), now: ctx.clock.now() },
  );
  await saveFieldSchemas(tx, workspaceId, compared.rows);
  await openItems(
    tx,
    compared.drifted.map((field) => driftItem(workspaceId, name, field)),
  );
  await closeItemsByKey(tx, workspaceId, compared.settled.map(driftKey), 'the field is as the field map has it');
  for (const { key, drift } of [...compared.drifted, ...compared.settled])
    await insertEvent(tx, {
      workspaceId,
      type: drift === null ? 'connection.schema_settled' : 'connection.schema_drift',
      connectionId,
      payload: { stream, field: key, drift },
    });
  if (compared.settled.length > 0) await forgetWhatWasShown(tx, workspaceId, connectionId, stream);
  return compared;
}

/** What changed at either side while the field was paused: edits of the hub are written, and all records read again. */
async function takeUpAgain(ctx: EngineContext, { row }: OpenConnection, stream: string): Promise<void> {
  await reevaluateAll(ctx, row.workspaceId, { actor: null });
  await startBackfill(ctx, { connectionId: row.id, streams: [stream] });
}

/**
 * A vendor that refuses what was asked for by name may have lost a field: looks, unless it was just looked. True when
 * that is what it was, and the call is worth another try.
 */
export async function hasDrifted(ctx: EngineContext, connectionId: number, refusal: SynclineError): Promise<boolean> {
  if (refusal.class !== 'invalid' && refusal.class !== 'mapping') return false;
  try {
    const justNow = new Date(ctx.clock.now().getTime() - Math.min(JUST_NOW_MS, ctx.config.fieldCheckIntervalMs));
    return (await checkFields(ctx, connectionId, { unlessReadSince: justNow })).drifted > 0;
  } catch (thrown) {
    ctx.logger.warn({ connectionId, err: toSynclineError(thrown) }, 'fields could not be compared');
    return false;
  }
}

/** Many may be refused at once, for reasons of their own. */
const JUST_NOW_MS = 10_000;
