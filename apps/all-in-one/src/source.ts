import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sandboxes } from '@syncline/connector-registry/sandboxes';
import { ConfigurationError, type Lifecycle } from '@syncline/runtime';
import type { EnsureConnection } from '@syncline/store';
import getPort from 'get-port';
import type { AllInOneEnv } from './env.ts';
import type { Options } from './options.ts';

/** What is synced: a connection, and for the sandbox the hand that edits in it. */
export interface Source {
  readonly connection: EnsureConnection;
  readonly line: readonly [string, string];
  readonly startEdits: () => void;
  readonly isSandbox: boolean;
}

const SANDBOX_PORT = 8071;

export async function openSource(
  env: AllInOneEnv,
  options: Options,
  folder: string,
  lifecycle: Lifecycle,
): Promise<Source> {
  return options.github === null ? openSandbox(options, folder, lifecycle) : openGitHub(options.github, env, folder);
}

function openGitHub(name: string, env: AllInOneEnv, folder: string): Source {
  if (env.GITHUB_TOKEN === undefined) {
    throw new ConfigurationError(
      '--github wants GITHUB_TOKEN: a token that may read the repository, from https://github.com/settings/tokens',
    );
  }
  const [owner = '', repository] = name.split('/');
  const webhookSecret =
    env.GITHUB_WEBHOOK_SECRET === undefined ? secretFile(folder, 'github-webhook-secret') : 'env:GITHUB_WEBHOOK_SECRET';
  return {
    connection: {
      workspaceId: 1,
      name: `github ${name}`,
      connector: 'github',
      baseUrl: env.GITHUB_API_URL,
      settings: { owner, ...(repository === undefined ? {} : { repositories: [`${owner}/${repository}`] }) },
      secrets: { token: 'env:GITHUB_TOKEN', webhookSecret },
    },
    line: ['GitHub', `${name} at ${new URL(env.GITHUB_API_URL).host}`],
    startEdits: () => {},
    isSandbox: false,
  };
}

async function openSandbox(options: Options, folder: string, lifecycle: Lifecycle): Promise<Source> {
  const start = sandboxes.get('github');
  if (!start) throw new Error('There is no sandbox of GitHub');
  const sandbox = await start({
    port: await getPort({ port: SANDBOX_PORT, host: '127.0.0.1' }),
    records: options.issues,
    seed: 1,
  });
  lifecycle.onShutdown('sandbox', () => sandbox.close());
  return {
    connection: {
      workspaceId: 1,
      name: 'github sandbox',
      connector: 'github',
      baseUrl: sandbox.url,
      settings: sandbox.settings,
      secrets: {
        token: secretFile(folder, 'sandbox-token', sandbox.secrets.token),
        webhookSecret: secretFile(folder, 'sandbox-webhook-secret'),
      },
    },
    line: [
      'GitHub',
      `a simulated one at ${sandbox.url} with ${options.issues.toLocaleString('en')} issues and pull requests${options.edits > 0 ? `, ${options.edits} edits a second` : ''}`,
    ],
    startEdits: () => {
      if (options.edits > 0) void sandbox.runEdits({ ratePerSecond: options.edits, signal: lifecycle.signal });
    },
    isSandbox: true,
  };
}

/** A secret in a file that only we may read, made up once if it is not given; returns its reference. */
function secretFile(folder: string, name: string, value?: string): string {
  const path = join(folder, 'secrets', name);
  mkdirSync(join(folder, 'secrets'), { recursive: true, mode: 0o700 });
  const standing = existsSync(path) ? readFileSync(path, 'utf8') : null;
  const wanted = value ?? standing ?? randomBytes(32).toString('hex');
  if (wanted !== standing) writeFileSync(path, wanted, { mode: 0o600 });
  return `file:${path}`;
}
