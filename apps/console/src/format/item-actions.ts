import type { Item } from '../api/client.ts';

type ActionName = 'take_local' | 'take_remote' | 'take_merged' | 'retry' | 'ignore' | 'resolve' | 'refuse';

export interface Choice {
  readonly action: ActionName;
  readonly name: string;
  readonly key: string;
  /** What follows from it, in words. */
  readonly effect: string;
  /** It needs a value. */
  readonly edits?: true;
}

const deletions = new Set(['delete_brake', 'deleted_remote_edited_local', 'deleted_local_edited_remote']);

/** What can be done about an item; the API refuses what does not go all the same. */
export function choicesFor(item: Pick<Item, 'class' | 'code' | 'field' | 'entityId' | 'connectionName'>): Choice[] {
  const there = item.connectionName;
  const retry: Choice = { action: 'retry', name: 'Retry', key: 'r', effect: 'read or write it once more' };
  const ignore: Choice = {
    action: 'ignore',
    name: 'Ignore',
    key: 'i',
    effect: 'the difference stays and is not asked about again',
  };
  if (item.code === 'link_proposal')
    return [{ action: 'refuse', name: 'None of them', key: 'n', effect: 'the record is a new one' }, ignore];
  if (deletions.has(item.code))
    return [
      { action: 'take_local', name: 'Keep ours', key: 'o', effect: 'what the hub says holds' },
      { action: 'take_remote', name: 'Take theirs', key: 't', effect: `what ${there} says holds` },
      ignore,
    ];
  if (item.field !== null && item.entityId !== null) {
    const isApproval = item.code === 'approval_needed';
    return [
      {
        action: 'take_local',
        name: isApproval ? 'Approve' : 'Take ours',
        key: 'o',
        effect: `the hub's value is written to ${there}`,
      },
      {
        action: 'take_remote',
        name: 'Take theirs',
        key: 't',
        effect: `${there}'s value goes into the hub and to all others`,
      },
      {
        action: 'take_merged',
        name: 'Merge by hand',
        key: 'm',
        effect: 'the value that you write goes to all sides',
        edits: true,
      },
      retry,
      ignore,
    ];
  }
  return [retry, ignore, { action: 'resolve', name: 'Dealt with', key: 'd', effect: 'it was settled elsewhere' }];
}

export interface Candidate {
  readonly entityId: string;
  readonly name: string | null;
  readonly reasons: readonly string[];
}

/** The entities that an item proposes a record to be. */
export function candidatesOf(remoteValue: unknown): Candidate[] {
  const { candidates } = (remoteValue ?? {}) as { readonly candidates?: readonly Record<string, unknown>[] };
  return (candidates ?? []).flatMap(({ entityId, name, reasons }) =>
    typeof entityId === 'string'
      ? [
          {
            entityId,
            name: typeof name === 'string' ? name : null,
            reasons: Array.isArray(reasons) ? reasons.map(String) : [],
          },
        ]
      : [],
  );
}
