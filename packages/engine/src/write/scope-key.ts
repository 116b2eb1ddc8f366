import { SynclineError } from '@syncline/core';
import { listStreamStates } from '@syncline/store';
import type { WriteTask } from './write-task.ts';

/** The key of the scope that a sync config names: from what was read before, else from the vendor. */
export async function scopeKeyOf(task: WriteTask, name: string): Promise<string> {
  const { ctx, connection, member, row, signal } = task;
  const { connector, client } = connection;
  if (!connector.scopeName || connector.scopeName(name) !== name) return name;
  const isIt = (key: string): boolean => key === name || connector.scopeName!(key) === name;
  const read = await listStreamStates(ctx.store, row.workspaceId, row.connectionId);
  const known = read.find((state) => state.stream === row.stream && isIt(state.scope));
  if (known) return known.scope;
  const listed = await connector.listScopes(client, member.stream.scopeKind, signal);
  const found = listed.find((scope) => isIt(scope.key));
  if (found) return found.key;
  throw new SynclineError({
    class: 'mapping',
    code: 'no_such_scope',
    message: `${member.key} has no ${member.stream.scopeKind} ${name} to create records in. Mend createIn in ${member.configName}, or the connection's rights.`,
  });
}
