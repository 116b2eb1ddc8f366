import { SynclineError } from '@syncline/core';
import { type ConnectionRow, findConnection, findCredentials } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { openCredential, placeOf, vaultReference } from '../vault/credentials.ts';

/** The secrets of a connection, by name. Throws SynclineError `auth` for one that can't be read. */
export async function resolveSecrets(ctx: EngineContext, row: ConnectionRow): Promise<Record<string, string>> {
  const references = Object.entries(row.secrets);
  const needsVault = references.some(([, reference]) => reference.startsWith(vaultReference('')));
  const vault = needsVault ? await findCredentials(ctx.store, row.id) : [];
  const secrets: Record<string, string> = {};
  for (const [name, reference] of references) {
    if (!reference.startsWith(vaultReference(''))) secrets[name] = resolveReference(ctx, row, name, reference);
    else {
      const sealed = vault.find((each) => vaultReference(each.name) === reference);
      if (!sealed) {
        // Taken out, or kept elsewhere, since the connection was read: what stands now counts.
        const standing = await findConnection(ctx.store, row.id);
        if (standing && standing.secrets[name] !== reference) return resolveSecrets(ctx, standing);
        throw notInVault(row, name);
      }
      secrets[name] = openCredential(ctx, row.name, sealed);
    }
  }
  return secrets;
}

function resolveReference(ctx: EngineContext, row: ConnectionRow, name: string, reference: string): string {
  try {
    return ctx.resolveSecret(reference);
  } catch (cause) {
    throw new SynclineError({
      class: 'auth',
      code: 'secret_missing',
      message: `The secret ${name} of connection ${row.name} can't be read from ${reference}. Set it and check the connection again.`,
      cause,
    });
  }
}

function notInVault(row: ConnectionRow, name: string): SynclineError {
  return new SynclineError({
    class: 'auth',
    code: 'secret_missing',
    message: `${placeOf(row.name, name)} is said to be in the vault and is not there. Enter it anew.`,
  });
}
