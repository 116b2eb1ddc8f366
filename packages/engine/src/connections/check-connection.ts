import { SynclineError, toSynclineError } from '@syncline/core';
import { findConnection, setConnectionHealth } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { checkFields } from '../fields/check-fields.ts';
import { type CheckFailure, failureOf } from './check-failure.ts';
import { holdConnection } from './hold-connection.ts';
import { ensureConnectionQuota, openConnection } from './open-connection.ts';

export type CheckOutcome = { readonly outcome: 'ok'; readonly account: string } | CheckFailure;

/** Asks the vendor who we are. A good answer makes a broken connection work again; its pages go on by the sweeper. */
export async function checkConnection(ctx: EngineContext, connectionId: number): Promise<CheckOutcome> {
  const row = await findConnection(ctx.store, connectionId);
  if (!row) {
    const message = `There is no connection ${connectionId}.`;
    return failureOf(new SynclineError({ class: 'invalid', code: 'no_connection', message }));
  }
  try {
    await ensureConnectionQuota(ctx, connectionId);
    const { connector, client } = await openConnection(ctx, connectionId, 'live');
    const identity = await connector.check(client, AbortSignal.timeout(ctx.config.vendorTimeoutMs));
    await setConnectionHealth(ctx.store, connectionId, 'ok', null);
    await checkFields(ctx, connectionId);
    return { outcome: 'ok', account: identity.account };
  } catch (thrown) {
    const error = toSynclineError(thrown);
    if (error.class === 'auth') await holdConnection(ctx, row.workspaceId, connectionId, error);
    return failureOf(error);
  }
}
