import { SynclineError } from '@syncline/core';
import {
  type ConnectionRow,
  type CredentialRow,
  deleteCredential,
  lockConnection,
  type Sql,
  saveCredential,
  setSecretReference,
  writeAudit,
} from '@syncline/store';
import { connectionTree } from '../configuration/live-resources.ts';
import { noteApiChange } from '../configuration/note-change.ts';
import { connectorOf } from '../connections/connection-configuration.ts';
import type { EngineContext } from '../context.ts';
import { currentKey, openSecret, sealSecret } from './envelope.ts';

/** How `connections.secrets` says that a secret is in the vault. */
export const vaultReference = (name: string): string => `vault:${name}`;

/** Who changes which secret of a connection, and on what. */
export interface CredentialChange {
  readonly name: string;
  readonly actor: string;
  /** Given what stands, while nobody else changes it; throws when the change was made on something else. */
  readonly check?: (connection: ConnectionRow, tx: Sql) => Promise<void>;
}

/**
 * Seals a secret of a connection and refers to it from there on. Throws SynclineError `invalid` when its connector knows
 * no secret of that name, or this process has no vault key.
 */
export async function enterCredential(
  ctx: EngineContext,
  connection: ConnectionRow,
  { name, value, actor, check }: CredentialChange & { readonly value: string },
): Promise<void> {
  refuseUnknown(ctx, connection, name);
  await ctx.store.transaction(async (tx) => {
    const standing = await lock(tx, connection);
    await check?.(standing, tx);
    await putIntoVault(ctx, tx, connection, name, value);
    await setSecretReference(tx, connection.id, name, vaultReference(name));
    await noteReference(ctx, tx, standing, { name, actor, reference: vaultReference(name) });
    await audit(tx, connection, 'credential.enter', name, actor);
  });
}

/** Takes a secret out of the vault, and the reference to it from its connection. */
export async function removeCredential(
  ctx: EngineContext,
  connection: ConnectionRow,
  { name, actor, check }: CredentialChange,
): Promise<void> {
  refuseUnknown(ctx, connection, name);
  await ctx.store.transaction(async (tx) => {
    const standing = await lock(tx, connection);
    await check?.(standing, tx);
    await deleteCredential(tx, connection.id, name);
    await setSecretReference(tx, connection.id, name, null);
    await noteReference(ctx, tx, standing, { name, actor, reference: null });
    await audit(tx, connection, 'credential.remove', name, actor);
  });
}

/** Seals and stores; nothing refers to it by that alone. */
export async function putIntoVault(
  ctx: EngineContext,
  tx: Sql,
  { id: connectionId, workspaceId }: Pick<ConnectionRow, 'id' | 'workspaceId'>,
  name: string,
  value: string,
): Promise<void> {
  const envelope = sealSecret(ctx.vault, { workspaceId, connectionId, name }, value);
  await saveCredential(tx, { workspaceId, connectionId, name, keyId: currentKey(ctx.vault).id, envelope });
}

/** What a row of the vault holds. Throws SynclineError `auth` with cause, place and fix. */
export function openCredential(ctx: EngineContext, connectionName: string, row: CredentialRow): string {
  return openSecret(ctx.vault, row, row.envelope, placeOf(connectionName, row.name));
}

export function placeOf(connectionName: string, name: string): string {
  return `The secret ${name} of connection ${connectionName}`;
}

/** One at a time for each connection: what a change says of the others is what stands. */
async function lock(tx: Sql, { id, name }: ConnectionRow): Promise<ConnectionRow> {
  const standing = await lockConnection(tx, id);
  if (standing) return standing;
  throw new SynclineError({
    class: 'not_found',
    code: 'no_connection',
    message: `There is no connection ${name} any more.`,
  });
}

function refuseUnknown(ctx: EngineContext, connection: ConnectionRow, name: string): void {
  const { secrets, title } = connectorOf(ctx, connection);
  if (secrets.some((each) => each.name === name)) return;
  throw new SynclineError({
    class: 'not_found',
    code: 'no_secret',
    message: `${title} knows no secret ${name}; it takes ${secrets.map((each) => each.name).join(', ')}.`,
  });
}

/** A file that says where the secret is disagrees from now on. */
async function noteReference(
  ctx: EngineContext,
  tx: Sql,
  connection: ConnectionRow,
  { name, actor, reference }: { readonly name: string; readonly actor: string; readonly reference: string | null },
): Promise<void> {
  const { [name]: _before, ...others } = connection.secrets;
  const secrets = reference === null ? others : { ...others, [name]: reference };
  await noteApiChange(tx, {
    workspaceId: connection.workspaceId,
    kind: 'connection',
    name: connection.name,
    before: connectionTree(connection),
    after: connectionTree({ ...connection, secrets }),
    by: actor,
    at: ctx.clock.now(),
  });
}

async function audit(tx: Sql, connection: ConnectionRow, action: string, name: string, actor: string): Promise<void> {
  const { workspaceId } = connection;
  const subject = `connection ${connection.name}`;
  await writeAudit(tx, [{ workspaceId, actor, action, subject, entityId: null, why: null, details: { name } }]);
}
