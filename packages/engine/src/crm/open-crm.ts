import type { AnyConnector } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import { type Crm, type CrmSource, createCrm, crmOf } from '@syncline/crm';
import { type ConnectionRow, findConnection, findLinks } from '@syncline/store';
import { connectorOf } from '../connections/connection-configuration.ts';
import { openConnection } from '../connections/open-connection.ts';
import type { EngineContext } from '../context.ts';

/** One connection of one workspace. */
export interface CrmPlace {
  readonly workspaceId: number;
  readonly connectionId: number;
}

/** What of the contract only reads: the rest goes through the hub. */
export type CrmReads = Pick<Crm, 'lookupAccount' | 'searchContacts' | 'getDeal'>;

/** A connection as the contract knows it, before anything is called. Throws `not_found`, `invalid` where it is no CRM. */
export async function findCrm(
  ctx: EngineContext,
  { workspaceId, connectionId }: CrmPlace,
): Promise<{ readonly row: ConnectionRow; readonly connector: AnyConnector; readonly source: CrmSource }> {
  const row = await findConnection(ctx.store, connectionId);
  if (row?.workspaceId !== workspaceId)
    throw new SynclineError({
      class: 'not_found',
      code: 'not_found',
      message: `There is no connection ${connectionId}.`,
    });
  const connector = connectorOf(ctx, row);
  crmOf(connector);
  const connection = { id: row.id, name: row.name };
  return { row, connector, source: { connector: connector.id, connection, isStub: connector.isStub === true } };
}

/** The contract over a connection, every call of which takes of its quota, as those of workers do. */
export async function openCrm(
  ctx: EngineContext,
  place: CrmPlace,
): Promise<{ readonly crm: CrmReads; readonly client: unknown; readonly connector: AnyConnector }> {
  const { source } = await findCrm(ctx, place);
  const { connector, client } = await openConnection(ctx, place.connectionId, 'live');
  const crm = createCrm({
    connector,
    client,
    source,
    externalIdOf: (streams, id) => externalIdOf(ctx, place, streams, id),
  });
  return { crm, client, connector };
}

/** The record at this connection that an entity is linked to. */
async function externalIdOf(
  ctx: EngineContext,
  { workspaceId, connectionId }: CrmPlace,
  streams: readonly string[],
  id: string,
): Promise<string | null> {
  if (!isEntityId(id)) return null;
  const links = await findLinks(ctx.store, workspaceId, { records: [], entityIds: [id] });
  const here = links.find((link) => link.connectionId === connectionId && streams.includes(link.stream));
  return here?.externalId ?? null;
}

export function isEntityId(id: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id);
}
