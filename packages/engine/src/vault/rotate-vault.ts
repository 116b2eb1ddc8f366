import { SynclineError } from '@syncline/core';
import { countCredentialsByKey, credentialsWrappedOtherwise, findConnection, replaceEnvelope } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { placeOf } from './credentials.ts';
import { currentKey, rewrapSecret } from './envelope.ts';

export interface Rotation {
  /** The key that everything is wrapped with now. */
  readonly keyId: string;
  readonly rewrapped: number;
  /** What could not be opened, and why; everything else was done. */
  readonly failed: readonly { readonly connectionId: number; readonly name: string; readonly message: string }[];
  /** How many secrets each key wraps now: a key that is not here may be thrown away. */
  readonly keys: readonly { readonly keyId: string; readonly credentials: number }[];
}

const BATCH = 100;

/**
 * Wraps every secret of the vault with this process's current key. The secrets themselves are not sealed anew, so that
 * readers find, at any moment, an envelope that one of the keys opens; what is entered meanwhile is left alone.
 */
export async function rotateVault(ctx: EngineContext): Promise<Rotation> {
  const { id: keyId } = currentKey(ctx.vault);
  const failed: { connectionId: number; name: string; message: string }[] = [];
  let rewrapped = 0;
  for (let after = { connectionId: 0, name: '' }; ; ) {
    const rows = await credentialsWrappedOtherwise(ctx.store, keyId, after, BATCH);
    for (const row of rows) {
      const { connectionId, name } = row;
      try {
        const connection = await findConnection(ctx.store, connectionId);
        const envelope = rewrapSecret(ctx.vault, row, row.envelope, placeOf(connection?.name ?? '', name));
        if (await replaceEnvelope(ctx.store, row, keyId, envelope)) rewrapped++;
      } catch (error) {
        if (!(error instanceof SynclineError)) throw error;
        failed.push({ connectionId, name, message: error.message });
      }
    }
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) break;
    after = last;
  }
  ctx.logger.info({ keyId, rewrapped, failed: failed.length }, 'the vault was wrapped with another key');
  return { keyId, rewrapped, failed, keys: await countCredentialsByKey(ctx.store) };
}
