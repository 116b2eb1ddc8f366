import type { AnyConnector } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { ConnectionRow, SyncConfigRow } from '@syncline/store';
import { compilePlan } from '../sync/compile-plan.ts';
import { syncSettings } from '../sync/sync-settings.ts';
import { checkReferences } from './check-references.ts';
import { type ConfigurationFile, configurationFile, type ResolvedConfiguration } from './configuration-schema.ts';
import { documentOf, nearest, plant, pointerOf, type Tree } from './document-tree.ts';
import { findLiteralSecret } from './literal-secrets.ts';
import {
  type PlacedProblem,
  type Resolution,
  resolveConfiguration,
  type SourcePlace,
} from './resolve-configuration.ts';
import { schemaProblems } from './schema-problems.ts';
import { stepsOf } from './steps-of.ts';

export interface CheckParts {
  readonly connectors: ReadonlyMap<string, AnyConnector>;
  /** Documents of the presets, by name. */
  readonly presets: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

export type CheckedConfiguration = { readonly problems: readonly PlacedProblem[] } & (
  | { readonly ok: true; readonly resolution: Resolution }
  | { readonly ok: false }
);

/** Everything that can be known to be wrong with a file without asking anybody. Pure. */
export function checkConfiguration(document: unknown, { connectors, presets }: CheckParts): CheckedConfiguration {
  const schema = configurationFile(connectors.values());
  const secret = findLiteralSecret(document);
  if (secret !== null)
    return refused([
      { at: own(secret.split('.')), message: 'is a secret itself; write where it is: env:NAME or file:/path' },
    ]);
  const problems = schemaProblems(schema, document);
  if (problems.length > 0) return refused(problems.map(({ path, message }) => ({ at: own(path), message })));
  // As it was written: what a schema would fill in or spell otherwise nobody has said.
  const file = document as ConfigurationFile;
  const resolution = resolveConfiguration(file, presets);
  const found = [
    ...resolution.problems,
    ...connectionProblems(resolution.resolved, connectors),
    ...settingsProblemsOf(resolution),
    ...checkReferences(resolution, file, connectors),
  ];
  if (found.length > 0) return refused(found);
  const deeper = planProblems(resolution, connectors);
  return deeper.length > 0 ? refused(deeper) : { ok: true, problems: [], resolution };
}

function refused(problems: readonly PlacedProblem[]): CheckedConfiguration {
  return { ok: false, problems };
}

function own(path: readonly string[]): SourcePlace {
  return { preset: null, path };
}

/** What the shape of a connection does not say: what is required of one that the file manages. */
function connectionProblems(
  { workspaces }: ResolvedConfiguration,
  connectors: CheckParts['connectors'],
): PlacedProblem[] {
  return Object.entries(workspaces).flatMap(([workspace, section]) =>
    Object.entries(section.connections).flatMap(([name, connection]) => {
      const connector = connectors.get(connection.connector);
      if ('managed_by' in connection || !connector) return [];
      const at = ['workspaces', workspace, 'connections', name];
      const missing = connector.secrets.filter(
        (each) => each.required && !Object.hasOwn(connection.secrets, each.name),
      );
      return [
        ...(connection.base_url === ''
          ? [{ at: own([...at, 'base_url']), message: 'is missing: the address of its API' }]
          : []),
        ...schemaProblems(connector.settings, connection.settings).map(({ path, message }) => ({
          at: own([...at, 'settings', ...path]),
          message,
        })),
        ...missing.map((each) => ({
          at: own([...at, 'secrets', each.name]),
          message: `is missing: ${each.title}, as env:NAME or file:/path`,
        })),
      ];
    }),
  );
}

function settingsProblemsOf(resolution: Resolution): PlacedProblem[] {
  return eachSyncConfig(resolution).flatMap(({ at, tree }) => {
    const settings = settingsOf(tree);
    const planted = plant({ settings });
    return schemaProblems(syncSettings, settings).map(({ path, message }) => ({
      at: placed(resolution, at, planted.places, ['settings', ...path]),
      message,
    }));
  });
}

/** What only the whole plan shows: fields that no stream has, and two configs that contradict each other. */
function planProblems(resolution: Resolution, connectors: CheckParts['connectors']): PlacedProblem[] {
  return Object.entries(resolution.resolved.workspaces).flatMap(([workspace, section]) => {
    const connections = Object.entries(section.connections).map(
      ([name, connection], index) =>
        ({ id: index + 1, workspaceId: 1, name, ...connection }) as unknown as ConnectionRow,
    );
    const compiled: SyncConfigRow[] = [];
    for (const { name, at, tree } of eachSyncConfig(resolution).filter((each) => each.workspace === workspace)) {
      const settings = settingsOf(tree);
      const row = { name, settings, twoWayCreate: true } as unknown as SyncConfigRow;
      try {
        compilePlan({ version: '', workspaceId: 1, configs: [...compiled, row], connections, connectors });
        compiled.push(row);
      } catch (thrown) {
        if (!(thrown instanceof SynclineError) || thrown.code !== 'sync_config') throw thrown;
        const message = thrown.message.replace(/^Sync config .*?: /, '').replace(/\.$/, '');
        const path = ['settings', ...stepsOf(thrown.field ?? '', settings)];
        return [{ at: placed(resolution, at, plant({ settings }).places, path), message }];
      }
    }
    return [];
  });
}

interface NamedConfig {
  readonly workspace: string;
  readonly name: string;
  readonly at: readonly string[];
  readonly tree: Tree;
}

function eachSyncConfig({ resolved }: Resolution): NamedConfig[] {
  return Object.entries(resolved.workspaces).flatMap(([workspace, section]) =>
    Object.entries(section.sync_configs).map(([name, tree]) => ({
      workspace,
      name,
      at: ['workspaces', workspace, 'sync_configs', name],
      tree: tree as Tree,
    })),
  );
}

function settingsOf(tree: Tree): unknown {
  return (documentOf(tree) as Record<string, unknown>)['settings'];
}

/** Where a value of a sync config is written, by its path in the document that all layers make. */
function placed(
  resolution: Resolution,
  at: readonly string[],
  places: ReadonlyMap<string, readonly string[]>,
  path: readonly string[],
): SourcePlace {
  for (let length = path.length; length >= 0; length--) {
    const wanted = JSON.stringify(path.slice(0, length));
    const pointer = [...places].find(([, place]) => JSON.stringify(place) === wanted)?.[0];
    if (pointer === undefined) continue;
    const found = nearest(resolution.places, `${pointerOf(at)}${pointer}`) ?? own(at);
    return { ...found, path: [...found.path, ...path.slice(length)] };
  }
  return own(at);
}
