import { findSameFiles, lockMatchKeys, type ShownFileKey, type Sql } from '@syncline/store';
import type { UnknownRecord } from '../sync/link-records.ts';
import type { MergeWork } from '../sync/merge-work.ts';

/**
 * Files carry no key of ours. One without a mapping that is of the same name and size, and hangs at the same record, as
 * one that has none there is taken for it: our own copy, seen before the answer that tells of it, or one that both sides
 * had before they were linked. By entry the entities that it may be, the oldest first.
 */
export async function sameFiles(
  tx: Sql,
  work: MergeWork,
  unknown: readonly UnknownRecord[],
): Promise<ReadonlyMap<UnknownRecord, readonly string[]>> {
  const keys = unknown.flatMap((entry) => {
    const key = entry.member.stream.content ? keyOf(entry) : null;
    return key ? [{ entry, key }] : [];
  });
  const kind = keys[0]?.entry.member.kind;
  if (kind === undefined) return new Map();
  // Two sides that show the same file at the same time: the second sees what the first has made of it.
  await lockMatchKeys(
    tx,
    work.plan.workspaceId,
    keys.map(({ key }) => ({ kind, field: 'file', value: `${key.fileName} ${key.size}` })),
  );
  const found = await findSameFiles(
    tx,
    work.plan.workspaceId,
    kind,
    keys.map(({ key }) => key),
  );
  return new Map(keys.map(({ entry }, index) => [entry, found[index]!]));
}

function keyOf({ member, record, fields }: UnknownRecord): ShownFileKey | null {
  const { file_name: fileName, size } = fields;
  const parent = record.edges.find(({ relation, target }) => relation === 'part_of' && target.startsWith('id:'));
  if (typeof fileName !== 'string' || typeof size !== 'number' || !parent) return null;
  return {
    connectionId: member.connectionId,
    stream: record.stream,
    parentStream: parent.stream,
    parentExternalId: parent.target.slice('id:'.length),
    fileName,
    size,
  };
}
