import { createHash } from 'node:crypto';
import type { CreateSearch, RecordKey, Written } from '@syncline/connector-sdk';
import type { Json } from '@syncline/core';
import { findEntityFields, findFile } from '@syncline/store';
import type { OpenConnection } from '../connections/open-connection.ts';
import { expressAt } from '../sync/member-rules.ts';
import type { WriteTask } from '../write/write-task.ts';
import { openSource } from './open-file.ts';
import { unlinkedOf } from './unlinked.ts';

type Search = Omit<CreateSearch, 'unlinked'>;

/**
 * What a create may have made already. Of files, which carry no key of ours, one that is linked to nothing and holds the
 * same bytes: a copy whose upload was not answered, or one that somebody has brought there before us.
 */
export async function findCopy(task: WriteTask, search: Search): Promise<Written | null> {
  const { writes, connection, member, signal } = task;
  if (!member.stream.content) return writes.findCreated!(connection.client, search, signal);
  const others = new Set<string>();
  const unlinked = async (ids: readonly string[]) => (await unlinkedOf(task, ids)).filter((id) => !others.has(id));
  for (;;) {
    const found = await writes.findCreated!(connection.client, { ...search, unlinked }, signal);
    if (found === null || others.has(found.key.externalId)) return null;
    if (await holdsTheSame(task, found.key)) return found;
    others.add(found.key.externalId);
  }
}

/** What the stream would show of the entity's file. */
export async function fileFieldsAt({ ctx, row, member }: WriteTask): Promise<Record<string, Json>> {
  const fields = await findEntityFields(ctx.store, row.workspaceId, row.entityId);
  return {
    file_name: expressAt(member, 'file_name', fields['file_name'] ?? null),
    size: fields['size'] ?? null,
  };
}

async function holdsTheSame(task: WriteTask, key: RecordKey): Promise<boolean> {
  const { ctx, row, connection } = task;
  const known = await findFile(ctx.store, row.workspaceId, row.entityId);
  const wanted = known?.sha256 ?? (await hashOf(await openSource(task)));
  return (await hashOf(await openAt(connection, row.stream, key, task.signal))) === wanted;
}

function openAt(connection: OpenConnection, stream: string, key: RecordKey, signal: AbortSignal) {
  return connection.stream(stream).content!.open(connection.client, key, signal);
}

async function hashOf({ body }: { readonly body: ReadableStream<Uint8Array> }): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of body) hash.update(chunk);
  return hash.digest('hex');
}
