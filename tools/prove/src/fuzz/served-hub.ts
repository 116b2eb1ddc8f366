import { createGitHubSandbox } from '@syncline/connector-github/sandbox';
import { createJiraSandbox } from '@syncline/connector-jira/sandbox';
import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { startBackfill } from '@syncline/engine';
import { type SyncEngine, type SyncSide, startSyncEngine } from '@syncline/testing/start-sync-engine';
import type { Backend } from '../shared/backend.ts';
import { type RunningChild, startChild } from '../shared/child-process.ts';
import { freePort } from '../webhooks/free-port.ts';

export const INSTANCE_TOKEN = 'the token of the fuzzed instance';
const VAULT_KEY = '5e'.repeat(32);
/** One of them has to survive; the others bring a conflict each, for the routes that decide one. */
const TWINS = 12;
const fields = { first_name: 'first_name', last_name: 'last_name', email: 'email', phone: 'phone', title: 'title' };

/** All roles over simulated vendors; the operator, which is to be proven, in a process of its own. */
export interface ServedHub {
  readonly engine: SyncEngine;
  readonly operator: RunningChild;
  readonly address: string;
  readonly left: SalesforceSandbox;
  readonly right: SalesforceSandbox;
  /** Has records of sides read again, and waits until nothing moves. */
  settle(...records: readonly (readonly ['left' | 'right', string])[]): Promise<void>;
  close(): Promise<void>;
}

export async function serveHub(backend: Backend, seed: number): Promise<ServedHub> {
  const jira = await createJiraSandbox({ seed, issues: 3, projects: 2 });
  const hooked = await createGitHubSandbox({ seed, issues: 1 });
  const left = await createSalesforceSandbox({ seed, accounts: 2 });
  const right = await createSalesforceSandbox({ seed, accounts: 0 });
  const sides: readonly SyncSide[] = [
    // The first ids are those of what the fuzz may break: small numbers come up by chance.
    {
      name: 'victim',
      connector: 'jira',
      url: jira.url,
      settings: { email: jira.email, streams: ['issues'] },
      secrets: { token: jira.token },
    },
    salesforce('oauth', left),
    salesforce('left', left),
    salesforce('right', right),
    // Its webhooks can be subscribed and asked for; they go nowhere.
    {
      name: 'hooked',
      connector: 'github',
      url: hooked.url,
      settings: { owner: hooked.org, ownerType: 'org', streams: ['issues'] },
      secrets: { token: hooked.token, webhookSecret: 'a secret of the fuzz' },
    },
  ];
  const engine = await startSyncEngine({
    sides,
    database: { url: backend.databaseUrl, queue: { kind: 'postgres', databaseUrl: backend.databaseUrl } },
  });
  const port = await freePort();
  const operator = await startChild({
    name: 'operator',
    script: import.meta.resolve('@syncline/operator/main'),
    readyBy: 'Serving the operator API',
    env: {
      DATABASE_URL: backend.databaseUrl,
      PORT: String(port),
      LOG_LEVEL: 'info',
      SYNCLINE_TOKEN: INSTANCE_TOKEN,
      SYNCLINE_VAULT_KEY: VAULT_KEY,
      SYNCLINE_ALLOWED_ADDRESSES: 'loopback',
      SYNCLINE_API_CALLS_PER_MINUTE: '10000000',
      SYNCLINE_QUOTA_PER_HOUR: '10000000',
      // The operator takes wishes for it, and does not speak to it.
      SYNCLINE_STATE_CACHE: 'redis',
      SYNCLINE_STATE_CACHE_REDIS_URL: 'redis://127.0.0.1:9',
      ...secretsOf(sides),
    },
  });
  return {
    engine,
    operator,
    left,
    right,
    address: `http://127.0.0.1:${port}`,
    settle: async (...records) => {
      for (const [side, id] of records)
        await engine.hint(side, { stream: 'contacts', externalId: id, locator: id, scope: 'org' });
      await engine.quiet(60_000);
    },
    close: async () => {
      await operator.stop();
      await engine.stop();
      await Promise.all([jira.close(), hooked.close(), left.close(), right.close()]);
    },
  };
}

function salesforce(name: string, sandbox: SalesforceSandbox): SyncSide {
  return {
    name,
    connector: 'salesforce',
    url: sandbox.url,
    settings: { organizationId: sandbox.organizationId, seesAllRecords: true },
    secrets: { clientId: sandbox.clientId, clientSecret: sandbox.clientSecret },
  };
}

/** The variables under which the test engine refers to them. */
function secretsOf(sides: readonly SyncSide[]): Record<string, string> {
  return Object.fromEntries(
    sides.flatMap(({ name, secrets }) =>
      Object.entries(secrets).map(([secret, value]) => [`${name}_${secret}`.toUpperCase(), value] as const),
    ),
  );
}

/** Contacts in step at both sides, some with a conflict, and a contact that the fuzz is not told of. */
export async function fillHub({ engine, left, right, settle }: ServedHub): Promise<Survivor> {
  await engine.configure('mirror', {
    kinds: {
      contact: {
        policies: { title: 'manual' },
        members: ['left', 'right'].map((connection) => ({
          connection,
          stream: 'contacts',
          createIn: 'org',
          match: ['email'],
          fields,
        })),
      },
    },
  });
  await engine.configure('sales', {
    kinds: {
      account: { members: [{ connection: 'left', stream: 'accounts', fields: same(['name', 'domain']) }] },
      deal: {
        members: [
          { connection: 'left', stream: 'opportunities', fields: same(['name', 'stage', 'amount', 'close_date']) },
        ],
      },
      quote: {
        members: [{ connection: 'left', stream: 'quotes', fields: same(['name', 'status', 'version', 'deal']) }],
      },
      activity: { members: [{ connection: 'left', stream: 'tasks', fields: same(['type', 'subject', 'body']) }] },
    },
  });
  const deal = String(
    left.create('Opportunity', { Name: 'Known', StageName: 'Prospecting', CloseDate: '2026-12-31' }).Id,
  );
  await engine.hint('left', { stream: 'opportunities', externalId: deal, scope: left.organizationId });
  const twins: Omit<Survivor, 'deal'>[] = [];
  for (let index = 0; index < TWINS; index += 1) {
    const person = { LastName: `Person ${index}`, Email: `person${index}@example.org`, Title: 'as it was' };
    const leftId = String(left.create('Contact', person).Id);
    await settle(['left', leftId]);
    const { rows } = await engine.ctx.store.query<{ right: string; entityId: string }>(
      `select b.external_id as right, b.entity_id as "entityId" from mappings a join mappings b using (workspace_id, entity_id)
       where a.external_id = $1 and a.connection_id <> b.connection_id`,
      [leftId],
    );
    if (!rows[0]) throw new Error(`${leftId} has no twin`);
    twins.push({ left: leftId, ...rows[0] });
  }
  const [survivor, ...others] = twins;
  for (const twin of others) {
    left.edit('Contact', twin.left, { Title: 'of the left' });
    right.edit('Contact', twin.right, { Title: 'of the right' });
    await settle(['left', twin.left], ['right', twin.right]);
  }
  await startBackfill(engine.ctx, { connectionId: engine.connectionId('left') });
  await engine.quiet(60_000);
  return { ...survivor!, deal };
}

/** A contact that is in step at both sides. */
export interface Survivor {
  readonly left: string;
  readonly right: string;
  readonly entityId: string;
  /** Of the left; calls may name it. */
  readonly deal: string;
}

function same(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, name]));
}
