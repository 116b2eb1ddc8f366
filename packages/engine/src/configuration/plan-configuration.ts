import { hash } from 'node:crypto';
import { canonicalJson, type Json } from '@syncline/core';
import type { ResourceKind } from '@syncline/store';
import type { SyncDefaults } from '../context.ts';
import type { ResolvedConfiguration } from './configuration-schema.ts';
import { leavesOf, pointerOf, type Tree } from './document-tree.ts';
import { type LiveResource, type LiveWorkspace, resourceKey } from './live-resources.ts';
import { type Origin, planResource, type ResourcePlan } from './plan-resource.ts';

type Section = ResolvedConfiguration['workspaces'][string];

/** What a file says of one thing. */
export interface FileResource {
  readonly kind: ResourceKind;
  readonly name: string;
  readonly leaves: ReadonlyMap<string, Json>;
  /** Where it stands in the file, as a pointer; values stand below. */
  readonly at: string;
  /** Pointers of values that stand elsewhere in the file. */
  readonly elsewhere: ReadonlyMap<string, string>;
}

export interface PlannedResource extends Omit<ResourcePlan, 'action'> {
  readonly workspace: string;
  readonly kind: ResourceKind;
  readonly name: string;
  /** `release`: the file names it no longer, and it stays as the API's. */
  readonly action: ResourcePlan['action'] | 'release';
}

/** Who is right where file and API disagree. */
export type Take = 'file' | 'api';

/** By its key, a thing of the file, what stands, and what applying it would do. */
export interface PlanEntry {
  readonly planned: PlannedResource;
  readonly file: FileResource | null;
  readonly live: LiveResource;
}

const rhythm = ['sync_interval', 'batch_fallback_enabled', 'batch_size'] as const;
const fromEnvironment = {
  sync_interval: 'syncInterval',
  batch_fallback_enabled: 'batchFallbackEnabled',
  batch_size: 'batchSize',
} as const;

/** Everything that a workspace's section of the file says, of which each may be planned by itself. */
export function fileResources(workspace: string, section: Section, defaults: SyncDefaults): FileResource[] {
  const root = ['workspaces', workspace];
  const plain = (
    kind: ResourceKind,
    part: 'schedules' | 'windows' | 'alerts' | 'alert_routes' | 'identity' | 'insights',
  ): FileResource[] =>
    Object.entries(section[part]).map(([name, value]) => ({
      kind,
      name,
      leaves: leavesOf(value as Tree),
      at: pointerOf([...root, part, name]),
      elsewhere: new Map(),
    }));
  return [
    ...Object.entries(section.connections).flatMap(([name, connection]): FileResource[] =>
      'managed_by' in connection
        ? []
        : [
            {
              kind: 'connection',
              name,
              leaves: leavesOf(connection as Tree),
              at: pointerOf([...root, 'connections', name]),
              elsewhere: new Map(),
            },
          ],
    ),
    ...Object.entries(section.sync_configs).map(([name, config]): FileResource => {
      const leaves = leavesOf(config as Tree);
      const elsewhere = new Map<string, string>();
      for (const key of rhythm) {
        const value = section.defaults?.[key];
        // The environment stands above the file, and what a config says itself above both.
        if (value === undefined || leaves.has(`/${key}`) || defaults[fromEnvironment[key]]) continue;
        leaves.set(`/${key}`, value);
        elsewhere.set(`/${key}`, pointerOf([...root, 'defaults', key]));
      }
      return { kind: 'sync_config', name, leaves, at: pointerOf([...root, 'sync_configs', name]), elsewhere };
    }),
    ...plain('schedule', 'schedules'),
    ...plain('window', 'windows'),
    ...plain('alert_rule', 'alerts'),
    ...plain('alert_route', 'alert_routes'),
    ...plain('identity', 'identity'),
    ...plain('insight', 'insights'),
  ];
}

/** What applying a workspace's section would change, and where it disagrees with the API. Pure. */
export function planWorkspace(
  workspace: string,
  files: readonly FileResource[],
  live: LiveWorkspace,
  take: Take | null,
): PlanEntry[] {
  const named = new Map(files.map((file) => [resourceKey(file.kind, file.name), file]));
  const keys = [...new Set([...named.keys(), ...live.resources.keys()])];
  return keys.flatMap((key): PlanEntry[] => {
    const file = named.get(key) ?? null;
    const standing = live.resources.get(key) ?? { kind: file!.kind, name: file!.name, tree: null, row: null };
    if (file === null && standing.row?.applied == null) return [];
    const { row, tree, kind, name } = standing;
    const plan = planResource({
      file: file?.leaves ?? null,
      applied: row?.applied == null ? null : new Map(Object.entries(row.applied)),
      live: tree,
      // What was let stand is looked at again when the file is to be right.
      kept: new Map(take === 'file' ? [] : Object.entries(row?.kept ?? {})),
      origins: new Map(Object.entries(row?.origins ?? {})) as Map<string, Origin>,
    });
    // What was read through a connection is linked to it: it is not for a line that went to take that away.
    const action = plan.action === 'delete' && kind === 'connection' ? 'release' : plan.action;
    return [{ planned: { workspace, kind, name, action, changes: plan.changes }, file, live: standing }];
  });
}

export function hasDrift(entries: readonly PlanEntry[]): boolean {
  return entries.some(({ planned }) => planned.changes.some((change) => change.kind === 'drift'));
}

/** Tells plans apart: what is applied is what was looked at. */
export function planDigest(resources: readonly PlannedResource[]): string {
  const told = resources.map(({ workspace, kind, name, action, changes }) => [
    workspace,
    kind,
    name,
    action,
    changes.map(({ kind: change, path, from, to }) => [change, path, from ?? null, to ?? null]),
  ]);
  return hash('sha256', canonicalJson(told), 'hex').slice(0, 32);
}
