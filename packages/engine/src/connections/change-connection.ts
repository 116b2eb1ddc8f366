import type { AnyConnector } from '@syncline/connector-sdk';
import { type Json, sameValue } from '@syncline/core';
import {
  type ConnectionRow,
  deleteConnection,
  ensureConnection,
  findConnection,
  listConnections,
  lockConfiguration,
  lockConnection,
  lockSyncConfigs,
  type Sql,
  saveConnectionSettings,
  setConnectionPaused,
  setSecretReference,
  usesOfConnection,
  writeAudit,
} from '@syncline/store';
import { connectionTree } from '../configuration/live-resources.ts';
import { noteApiChange } from '../configuration/note-change.ts';
import type { EngineContext } from '../context.ts';
import { putIntoVault, vaultReference } from '../vault/credentials.ts';
import type { ConnectionDraft } from './draft-connection.ts';
import { ensureConnectionQuota } from './open-connection.ts';

interface By {
  readonly actor: string;
  readonly why?: string | undefined;
}

/** Makes a connection of what was entered; null when the name is taken. Its secrets are sealed, each in the vault. */
export async function createConnection(
  ctx: EngineContext,
  workspaceId: number,
  draft: ConnectionDraft & { readonly name: string },
  by: By,
): Promise<ConnectionRow | null> {
  const { name, connector, baseUrl, settings, secrets } = draft;
  return ctx.store.transaction(async (tx) => {
    await lockConfiguration(tx);
    if ((await listConnections(tx, workspaceId)).some((each) => each.name === name)) return null;
    const parts = { workspaceId, name, connector: connector.id, baseUrl, settings, secrets: {} };
    const id = await ensureConnection(tx, parts);
    for (const [secret, value] of Object.entries(secrets)) {
      await putIntoVault(ctx, tx, { id, workspaceId }, secret, value);
      await setSecretReference(tx, id, secret, vaultReference(secret));
    }
    await ensureConnectionQuota(ctx, id, tx);
    const row = (await findConnection(tx, id))!;
    await note(ctx, tx, row, { before: null, after: row }, by);
    await audit(tx, row, 'connection.create', by, { connector: connector.id, secrets: Object.keys(secrets) });
    return row;
  });
}

export interface ConnectionChange {
  readonly baseUrl?: string | undefined;
  /** All of them, as they are to be. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  readonly paused?: boolean | undefined;
  /** Given what stands, while nobody else changes it; throws when the change was made on something else. */
  readonly check?: (standing: ConnectionRow) => void;
}

/** Changes where a connection leads, what of the vendor takes part, or whether it works at all; null: there is none. */
export async function changeConnection(
  ctx: EngineContext,
  id: number,
  { baseUrl, settings, paused, check }: ConnectionChange,
  by: By,
): Promise<ConnectionRow | null> {
  return ctx.store.transaction(async (tx) => {
    await lockConfiguration(tx);
    const before = await lockConnection(tx, id);
    if (!before) return null;
    check?.(before);
    const wanted = { baseUrl: baseUrl ?? before.baseUrl, settings: { ...(settings ?? before.settings) } };
    const isOther = wanted.baseUrl !== before.baseUrl || !sameValue(wanted.settings as Json, before.settings as Json);
    if (isOther) {
      await saveConnectionSettings(tx, id, wanted);
      await note(ctx, tx, before, { before, after: { ...before, ...wanted } }, by);
      const changes = [
        ...(wanted.baseUrl === before.baseUrl ? [] : ['baseUrl']),
        ...changedKeys(before.settings, wanted.settings).map((key) => `settings.${key}`),
      ];
      await audit(tx, before, 'connection.change', by, { changes });
    }
    if (paused !== undefined && (await setConnectionPaused(tx, id, paused, paused ? sayWho(by) : null)))
      await audit(tx, before, paused ? 'connection.pause' : 'connection.resume', by, {});
    return findConnection(tx, id);
  });
}

export type RemovalOutcome =
  | { readonly outcome: 'removed' }
  | { readonly outcome: 'not_found' }
  /** What hangs on it, in words: `12 linked records`. */
  | { readonly outcome: 'in_use'; readonly uses: readonly string[] };

/** Removes a connection through which nothing was read, and that no sync config names; others can be paused. */
export async function removeConnection(
  ctx: EngineContext,
  id: number,
  by: By,
  check?: (standing: ConnectionRow) => void,
): Promise<RemovalOutcome> {
  return ctx.store.transaction(async (tx): Promise<RemovalOutcome> => {
    await lockSyncConfigs(tx);
    await lockConfiguration(tx);
    const before = await lockConnection(tx, id);
    if (!before) return { outcome: 'not_found' };
    check?.(before);
    const uses = await usesOfConnection(tx, before);
    if (uses.length > 0) return { outcome: 'in_use', uses };
    await deleteConnection(tx, before);
    await note(ctx, tx, before, { before, after: null }, by);
    await audit(tx, before, 'connection.remove', by, { connector: before.connector });
    return { outcome: 'removed' };
  });
}

/** Addresses that a connector is sent to by these settings: they are shown the secrets, as the base URL is. */
function addressesIn(settings: unknown): string[] {
  if (typeof settings === 'string') return /^https?:\/\//i.test(settings) ? [settings] : [];
  if (typeof settings !== 'object' || settings === null) return [];
  return Object.values(settings).flatMap(addressesIn);
}

/** Whether the connection's secrets would be shown to somebody else than now. */
export function leadsElsewhere(
  connector: AnyConnector,
  standing: Pick<ConnectionRow, 'baseUrl' | 'settings'>,
  { baseUrl, settings }: ConnectionChange,
): boolean {
  if (baseUrl !== undefined && baseUrl !== standing.baseUrl) return true;
  if (settings === undefined) return false;
  const addresses = (value: unknown): string => addressesIn(connector.settings.safeParse(value).data).sort().join(' ');
  return addresses(settings) !== addresses(standing.settings);
}

function sayWho({ actor, why }: By): string {
  return `Paused by ${actor}${why === undefined ? '' : `: ${why}`}`;
}

function changedKeys(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.filter((key) => !sameValue((before[key] ?? null) as Json, (after[key] ?? null) as Json));
}

async function note(
  ctx: EngineContext,
  tx: Sql,
  { workspaceId, name }: ConnectionRow,
  { before, after }: { readonly before: ConnectionRow | null; readonly after: ConnectionRow | null },
  { actor }: By,
): Promise<void> {
  await noteApiChange(tx, {
    workspaceId,
    kind: 'connection',
    name,
    before: before && connectionTree(before),
    after: after && connectionTree(after),
    by: actor,
    at: ctx.clock.now(),
  });
}

async function audit(
  tx: Sql,
  { workspaceId, name }: ConnectionRow,
  action: string,
  { actor, why }: By,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  await writeAudit(tx, [
    { workspaceId, actor, action, subject: `connection ${name}`, entityId: null, why: why ?? null, details },
  ]);
}
