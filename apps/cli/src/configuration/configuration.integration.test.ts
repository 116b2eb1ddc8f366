import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createGitHubSandbox, type GitHubSandbox } from '@syncline/connector-github/sandbox';
import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { insertHints } from '@syncline/store';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConfigurationDocument, PlanDocument } from '../api/configuration-documents.ts';
import type { ConfigDocument } from '../api/sync-documents.ts';
import { publishedSchemas } from '../published-schemas.ts';
import { runCli } from '../run-cli.ts';
import { gitHubPlaces, ownerOf } from '../testing/opened-sides.ts';
import { readConfiguration } from './read-configuration.ts';

const folder = mkdtempSync(join(tmpdir(), 'syncline-config-as-code-'));
const file = join(folder, 'syncline.config.yaml');
let gitHub: GitHubSandbox;
let salesforce: SalesforceSandbox;
let engine: SyncEngine;
let operator: ChildProcess;
let url: string;

function secret(name: string, value: string): string {
  writeFileSync(join(folder, name), value, { mode: 0o600 });
  return `file:${join(folder, name)}`;
}

/** The file as the user writes it: nothing but connections, the preset and one policy of their own. */
const text = (rest = '', poll = '10m'): string => `workspaces:
  default:
    connections:
      github:
        connector: github
        base_url: ${gitHub.url}
        settings: { owner: ${gitHub.org}, ownerType: org }
        secrets: { token: "${secret('token', gitHub.token)}" }
      salesforce:
        connector: salesforce
        base_url: ${salesforce.url}
        settings: { organizationId: ${salesforce.organizationId}, seesAllRecords: true }
        secrets:
          clientId: ${secret('id', salesforce.clientId)}
          clientSecret: ${secret('secret', salesforce.clientSecret)}
    sync_configs:
      github-salesforce:
        preset: github-salesforce
    policies:
      deal:
        name: crm_wins
    schedules:
      salesforce: { poll: ${poll} }
${rest}`;

beforeAll(async () => {
  gitHub = await createGitHubSandbox({ issues: 0, repositories: 1, pullRequests: 0, projectItems: 0 });
  salesforce = await createSalesforceSandbox({ accounts: 0 });
  engine = await startSyncEngine({ sides: [] });
  operator = spawn(process.execPath, [fileURLToPath(new URL('../../../operator/src/main.ts', import.meta.url))], {
    env: { DATABASE_URL: engine.databaseUrl, PORT: '0', SYNC_BATCH_INTERVAL: '240' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: operator.stdout! })) {
    const { address } = JSON.parse(line) as { address?: string };
    if (address !== undefined) url = address;
    if (url !== undefined) break;
  }
  operator.stdout!.resume();
});

afterAll(async () => {
  if (operator && operator.exitCode === null) {
    operator.kill('SIGTERM');
    await once(operator, 'exit');
  }
  await engine?.stop();
  await gitHub?.close();
  await salesforce?.close();
});

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await runCli(args, {
    stdout: { write: (written) => (out += written) },
    stderr: { write: (written) => (err += written) },
    environment: { SYNCLINE_URL: url, SYNCLINE_ACTOR: 'Zoë', SYNCLINE_CONFIG: file },
    signal: new AbortController().signal,
  });
  return { code, out, err };
}

async function json<Answer>(...args: string[]): Promise<{ code: number; document: Answer }> {
  const { code, out } = await run(...args, '--json');
  const document = JSON.parse(out) as Answer & { error?: unknown };
  if (document.error === undefined)
    expect(publishedSchemas[`${args[0]}-${args[1]}`]!.parse(document)).toEqual(document);
  return { code, document };
}

const theConfig = async (): Promise<ConfigDocument> =>
  (await json<ConfigDocument>('configs', 'show', 'github-salesforce')).document;
type Kinds = Record<string, { policies: Record<string, unknown> }>;
const policiesOf = async (kind: string) => ((await theConfig()).settings['kinds'] as Kinds)[kind]!.policies;
const auditCount = async (): Promise<number> =>
  (await engine.ctx.store.query<{ count: number }>('select count(*)::int as count from audit_log')).rows[0]!.count;

/** As a person would over HTTP: what stands, with one policy changed. */
async function patchPolicy(kind: string, field: string, policy: unknown): Promise<Response> {
  const config = await theConfig();
  const settings = structuredClone(config.settings);
  (settings['kinds'] as Kinds)[kind]!.policies[field] = policy;
  return fetch(`${url}/api/v1/sync/configs/${config.id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', 'x-syncline-actor': 'Ada', 'if-match': `"${config.version}"` },
    body: JSON.stringify({ settings }),
  });
}

async function originOf(kind: string, name: string, path: string) {
  const { document } = await json<ConfigurationDocument>('config', 'print', '--show-origin');
  const resource = document.resources.find((each) => each.kind === kind && each.name === name);
  return resource?.values.find((each) => each.path === path);
}

const policyPath = (kind: string, field: string): string => `/settings/kinds/${kind}/policies/${field}`;

describe('a configuration file', () => {
  it('is planned without changing anything, applied, and is in force', async () => {
    writeFileSync(file, text());
    const plan = await json<PlanDocument>('config', 'plan');
    expect(plan.code).toBe(0);
    expect(plan.document.resources.map(({ action, kind, name }) => `${action} ${kind} ${name}`)).toEqual([
      'create connection github',
      'create connection salesforce',
      'create sync_config github-salesforce',
      'create schedule salesforce',
    ]);
    expect((await json<{ items: unknown[] }>('connections', 'list')).document.items).toEqual([]);
    expect(await json<PlanDocument>('config', 'apply')).toMatchObject({ code: 0, document: { applied: true } });
    expect(await theConfig()).toMatchObject({
      managed_by: 'file',
      two_way_create: true,
      platform: 'github, salesforce',
    });
    expect(await policiesOf('deal')).toMatchObject({ name: 'crm_wins', amount: { mode: 'remote_wins' } });
    const { document } = await json<{ items: { name: string; managedBy: string }[] }>('connections', 'list');
    expect(document.items.map(({ name, managedBy }) => [name, managedBy])).toEqual([
      ['github', 'file'],
      ['salesforce', 'file'],
    ]);
  });

  it('keeps two systems in step with nothing else set up', async () => {
    const [id, login, scope] = await ownerOf(gitHub);
    await touch('organizations', id, login, scope);
    const made = gitHub.createIssue(gitHub.repositories()[0]!, { title: 'Renew', labels: ['sales'] });
    const place = (await gitHubPlaces(gitHub)).issue(made.number);
    await touch('issues', place.externalId, place.locator, place.scope);
    expect([...salesforce.records('Task')]).toMatchObject([{ Subject: 'Renew' }]);
  });

  it('changes nothing when it is applied again, whoever it is that does', async () => {
    const before = [await theConfig(), await auditCount()];
    const { code, document } = await json<PlanDocument>('config', 'apply');
    expect(code).toBe(0);
    expect(document.resources.every(({ action, changes }) => action === 'none' && changes.length === 0)).toBe(true);
    const [config, audits] = [await theConfig(), await auditCount()];
    expect([{ ...config, last_sync_at: null }, audits]).toEqual([
      { ...(before[0] as ConfigDocument), last_sync_at: null },
      before[1],
    ]);
  });

  it('and a policy that is changed by PATCH are both seen, each with where it comes from', async () => {
    expect((await patchPolicy('deal', 'amount', 'manual')).status).toBe(200);
    const own =
      text()
        .split('\n')
        .findIndex((line) => line.includes('name: crm_wins')) + 1;
    expect(await originOf('sync_config', 'github-salesforce', policyPath('deal', 'name'))).toMatchObject({
      value: 'crm_wins',
      origin: { source: 'file', place: `${file}:${own}`, by: 'Zoë' },
    });
    const preset = readFileSync(new URL('../../../../presets/github-salesforce.yaml', import.meta.url), 'utf8');
    const line = preset.split('\n').findIndex((each) => each.includes('close_date: { mode: remote_wins')) + 1;
    expect(await originOf('sync_config', 'github-salesforce', policyPath('deal', 'close_date'))).toMatchObject({
      value: { mode: 'remote_wins' },
      origin: {
        source: 'file',
        place: expect.stringMatching(new RegExp(`presets/github-salesforce\\.yaml:${line}$`)) as string,
      },
    });
    expect(await originOf('sync_config', 'github-salesforce', policyPath('deal', 'amount'))).toMatchObject({
      value: 'manual',
      origin: { source: 'api', by: 'Ada', at: expect.stringMatching(/^\d{4}-/) as string },
    });
    expect(await originOf('sync_config', 'github-salesforce', '/sync_interval')).toMatchObject({
      value: 240,
      origin: { source: 'environment', variable: 'SYNC_BATCH_INTERVAL' },
    });
    expect(await originOf('sync_config', 'github-salesforce', '/batch_size')).toMatchObject({
      value: 100,
      origin: { source: 'default' },
    });
    const { out } = await run('config', 'print', '--show-origin');
    expect(out).toMatch(/kinds\.deal\.policies\.amount +manual +API by Ada/);
    expect(out).toContain(`${file}:${own}`);
    expect(out).toMatch(/SYNC_BATCH_INTERVAL +240 +environment SYNC_BATCH_INTERVAL/);
    for (const value of [gitHub.token, salesforce.clientSecret]) expect(out).not.toContain(value);
  });

  it('is not put in place of what the API changed unless somebody says so', async () => {
    const plan = await json<PlanDocument>('config', 'plan');
    expect(plan.code).toBe(6);
    const changes = plan.document.resources.flatMap((each) => each.changes.map(({ kind, path }) => `${kind} ${path}`));
    expect(changes).toContain(`drift ${policyPath('deal', 'amount')}`);
    const refused = await run('config', 'apply');
    expect(refused.code).toBe(4);
    expect(refused.err).toContain('--take file, or --take api');
    expect(refused.err).toContain('Ada');
    const straight = await fetch(`${url}/api/v1/configuration/apply`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ configuration: (await readConfiguration(file)).resolved }),
    });
    expect([straight.status, ((await straight.json()) as { code: string }).code]).toEqual([409, 'drift']);
    expect((await policiesOf('deal'))['amount']).toBe('manual');
  });

  it('leaves it as the API has it with --take api, and goes on with all the rest', async () => {
    expect((await run('config', 'apply', '--take', 'api')).code).toBe(0);
    expect((await policiesOf('deal'))['amount']).toBe('manual');
    const plan = await json<PlanDocument>('config', 'plan');
    expect(plan.code).toBe(0);
    const changes = plan.document.resources.flatMap((each) => each.changes.map(({ kind }) => kind));
    expect(new Set(changes)).toEqual(new Set(['kept']));
    writeFileSync(file, text('', '20m'));
    const applied = await json<PlanDocument>('config', 'apply');
    expect(applied.code).toBe(0);
    expect(applied.document.resources.find(({ kind }) => kind === 'schedule')).toMatchObject({
      action: 'update',
      changes: [{ kind: 'set', path: '/poll', from: '10m', to: '20m' }],
    });
    expect((await policiesOf('deal'))['amount']).toBe('manual');
    const { rows } = await engine.ctx.store.query(
      `select poll_interval_ms as ms from connections where name = 'salesforce'`,
    );
    expect(rows).toEqual([{ ms: 1_200_000 }]);
  });

  it('puts its own in place with --take file', async () => {
    expect((await patchPolicy('deal', 'amount', 'local_wins')).status).toBe(200);
    expect((await run('config', 'apply')).code).toBe(4);
    expect((await run('config', 'apply', '--take', 'file', '--why', 'the file is right')).code).toBe(0);
    expect((await policiesOf('deal'))['amount']).toEqual({
      mode: 'remote_wins',
      streams: ['salesforce/opportunities'],
    });
    expect((await json<PlanDocument>('config', 'plan')).code).toBe(0);
  });

  it('that is wrong as a whole changes nothing of it', async () => {
    const wrong = text('    windows:\n      nightly: { from: "20:00", to: "06:00" }\n').replace(
      '    policies:',
      '      second:\n        preset: github-salesforce\n        settings: { kinds: { deal: { policies: { stage: manual } } } }\n    policies:',
    );
    writeFileSync(file, wrong);
    const { code, err } = await run('config', 'apply');
    expect(code).toBe(78);
    expect(err).toMatch(/syncline\.config\.yaml|presets\/github-salesforce\.yaml/);
    expect(err).toMatch(/maps .* otherwise/);
    const { rows } = await engine.ctx.store.query(`select name from config_resources where kind = 'window'`);
    expect(rows).toEqual([]);
  });

  it('takes away what it no longer names after a word for it; connections stay as the API’s', async () => {
    writeFileSync(file, 'workspaces:\n  default: {}\n');
    expect((await run('config', 'apply', '--no-input')).code).toBe(5);
    expect((await run('config', 'apply', '--yes')).code).toBe(0);
    expect((await json<{ items: unknown[] }>('configs', 'list')).document.items).toEqual([]);
    const { document } = await json<{ items: { managedBy: string }[] }>('connections', 'list');
    expect(document.items.map(({ managedBy }) => managedBy)).toEqual(['api', 'api']);
  });
});

async function touch(stream: string, externalId: string, locator: string | null, scope: string): Promise<void> {
  const { rows } = await engine.ctx.store.query<{ id: number }>(`select id from connections where name = 'github'`);
  const record = { workspaceId: 1, connectionId: rows[0]!.id, stream, externalId };
  await insertHints(engine.ctx.store, [{ ...record, locator, scope, op: 'changed', source: 'webhook', inboxId: null }]);
  await engine.ctx.queue.enqueueAll([
    { name: 'records', payload: record, options: { mailbox: `1/${record.connectionId}/${stream}/${externalId}` } },
  ]);
  await engine.quiet();
}
