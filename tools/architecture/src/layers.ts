/** Which rooms a room may import: the table of the design, and nothing else decides. */
export interface Layer {
  /** Matches the room's folder. */
  readonly room: RegExp;
  /** Match the folders of the rooms that it may import. */
  readonly mayImport: readonly RegExp[];
}

const anyPackage = /^packages\/(?!connectors\/)(?!testing$)/;

export const layers: readonly Layer[] = [
  layer('packages/(core|observability)'),
  layer('packages/(rich-text|sandbox|identity|imports|insights)', 'packages/core'),
  layer('packages/connector-sdk', 'packages/(core|observability)'),
  layer('packages/interests', 'packages/(core|identity)'),
  // A gateway to other vendors: it reads and writes as their own connectors do.
  layer('packages/connectors/composio', 'packages/(connector-sdk|core)', 'packages/connectors/(hubspot|salesforce)'),
  layer('packages/connectors/[^/]+', 'packages/(connector-sdk|core|rich-text)'),
  // One contract over the CRMs, whatever their connectors.
  layer('packages/crm', 'packages/(connector-sdk|core)'),
  layer('packages/connector-registry', 'packages/connectors/[^/]+', 'packages/connector-sdk'),
  layer('packages/(store|event-bus|state-cache)', 'packages/core'),
  layer('packages/queue', 'packages/(core|observability)'),
  layer('packages/runtime', 'packages/observability'),
  // What is published to people who call us from outside knows nothing of what is inside.
  layer('packages/api-client'),
  layer('packages/testing', 'packages/.+'),
  layer(
    'packages/engine',
    'packages/(core|connector-sdk|crm|identity|imports|insights|interests|store|queue|event-bus|state-cache|rich-text|observability)',
  ),
  // What the worker apps have in common: how one opens its context and runs its tasks.
  layer(
    'packages/worker-host',
    'packages/(core|connector-registry|engine|event-bus|imports|observability|queue|runtime|state-cache|store)',
  ),
  { room: /^apps\/all-in-one$/, mayImport: [anyPackage, /^apps\//] },
  // A page in a browser, and what builds it: of ours it knows what is published to callers from outside.
  layer('apps/console', 'packages/(api-client|runtime)'),
  // It serves the console.
  { room: /^apps\/operator$/, mayImport: [anyPackage, /^apps\/console$/] },
  { room: /^apps\/[^/]+$/, mayImport: [anyPackage] },
  layer('tools/[^/]+', 'packages/.+', 'apps/[^/]+'),
];

/** What only a connector's own simulator may import beside what the connector may. */
export const simulatorMayImport = /^packages\/sandbox$/;

/** Third-party packages with a home. Tests that need one declare it among their devDependencies. */
export const homes: readonly { readonly dependency: RegExp; readonly rooms: RegExp }[] = [
  { dependency: /^drizzle-orm$/, rooms: /^packages\/store$/ },
  { dependency: /^bullmq$/, rooms: /^packages\/(queue|testing)$/ },
  { dependency: /^ioredis$/, rooms: /^packages\/(queue|state-cache|testing)$/ },
  { dependency: /^pg(-copy-streams)?$/, rooms: /^(packages\/(store|queue|testing)|tools\/[^/]+)$/ },
  // What a file means is asked of a model in one place, which sends no value of a cell.
  { dependency: /^openai$/, rooms: /^packages\/imports$/ },
  { dependency: /^fastify$/, rooms: /^(?!packages\/engine$)/ },
];

function layer(room: string, ...mayImport: string[]): Layer {
  return { room: exactly(room), mayImport: mayImport.map(exactly) };
}

function exactly(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`);
}
