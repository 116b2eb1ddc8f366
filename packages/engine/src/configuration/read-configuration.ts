import type { Json } from '@syncline/core';
import type { ManagedBy, ResourceKind, Sql } from '@syncline/store';
import { documentOf, leavesOf, type Tree } from './document-tree.ts';
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
}

/** What is in force in a workspace, and where each value of it comes from. Secrets are shown by their references alone. */
export async function readConfiguration(sql: Sql, workspaceId: number): Promise<ConfiguredResource[]> {
  const { resources } = await readLive(sql, workspaceId);
  return [...resources.values()].flatMap(({ kind, name, tree, row }) => {
    if (tree === null) return [];
    const shown = kind === 'connection' ? withoutSecrets(tree) : tree;
    const origins = originsOf(shown, row?.origins ?? {});
    const values = [...leavesOf(shown)].map(([path, value]) => ({ path, value, origin: origins.get(path)! }));
    return [{ kind, name, managedBy: row?.managedBy ?? 'api', document: documentOf(shown), values }];
  });
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
