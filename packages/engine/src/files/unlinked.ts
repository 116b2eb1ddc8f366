import { findLinks } from '@syncline/store';
import type { WriteTask } from '../write/write-task.ts';

/** Of these records at the task's stream those that are not linked to anything. */
export async function unlinkedOf(
  { ctx, row: { workspaceId, connectionId, stream } }: WriteTask,
  externalIds: readonly string[],
): Promise<readonly string[]> {
  const records = externalIds.map((externalId) => ({ connectionId, stream, externalId }));
  const links = await findLinks(ctx.store, workspaceId, { records, entityIds: [] });
  const taken = new Set(
    links
      .filter((link) => link.connectionId === connectionId && link.stream === stream)
      .map(({ externalId }) => externalId),
  );
  return externalIds.filter((id) => !taken.has(id));
}
