import type { Json } from '@syncline/core';
import type { ConfigurationFile, ResolvedConfiguration, WorkspaceSection } from './configuration-schema.ts';
import { isBranch, leavesOf, nearest, overlaid, plant, pointerOf, type Tree, valueAt } from './document-tree.ts';
import { suggestion } from './nearest-word.ts';

/** Where a value is written: in a preset, or in the file itself (null), by its path there. */
export interface SourcePlace {
  readonly preset: string | null;
  readonly path: readonly string[];
}

export interface PlacedProblem {
  readonly at: SourcePlace;
  readonly message: string;
}

export interface Resolution {
  readonly resolved: ResolvedConfiguration;
  /** By pointer into what was resolved (members go by `connection/stream`): where it is written. */
  readonly places: ReadonlyMap<string, SourcePlace>;
  readonly problems: readonly PlacedProblem[];
}

type SyncConfigSection = NonNullable<WorkspaceSection['sync_configs']>[string];

/** Works presets and policies into the sync configs of a file. Pure; `presets` are documents by name. */
export function resolveConfiguration(
  file: ConfigurationFile,
  presets: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
): Resolution {
  const places = new Map<string, SourcePlace>([['', { preset: null, path: [] }]]);
  const problems: PlacedProblem[] = [];
  for (const [pointer, path] of plant(file).places) places.set(pointer, { preset: null, path });
  const workspaces = Object.entries(file.workspaces).map(([name, section]) => {
    const at = ['workspaces', name];
    const configs = Object.entries(section.sync_configs ?? {}).map(([configName, config]) => {
      const layers = layersOf(config, section, presets, [...at, 'sync_configs', configName], problems);
      return [configName, settle(layers, [...at, 'sync_configs', configName], places)] as const;
    });
    const connections = Object.entries(section.connections ?? {}).map(([connectionName, connection]) => [
      connectionName,
      connection.managed_by === 'api'
        ? { connector: connection.connector, managed_by: 'api' as const }
        : {
            connector: connection.connector,
            base_url: connection.base_url ?? '',
            settings: (connection.settings ?? {}) as Record<string, unknown>,
            secrets: (connection.secrets ?? {}) as Record<string, string>,
          },
    ]);
    return [
      name,
      {
        connections: Object.fromEntries(connections) as ResolvedWorkspace['connections'],
        sync_configs: Object.fromEntries(configs) as ResolvedWorkspace['sync_configs'],
        ...(section.defaults === undefined ? {} : { defaults: section.defaults }),
        schedules: section.schedules ?? {},
        windows: section.windows ?? {},
        alerts: section.alerts ?? {},
        alert_routes: section.alert_routes ?? {},
        identity: section.identity ?? {},
        insights: section.insights ?? {},
      },
    ] as const;
  });
  return { resolved: { workspaces: Object.fromEntries(workspaces) }, places, problems };
}

type ResolvedWorkspace = ResolvedConfiguration['workspaces'][string];

/** A document, and where the values of its pointers are written. */
interface Layer {
  readonly tree: Tree;
  placeOf(pointer: string): SourcePlace;
}

/** What a sync config is made of, the strongest first. */
function layersOf(
  config: SyncConfigSection,
  section: WorkspaceSection,
  presets: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
  at: readonly string[],
  problems: PlacedProblem[],
): Layer[] {
  const { preset: presetName, connections = {}, ...own } = config;
  const layers = [layerOf({ ...own }, null, at)];
  if (presetName === undefined) return [...layers, ...policyLayer(section, at, layers)];
  const preset = presets.get(presetName);
  if (!preset) {
    const message = `there is no preset ${presetName}; ${suggestion(presetName, [...presets.keys()])}`;
    problems.push({ at: { preset: null, path: [...at, 'preset'] }, message });
    return layers;
  }
  const { name: _name, platform: _platform, $schema: _schema, ...values } = preset;
  for (const name of Object.keys(connections))
    if (!namesOf(values).has(name))
      problems.push({
        at: { preset: null, path: [...at, 'connections', name] },
        message: `the preset has no connection ${name}; ${suggestion(name, [...namesOf(values)])}`,
      });
  layers.push(layerOf(renamed(values, connections), presetName, []));
  return [layers[0]!, ...policyLayer(section, at, layers), layers[1]!];
}

/** The workspace's policies, for the kinds that this config has. */
function policyLayer(section: WorkspaceSection, at: readonly string[], layers: readonly Layer[]): Layer[] {
  const kinds = new Set(
    layers.flatMap(({ tree }) => {
      const found = valueAt(tree, '/settings/kinds');
      return isBranch(found) ? Object.keys(found) : [];
    }),
  );
  const policies = Object.entries(section.policies ?? {}).filter(([kind]) => kinds.has(kind));
  if (policies.length === 0) return [];
  const tree: Tree = {
    settings: { kinds: Object.fromEntries(policies.map(([kind, fields]) => [kind, { policies: fields as Json }])) },
  };
  const root = [...at.slice(0, 2), 'policies'];
  return [
    {
      tree,
      placeOf: (pointer) => {
        const [, , kind, , ...rest] = pointer.slice(1).split('/').map(unescaped);
        return { preset: null, path: [...root, ...(kind === undefined ? [] : [kind]), ...rest] };
      },
    },
  ];
}

function unescaped(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

function layerOf(document: unknown, preset: string | null, at: readonly string[]): Layer {
  const { tree, places } = plant(document);
  return { tree, placeOf: (pointer) => ({ preset, path: [...at, ...(nearest(places, pointer) ?? [])] }) };
}

/** One document of all layers; a policy that an upper layer gives replaces the lower one as a whole. */
function settle(layers: readonly Layer[], at: readonly string[], places: Map<string, SourcePlace>): Tree {
  let tree: Tree = {};
  for (const layer of layers.toReversed()) tree = overlaid(withoutReplacedPolicies(tree, layer.tree), layer.tree);
  const root = pointerOf(at);
  for (const pointer of leavesOf(tree).keys()) {
    const layer = layers.find((each) => valueAt(each.tree, pointer) !== undefined) ?? layers[0];
    const parts = pointer === '' ? [] : pointer.slice(1).split('/');
    if (layer) places.set(`${root}${pointer}`, layer.placeOf(pointer));
    // What stands above a value, for what is wrong there.
    for (let length = parts.length - 1; length > 0; length--) {
      const above = `/${parts.slice(0, length).join('/')}`;
      const owner = layers.find((each) => valueAt(each.tree, above) !== undefined);
      if (owner) places.set(`${root}${above}`, owner.placeOf(above));
    }
  }
  return tree;
}

function withoutReplacedPolicies(under: Tree, over: Tree): Tree {
  const kinds = valueAt(over, '/settings/kinds');
  if (!isBranch(kinds) || !isBranch(under)) return under;
  let tree: Tree = under;
  for (const kind of Object.keys(kinds)) {
    const given = valueAt(over, pointerOf(['settings', 'kinds', kind, 'policies']));
    const standing = valueAt(tree, pointerOf(['settings', 'kinds', kind, 'policies']));
    if (!isBranch(given) || !isBranch(standing)) continue;
    const kept = Object.fromEntries(Object.entries(standing).filter(([field]) => !Object.hasOwn(given, field)));
    tree = overlaidAt(tree, ['settings', 'kinds', kind, 'policies'], kept);
  }
  return tree;
}

function overlaidAt(tree: Tree, [part, ...rest]: readonly string[], value: Tree): Tree {
  if (part === undefined) return value;
  const branch = isBranch(tree) ? tree : {};
  return { ...branch, [part]: overlaidAt(branch[part] ?? {}, rest, value) };
}

/** Names of the connections that a preset speaks of. */
function namesOf(preset: unknown): Set<string> {
  const kinds = (preset as { settings?: { kinds?: Record<string, { members?: { connection?: string }[] }> } }).settings
    ?.kinds;
  const names = Object.values(kinds ?? {}).flatMap(({ members = [] }) => members.map((each) => each.connection ?? ''));
  return new Set(names);
}

/** The preset with the connections called as the user calls them: in members, in `connection/stream` and among people. */
function renamed(value: unknown, names: Readonly<Record<string, string>>, key = ''): unknown {
  if (Object.keys(names).length === 0) return value;
  const called = (name: string): string => (Object.hasOwn(names, name) ? names[name]! : name);
  if (Array.isArray(value)) return value.map((each) => renamed(each, names, key));
  if (typeof value === 'string') {
    if (key === 'connection') return called(value);
    if (key !== 'streams' && key !== 'authority') return value;
    const [connection = '', ...stream] = value.split('/');
    return [called(connection), ...stream].join('/');
  }
  if (!isBranch(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      key === 'people' ? called(name) : name,
      renamed(member, names, name === 'values' || name === 'fields' ? '' : name),
    ]),
  );
}
