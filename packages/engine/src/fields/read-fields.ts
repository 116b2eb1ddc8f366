import { type FieldSchema, type FieldSchemaRow, fieldSchemasOfConnection, findConnection } from '@syncline/store';
import { connectorOf } from '../connections/connection-configuration.ts';
import { streamOf } from '../connections/open-connection.ts';
import type { EngineContext } from '../context.ts';
import { loadPlan } from '../sync/load-plan.ts';
import { checkFields } from './check-fields.ts';

/** One of an account's own fields as people see it. */
export interface ReadField {
  readonly stream: string;
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly options: NonNullable<FieldSchema['options']> | null;
  readonly writable: boolean;
  readonly currency: string | null;
  /** Fields of the entity that field maps map it to. */
  readonly mappedTo: readonly string[];
  readonly drift: FieldSchemaRow['drift'];
  readonly driftedAt: Date | null;
  /** Null: it is gone. */
  readonly foundType: string | null;
}

/**
 * The account's own fields of a stream as the vendor describes them now, and what stands of those that drifted; empty
 * where the connector knows of none. Null: of all streams that field maps name such fields of. Throws SynclineError as calls to the vendor do.
 */
export async function readFields(
  ctx: EngineContext,
  connectionId: number,
  stream: string | null,
): Promise<ReadField[]> {
  const row = await findConnection(ctx.store, connectionId);
  if (!row) return [];
  if (stream !== null) streamOf(connectorOf(ctx, row), stream);
  await checkFields(ctx, connectionId, { streams: stream === null ? [] : [stream] });
  const plan = await loadPlan(ctx, ctx.store, row.workspaceId);
  const known = await fieldSchemasOfConnection(ctx.store, connectionId);
  return known
    .filter((each) => (stream === null || each.stream === stream) && (each.found !== null || each.drift !== null))
    .map(({ stream: of, key, agreed, found, drift, driftedAt }) => ({
      stream: of,
      key,
      name: (found ?? agreed).name,
      type: agreed.type,
      options: (found ?? agreed).options ?? null,
      writable: (found ?? agreed).writable,
      currency: (found ?? agreed).currency ?? null,
      mappedTo: (plan.memberOf(connectionId, of)?.rules ?? [])
        .filter((rule) => rule.remote === key)
        .map((rule) => rule.field),
      drift,
      driftedAt,
      foundType: found?.type ?? null,
    }));
}
