import { findLinks } from '@syncline/store';
import { openConnection } from '../connections/open-connection.ts';
import type { WriteTask } from './write-task.ts';

/** Tells the other sides whose config asks for it that the change has arrived here. Best effort: nothing rests on it. */
export async function announceArrival(task: WriteTask): Promise<void> {
  const { ctx, row, plan, signal } = task;
  const listeners = plan
    .membersOfKind(task.member.kind)
    .filter((member) => member.announce && member.key !== task.member.key && member.stream.writes?.announce);
  if (listeners.length === 0) return;
  const links = await findLinks(ctx.store, row.workspaceId, { records: [], entityIds: [row.entityId] });
  for (const member of listeners) {
    const link = links.find((l) => l.connectionId === member.connectionId && l.stream === member.stream.name);
    if (!link) continue;
    try {
      const connection = await openConnection(ctx, member.connectionId, 'bulk');
      await member.stream.writes!.announce!(
        connection.client,
        { externalId: link.externalId, locator: link.locator, scope: link.scope },
        { state: 'in_step', text: `In step with ${task.member.key}.`, url: null },
        signal,
      );
    } catch (error) {
      ctx.logger.info({ member: member.key, err: error }, 'arrival could not be announced');
    }
  }
}
