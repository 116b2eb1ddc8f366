import type { EngineContext } from '@syncline/engine';
import { findLinks } from '@syncline/store';
import type { Place, SideName } from './desks.ts';

export type ConnectionIds = Readonly<Record<SideName, number>>;

/** What the hub knows of a record that people see. */
export interface Linked {
  readonly entityId: string;
  readonly status: string | null;
  readonly labels: readonly string[];
  /** Where its twins are, itself included. */
  readonly places: Partial<Readonly<Record<SideName, Place>>>;
}

/** Null: the hub has not met it yet. */
export async function linkedPlaces(ctx: EngineContext, ids: ConnectionIds, place: Place): Promise<Linked | null> {
  const record = { connectionId: ids[place.side], stream: place.stream, externalId: place.externalId };
  const links = await findLinks(ctx.store, 1, { records: [record], entityIds: [] });
  const entityId = links[0]?.entityId;
  if (entityId === undefined) return null;
  const { rows } = await ctx.store.query<{ status: string | null; labels: string[] | null }>(
    `select fields->>'status' as status, fields->'labels' as labels from entities where workspace_id = 1 and id = $1`,
    [entityId],
  );
  const places: Partial<Record<SideName, Place>> = {};
  for (const link of links) {
    const side = (Object.keys(ids) as SideName[]).find((name) => ids[name] === link.connectionId);
    if (side === undefined) continue;
    const { stream, externalId } = link;
    places[side] = { side, stream, externalId, locator: link.locator ?? externalId };
  }
  return { entityId, status: rows[0]?.status ?? null, labels: rows[0]?.labels ?? [], places };
}
