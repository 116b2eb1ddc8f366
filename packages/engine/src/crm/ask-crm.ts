import type { CrmRecord } from '@syncline/crm';
import { findLinks } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { type CrmPlace, type CrmReads, openCrm } from './open-crm.ts';

/** Asks the CRM itself, and says of each record which entity of the hub it is. Throws as calls to the vendor do. */
export async function askCrm(
  ctx: EngineContext,
  place: CrmPlace,
  ask: (crm: CrmReads, signal: AbortSignal) => Promise<readonly CrmRecord[]>,
): Promise<readonly CrmRecord[]> {
  const { crm } = await openCrm(ctx, place);
  const records = await ask(crm, AbortSignal.timeout(ctx.config.vendorTimeoutMs));
  const named = records.map(({ externalReference: { stream, externalId } }) => ({
    connectionId: place.connectionId,
    stream,
    externalId,
  }));
  const links = await findLinks(ctx.store, place.workspaceId, { records: named, entityIds: [] });
  const entities = new Map(
    links
      .filter(({ connectionId }) => connectionId === place.connectionId)
      .map(({ stream, externalId, entityId }) => [`${stream} ${externalId}`, entityId]),
  );
  return records.map((record) => {
    const { stream, externalId } = record.externalReference;
    return { ...record, entityId: entities.get(`${stream} ${externalId}`) ?? null };
  });
}
