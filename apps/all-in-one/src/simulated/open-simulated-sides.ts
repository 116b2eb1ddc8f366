import { join } from 'node:path';
import { sandboxes } from '@syncline/connector-registry/sandboxes';
import { ConfigurationError, type Lifecycle } from '@syncline/runtime';
import getPort from 'get-port';
import { readSecret, secretFile } from '../secret-file.ts';
import type { Side } from '../side.ts';
import { askSandbox } from './ask-sandbox.ts';
import type { World } from './world.ts';

/** The simulated vendors: connection name, port if it is free, and how much of a world's size each holds. */
const VENDORS = [
  { id: 'github', title: 'GitHub', port: 8071, records: (issues: number) => issues, holds: 'issues and pull requests' },
  { id: 'jira', title: 'Jira', port: 8072, records: (issues: number) => Math.min(400, issues), holds: 'issues' },
  {
    id: 'salesforce',
    title: 'Salesforce',
    port: 8073,
    records: (issues: number) => Math.min(150, issues),
    holds: 'accounts, and as many contacts, opportunities and tasks',
  },
] as const;

/** Starts the simulated vendors as they were left. */
export function openSimulatedSides(world: World, folder: string, lifecycle: Lifecycle): Promise<Side[]> {
  return Promise.all(VENDORS.map((vendor) => openSide(vendor, world, folder, lifecycle)));
}

async function openSide(
  vendor: (typeof VENDORS)[number],
  world: World,
  folder: string,
  lifecycle: Lifecycle,
): Promise<Side> {
  const start = sandboxes.get(vendor.id);
  if (!start) throw new Error(`There is no sandbox of ${vendor.title}`);
  const records = vendor.records(world.issues);
  const sandbox = await start({
    port: await getPort({ port: vendor.port, host: '127.0.0.1' }),
    records,
    seed: 1,
    journalFile: join(world.folder, `${vendor.id}.journal`),
  }).catch((error: unknown) => {
    const isOther = error instanceof Error && error.message.includes('another simulated world');
    if (!isOther) throw error;
    throw new ConfigurationError(
      `The database was begun with another --issues. Start with that number again, or give an empty database; ${error.message}`,
    );
  });
  lifecycle.onShutdown(`${vendor.id} sandbox`, () => sandbox.close());
  const secrets = Object.entries(sandbox.secrets).map(([name, value]) => [
    name,
    secretFile(folder, `sandbox-${vendor.id}-${name}`, value),
  ]);
  const secret = 'sandbox-webhook-secret';
  return {
    connection: {
      workspaceId: 1,
      name: vendor.id,
      connector: vendor.id,
      baseUrl: sandbox.url,
      settings: sandbox.settings,
      secrets: { ...Object.fromEntries(secrets), webhookSecret: secretFile(folder, secret) },
    },
    line: [vendor.title, `a simulated one at ${sandbox.url} with ${records.toLocaleString('en')} ${vendor.holds}`],
    isSimulated: true,
    // What deploying infra/salesforce does to a real organisation.
    ...(vendor.id === 'salesforce'
      ? {
          subscribe: (webhookUrl: string) =>
            askSandbox(sandbox.url, 'POST', '/_sandbox/hooks', {
              url: webhookUrl,
              secret: readSecret(folder, secret),
            }),
        }
      : {}),
  };
}
