import { findConnection } from '@syncline/store';
import type { EngineContext } from '../context.ts';

/** The connector of a connection; it never becomes another one's, so that it is looked up once. */
export async function connectorIdOf(ctx: EngineContext, connectionId: number): Promise<string> {
  const known = ctx.connectorIds.get(connectionId);
  if (known !== undefined) return known;
  const connector = (await findConnection(ctx.store, connectionId))?.connector ?? 'unknown';
  ctx.connectorIds.set(connectionId, connector);
  return connector;
}
