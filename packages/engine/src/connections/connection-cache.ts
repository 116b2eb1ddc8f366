import { type ConnectionRow, connectionIdsOf, findConnection } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { resolveSecrets } from './resolve-secrets.ts';

export interface KnownConnection {
  readonly row: ConnectionRow;
  readonly secrets: Record<string, string>;
}

/** A connection is looked up again after this time, in ms, so that a new secret takes effect. */
const MAX_AGE_MS = 2_000;
/** Whoever tries one number after another must not fill the memory. */
const MAX_KNOWN = 10_000;

/** Finds connections for the ingress without a query a request; that there is none of a number is remembered too. */
export function createConnectionCache(ctx: EngineContext): (id: number) => Promise<KnownConnection | null> {
  const known = new Map<number, { readonly found: Promise<KnownConnection | null>; readonly readAt: number }>();
  return (id) => {
    const now = ctx.clock.now().getTime();
    const cached = known.get(id);
    if (cached && now - cached.readAt < MAX_AGE_MS) return cached.found;
    if (known.size >= MAX_KNOWN) known.clear();
    const found = lookUp(ctx, id);
    known.set(id, { found, readAt: now });
    found.catch(() => known.delete(id));
    return found;
  };
}

async function lookUp(ctx: EngineContext, id: number): Promise<KnownConnection | null> {
  const row = await findConnection(ctx.store, id);
  return row && { row, secrets: await resolveSecrets(ctx, row) };
}

/** The connections of a connector, for addresses that name no connection; as old as those at the most. */
export function createConnectorCache(ctx: EngineContext): (connector: string) => Promise<readonly number[]> {
  const known = new Map<string, { readonly ids: Promise<readonly number[]>; readonly readAt: number }>();
  return (connector) => {
    const now = ctx.clock.now().getTime();
    const cached = known.get(connector);
    if (cached && now - cached.readAt < MAX_AGE_MS) return cached.ids;
    const ids = connectionIdsOf(ctx.store, connector);
    known.set(connector, { ids, readAt: now });
    ids.catch(() => known.delete(connector));
    return ids;
  };
}
