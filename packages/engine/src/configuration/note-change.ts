import type { Json } from '@syncline/core';
import {
  type ConfigResource,
  findConfigResource,
  type ResourceKind,
  type Sql,
  saveConfigResource,
} from '@syncline/store';
import { changedPointers, leavesOf, nearest, type Tree } from './document-tree.ts';
import type { Origin } from './plan-resource.ts';

export interface NotedChange {
  readonly workspaceId: number;
  readonly kind: ResourceKind;
  readonly name: string;
  /** Null: it was not there. */
  readonly before: Tree | null;
  /** Null: it was removed. */
  readonly after: Tree | null;
  readonly by: string;
  readonly at: Date;
  /** Of values that nobody gave, by pointer; for what is new. */
  readonly defaults?: Readonly<Record<string, Origin>>;
  /** Pointers that were given, of what is new; absent: all. */
  readonly given?: ReadonlySet<string>;
}

/** Notes that the API has changed what is configured: which values are now its own, by whom and since when. */
export async function noteApiChange(tx: Sql, change: NotedChange): Promise<void> {
  const { workspaceId, kind, name, before, after } = change;
  const standing = await findConfigResource(tx, workspaceId, kind, name);
  const origin: Origin = { source: 'api', by: change.by, at: change.at.toISOString() };
  const origins: Record<string, unknown> = { ...(standing?.origins ?? change.defaults) };
  if (before === null || after === null) {
    if (before === null && change.given) for (const pointer of change.given) origins[pointer] = origin;
    else origins[''] = origin;
  } else for (const pointer of changedPointers(before, after)) setOrigin(origins, pointer, origin);
  const row: ConfigResource = {
    workspaceId,
    kind,
    name,
    managedBy: standing?.managedBy ?? 'api',
    value: isOwnTable(kind) ? null : (after as Record<string, Json> | null),
    applied: standing?.applied ?? null,
    kept: standing?.kept ?? {},
    origins,
  };
  await saveConfigResource(tx, row);
}

/** Kinds that stand in tables of their own. */
export function isOwnTable(kind: ResourceKind): boolean {
  return kind === 'connection' || kind === 'sync_config';
}

function setOrigin(origins: Record<string, unknown>, pointer: string, origin: Origin): void {
  for (const below of Object.keys(origins)) if (below.startsWith(`${pointer}/`)) delete origins[below];
  origins[pointer] = origin;
}

/** Where each value of a tree comes from. */
export function originsOf(tree: Tree, origins: Readonly<Record<string, unknown>>): Map<string, Origin> {
  const known = new Map(Object.entries(origins)) as Map<string, Origin>;
  return new Map([...leavesOf(tree).keys()].map((pointer) => [pointer, nearest(known, pointer) ?? { source: 'api' }]));
}
