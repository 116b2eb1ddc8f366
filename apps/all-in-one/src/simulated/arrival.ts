import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineContext } from '@syncline/engine';
import { findLinks } from '@syncline/store';
import type { Place, SideName } from './desks.ts';

/** One write that an edit caused. */
export interface Arrived {
  readonly side: SideName;
  readonly stream: string;
  /** How people call the record that was written. */
  readonly locator: string;
  readonly wasCreated: boolean;
  /** From the edit to the finished write. */
  readonly lagMs: number;
}

export interface Arrival {
  readonly arrived: readonly Arrived[];
  /** Items that wait for a person since. */
  readonly items: readonly { readonly id: number; readonly field: string | null }[];
  readonly missing: readonly SideName[];
}

export interface Awaited {
  readonly since: Date;
  /** Sides at which it must show; none: it must wait for a person. */
  readonly expected: readonly SideName[];
}

const LOOK_EVERY_MS = 40;
const PATIENCE_MS = 15_000;

/** Waits until an edit is written at the other sides, or waits for a person. Gives up after a while. */
export async function awaitArrival(
  ctx: EngineContext,
  edited: Place & { readonly connectionId: number },
  awaited: Awaited,
  signal: AbortSignal,
): Promise<Arrival> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const arrival = await look(ctx, edited, awaited);
    const isThere = arrival.items.length > 0 || (awaited.expected.length > 0 && arrival.missing.length === 0);
    if (isThere || Date.now() > deadline || signal.aborted) return arrival;
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}

async function look(
  ctx: EngineContext,
  edited: Place & { readonly connectionId: number },
  { since, expected }: Awaited,
): Promise<Arrival> {
  const links = await findLinks(ctx.store, 1, { records: [edited], entityIds: [] });
  const entityId = links[0]?.entityId;
  if (entityId === undefined) return { arrived: [], items: [], missing: expected };
  const writes = await ctx.store.query<{
    connectionId: number;
    side: SideName;
    stream: string;
    op: string;
    lagMs: number;
  }>(
    `select w.connection_id as "connectionId", c.name as side, w.stream, w.op, extract(epoch from w.finished_at - $2)::float8 * 1000 as "lagMs"
     from writebacks w join connections c on c.id = w.connection_id
     where w.workspace_id = 1 and w.entity_id = $1 and w.state = 'done' and w.finished_at >= $2::timestamptz order by w.finished_at`,
    [entityId, since],
  );
  const items = await ctx.store.query<{ id: number; field: string | null }>(
    `select id, field from reconciliation_items where workspace_id = 1 and entity_id = $1 and state = 'open' and first_seen_at >= $2`,
    [entityId, since],
  );
  const arrived = expected.flatMap((side): Arrived[] => {
    const write = writes.rows.find((row) => row.side === side);
    const link = links.find((each) => each.connectionId === write?.connectionId && each.stream === write.stream);
    if (!write || !link) return [];
    return [
      {
        side,
        stream: link.stream,
        locator: link.locator ?? link.externalId,
        wasCreated: write.op === 'create',
        lagMs: write.lagMs,
      },
    ];
  });
  const missing = expected.filter((side) => !arrived.some((each) => each.side === side));
  return { arrived, items: items.rows, missing };
}
