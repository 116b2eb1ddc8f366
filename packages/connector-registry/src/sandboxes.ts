import { createGitHubSandbox } from '@syncline/connector-github/sandbox';
import { createJiraSandbox } from '@syncline/connector-jira/sandbox';
import { createSalesforceSandbox } from '@syncline/connector-salesforce/sandbox';

export interface SandboxOptions {
  /** 0: a free one. */
  readonly port: number;
  /** How many records of the main stream it holds. */
  readonly records: number;
  readonly seed: number;
}

/** A vendor's simulator, as a connection needs it. */
export interface RunningSandbox {
  readonly url: string;
  readonly settings: Record<string, unknown>;
  readonly secrets: Readonly<Record<string, string>>;
  /** Edits records as people would, until the signal is aborted. */
  runEdits(options: { readonly ratePerSecond: number; readonly signal: AbortSignal }): Promise<unknown>;
  close(): Promise<void>;
}

type StartSandbox = (options: SandboxOptions) => Promise<RunningSandbox>;

/** The simulator of each connector that has one, by connector id. */
export const sandboxes: ReadonlyMap<string, StartSandbox> = new Map<string, StartSandbox>([
  [
    'github',
    async ({ port, records, seed }) => {
      const sandbox = await createGitHubSandbox({
        port,
        issues: records,
        seed,
        rateLimit: { limit: 1_000_000, windowMs: 3_600_000 },
      });
      return {
        url: sandbox.url,
        settings: { owner: sandbox.org, ownerType: 'org' },
        secrets: { token: sandbox.token },
        runEdits: (options) => sandbox.runEdits(options),
        close: () => sandbox.close(),
      };
    },
  ],
  [
    'jira',
    async ({ port, records, seed }) => {
      const rateLimit = { limit: 1_000_000, windowMs: 3_600_000 };
      const sandbox = await createJiraSandbox({ port, issues: records, seed, rateLimit });
      return {
        url: sandbox.url,
        settings: { email: sandbox.email },
        secrets: { token: sandbox.token },
        runEdits: (options) => sandbox.runEdits(options),
        close: () => sandbox.close(),
      };
    },
  ],
  [
    'salesforce',
    async ({ port, records, seed }) => {
      const sandbox = await createSalesforceSandbox({
        port,
        accounts: records,
        seed,
        rateLimit: { limit: 10_000_000, windowMs: 86_400_000 },
      });
      const { url, organizationId, clientId, clientSecret } = sandbox;
      return {
        url,
        settings: { organizationId },
        secrets: { clientId, clientSecret },
        runEdits: (options) => sandbox.runEdits(options),
        close: () => sandbox.close(),
      };
    },
  ],
]);
