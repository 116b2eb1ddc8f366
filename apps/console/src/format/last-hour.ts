import type { RecentChanges } from '../api/client.ts';

type Change = RecentChanges['items'][number];

/** What happened to one kind of thing. */
export interface KindChanges {
  readonly kind: string;
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
  /** Where it came from, the most first. */
  readonly from: readonly { readonly id: number | null; readonly name: string; readonly count: number }[];
  readonly newestAt: string;
}

const verbs = { 'entity.created': 'created', 'entity.updated': 'updated', 'entity.deleted': 'deleted' } as const;

/** Changes of entities by kind, the most first. */
export function changesByKind(items: readonly Change[]): KindChanges[] {
  const kinds = Map.groupBy(
    items.filter(({ type, kind }) => type in verbs && kind !== null),
    ({ kind }) => kind!,
  );
  const all = [...kinds].map(([kind, changes]): KindChanges => {
    const of = (type: keyof typeof verbs): number => sum(changes.filter((each) => each.type === type));
    const origins = Map.groupBy(changes, ({ connectionId }) => connectionId);
    return {
      kind,
      created: of('entity.created'),
      updated: of('entity.updated'),
      deleted: of('entity.deleted'),
      from: [...origins]
        .map(([id, each]) => ({ id, name: each[0]!.connectionName ?? 'the hub', count: sum(each) }))
        .sort((a, b) => b.count - a.count),
      newestAt: changes.map(({ newestAt }) => newestAt).reduce((a, b) => (a > b ? a : b)),
    };
  });
  const total = ({ created, updated, deleted }: KindChanges): number => created + updated + deleted;
  return all.sort((a, b) => total(b) - total(a));
}

/** How often something happened, wherever it did. */
export function countOfType(items: readonly Change[], type: string): number {
  return sum(items.filter((each) => each.type === type));
}

function sum(changes: readonly Change[]): number {
  return changes.reduce((total, { count }) => total + count, 0);
}
