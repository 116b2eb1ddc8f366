import { findLinks, type RecordAddress } from '@syncline/store';
import type { RecordPlace } from './read-record.ts';
import type { WriteTask } from './write-task.ts';

/** Where the entity's record at the writeback's stream is; null while there is none. */
export async function placeOfTwin({ ctx, row }: Pick<WriteTask, 'ctx' | 'row'>): Promise<RecordPlace | null> {
  const links = await findLinks(ctx.store, row.workspaceId, { records: [], entityIds: [row.entityId] });
  const link = links.find(
    (candidate) => candidate.connectionId === row.connectionId && candidate.stream === row.stream,
  );
  if (!link) return null;
  const address: RecordAddress = {
    workspaceId: row.workspaceId,
    connectionId: row.connectionId,
    stream: row.stream,
    externalId: link.externalId,
  };
  return { ...address, locator: link.locator, scope: link.scope };
}
