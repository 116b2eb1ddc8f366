import { type Json, sameValue } from '@syncline/core';
import type { ManagedBy, ResourceKind, Sql } from '@syncline/store';
import { documentOf, leavesOf, nearest, type Tree } from './document-tree.ts';
import { isSecretReference } from './literal-secrets.ts';
import { readLive } from './live-resources.ts';
import { originsOf } from './note-change.ts';
import type { Origin } from './plan-resource.ts';

export interface ConfiguredValue {
  /** JSON pointer. */
  readonly path: string;
  readonly value: Json;
  readonly origin: Origin;
}

export interface ConfiguredResource {
  readonly kind: ResourceKind;
  readonly name: string;
  readonly managedBy: ManagedBy;
  /** As a file would have it. */
  readonly document: Json;
  readonly values: readonly ConfiguredValue[];
  /** Where something else stands than the file said when it was last applied; empty where no file names it. */
  readonly changed: readonly ChangedValue[];
}

export interface ChangedValue {
  readonly path: string;
  /** What the file said; null: nothing. */
  readonly file: Json;
  /** What stands; null: nothing. */
  readonly stands: Json;
  /** Of what stands, or of its removal. */
  readonly origin: Origin;
}

/** What is in force in a workspace, and where each value of it comes from. Secrets are shown by their references alone. */
export async function readConfiguration(sql: Sql, workspaceId: number): Promise<ConfiguredResource[]> {
  const { resources } = await readLive(sql, workspaceId);
  return [...resources.values()].flatMap(({ kind, name, tree, row }) => {
    if (tree === null) return [];
    const shown = kind === 'connection' ? withoutSecrets(tree) : tree;
    const origins = originsOf(shown, row?.origins ?? {});
    const values = [...leavesOf(shown)].map(([path, value]) => ({ path, value, origin: origins.get(path)! }));
    const changed = changedSince(row?.applied ?? null, values, new Map(Object.entries(row?.origins ?? {})) as never);
    return [{ kind, name, managedBy: row?.managedBy ?? 'api', document: documentOf(shown), values, changed }];
  });
}

function changedSince(
  applied: Readonly<Record<string, Json>> | null,
  values: readonly ConfiguredValue[],
  origins: ReadonlyMap<string, Origin>,
): ChangedValue[] {
  if (applied === null) return [];
  const standing = new Map(values.map((each) => [each.path, each]));
  const gone = Object.entries(applied).flatMap(([path, file]): ChangedValue[] =>
    standing.has(path) ? [] : [{ path, file, stands: null, origin: nearest(origins, path) ?? { source: 'api' } }],
  );
  const others = values.flatMap(({ path, value, origin }): ChangedValue[] => {
    const isSaid = Object.hasOwn(applied, path);
    // What the file says nothing of is a default, or the API's own.
    if (!isSaid && origin.source !== 'api') return [];
    return isSaid && sameValue(applied[path]!, value)
      ? []
      : [{ path, file: applied[path] ?? null, stands: value, origin }];
  });
  return [...others, ...gone];
}

/** What is no reference was entered through the API, and is kept where nobody reads it. */
function withoutSecrets(tree: Tree): Tree {
  const { secrets, ...others } = tree as Record<string, Json>;
  const shown = Object.entries((secrets ?? {}) as Record<string, Json>).map(([name, reference]) => [
    name,
    typeof reference === 'string' && isSecretReference(reference) ? reference : '(entered through the API)',
  ]);
  return { ...others, secrets: Object.fromEntries(shown) as Json };
}
