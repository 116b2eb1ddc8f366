import { createComposioSandbox } from '@syncline/connector-composio/sandbox';
import { createGitHubSandbox } from '@syncline/connector-github/sandbox';
import { createGitLabSandbox } from '@syncline/connector-gitlab/sandbox';
import { createHubspotSandbox } from '@syncline/connector-hubspot/sandbox';
import { createJiraSandbox } from '@syncline/connector-jira/sandbox';
import { createOpenProjectSandbox } from '@syncline/connector-openproject/sandbox';
import { createPipedriveSandbox } from '@syncline/connector-pipedrive/sandbox';
import { createQuoSandbox } from '@syncline/connector-quo/sandbox';
import { createSalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { createStubSandbox } from '@syncline/connector-stub/sandbox';
import { createTrelloSandbox } from '@syncline/connector-trello/sandbox';
import { createZohoSandbox } from '@syncline/connector-zoho/sandbox';

export interface SandboxOptions {
  /** 0: a free one. */
  readonly port: number;
  /** How many records of the main stream it holds. */
  readonly records: number;
  readonly seed: number;
  /** Where it keeps what it was asked to change, from one start to the next. By default it forgets. */
  readonly journalFile?: string;
}

/** A vendor's simulator, as a connection needs it. */
export interface RunningSandbox {
  readonly url: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

type StartSandbox = (options: SandboxOptions) => Promise<RunningSandbox>;

/** The simulator of each connector that has one, by connector id. */
export const sandboxes: ReadonlyMap<string, StartSandbox> = new Map<string, StartSandbox>([
  [
    'composio',
    async ({ port, records, ...options }) => {
      const sandbox = await createComposioSandbox({ port, salesforce: { ...options, accounts: records } });
      const { url, settings, token } = sandbox;
      return { url, settings, secrets: { token }, close: () => sandbox.close() };
    },
  ],
  [
    'github',
    async ({ records, ...options }) => {
      const sandbox = await createGitHubSandbox({
        ...options,
        issues: records,
        rateLimit: { limit: 1_000_000, windowMs: 3_600_000 },
      });
      return {
        url: sandbox.url,
        settings: { owner: sandbox.org, ownerType: 'org' },
        secrets: { token: sandbox.token },
        close: () => sandbox.close(),
      };
    },
  ],
  [
    'gitlab',
    async ({ records, ...options }) => {
      const rateLimit = { limit: 1_000_000, windowMs: 60_000 };
      const sandbox = await createGitLabSandbox({ ...options, issues: records, rateLimit });
      return {
        url: sandbox.url,
        settings: { group: sandbox.group },
        secrets: { token: sandbox.token },
        close: () => sandbox.close(),
      };
    },
  ],
  [
    'hubspot',
    async ({ records, ...options }) => {
      const rateLimit = { limit: 1_000_000, windowMs: 10_000 };
      const searchesPerSecond = 10_000;
      const sandbox = await createHubspotSandbox({
        ...options,
        contacts: records,
        rateLimit,
        searchesPerSecond,
        indexLagMs: 0,
      });
      const { url, portalId, token, clientSecret, appId, developerKey } = sandbox;
      return {
        url,
        settings: { portalId, appId, searchesPerSecond },
        secrets: { token, developerKey, webhookSecret: clientSecret },
        close: () => sandbox.close(),
      };
    },
  ],
  [
    'jira',
    async ({ records, ...options }) => {
      const rateLimit = { limit: 1_000_000, windowMs: 3_600_000 };
      const sandbox = await createJiraSandbox({ ...options, issues: records, rateLimit });
      return {
        url: sandbox.url,
        settings: { email: sandbox.email },
        secrets: { token: sandbox.token },
        close: () => sandbox.close(),
      };
    },
  ],
  [
    'openproject',
    async ({ records, ...options }) => {
      const sandbox = await createOpenProjectSandbox({ ...options, workPackages: records });
      return {
        url: sandbox.url,
        settings: {},
        secrets: { token: sandbox.token },
        close: () => sandbox.close(),
      };
    },
  ],
  [
    'pipedrive',
    async ({ records, ...options }) => {
      const rateLimit = { limit: 100_000_000, windowMs: 86_400_000 };
      const sandbox = await createPipedriveSandbox({
        ...options,
        persons: records,
        rateLimit,
        burst: 1_000_000,
        searchLagMs: 0,
      });
      const { url, token } = sandbox;
      return { url, settings: { seesAllRecords: true }, secrets: { token }, close: () => sandbox.close() };
    },
  ],
  [
    'quo',
    async ({ records, ...options }) => {
      const rateLimit = { limit: 1_000_000, windowMs: 1_000 };
      const sandbox = await createQuoSandbox({ ...options, contacts: records, rateLimit });
      const { url, token, close } = sandbox;
      return { url, settings: {}, secrets: { token }, close };
    },
  ],
  [
    'salesforce',
    async ({ records, ...options }) => {
      const sandbox = await createSalesforceSandbox({
        ...options,
        accounts: records,
        rateLimit: { limit: 10_000_000, windowMs: 86_400_000 },
      });
      const { url, organizationId, clientId, clientSecret } = sandbox;
      return {
        url,
        settings: { organizationId, seesAllRecords: true },
        secrets: { clientId, clientSecret },
        close: () => sandbox.close(),
      };
    },
  ],
  [
    'stub',
    async ({ records, journalFile }) => {
      const sandbox = await createStubSandbox({ records, ...(journalFile !== undefined && { journalFile }) });
      const { url, settings, secrets } = sandbox;
      return { url, settings, secrets, close: () => sandbox.close() };
    },
  ],
  [
    'trello',
    async ({ records, ...options }) => {
      const rateLimit = { limit: 1_000_000, windowMs: 10_000 };
      const sandbox = await createTrelloSandbox({ ...options, cards: records, rateLimit });
      const { url, apiKey, token, secret } = sandbox;
      return { url, settings: {}, secrets: { apiKey, token, webhookSecret: secret }, close: () => sandbox.close() };
    },
  ],
  [
    'zoho',
    async ({ records, ...options }) => {
      const credits = { limit: 10_000_000, windowMs: 86_400_000 };
      const sandbox = await createZohoSandbox({ ...options, accounts: records, credits });
      const { url, quoteProduct, token } = sandbox;
      return {
        url,
        settings: { quoteProduct, seesAllRecords: true },
        secrets: { token },
        close: () => sandbox.close(),
      };
    },
  ],
]);
