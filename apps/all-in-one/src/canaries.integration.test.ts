import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { createGitLabSandbox, type GitLabSandbox } from '@syncline/connector-gitlab/sandbox';
import { createJiraSandbox, type JiraSandbox } from '@syncline/connector-jira/sandbox';
import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { createKeyRing, type EngineContext, ensureConnectionQuota } from '@syncline/engine';
import { createIngressApp } from '@syncline/ingress';
import type { Tracing } from '@syncline/observability';
import { createOperatorApp } from '@syncline/operator';
import { createHealth } from '@syncline/runtime';
import { OAuthServer } from '@syncline/sandbox';
import { ensureConnection } from '@syncline/store';
import { startTestEngine, TEST_WEBHOOK_SECRET, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createCanaries, wholeDatabase } from './testing/canaries.ts';
import { startEchoingVendor } from './testing/echoing-vendor.ts';
import { askWrongly, requestOf } from './testing/requests.ts';
import { shipLines, traceEverything } from './testing/ship-lines.ts';
import { receiveSpans, type SpanReceiver } from './testing/span-receiver.ts';

const canaries = createCanaries();
const { plant, found } = canaries;
const folder = mkdtempSync(join(tmpdir(), 'syncline-canaries-'));
const token = plant('token of the instance');
const log: string[] = [];
const answers: string[] = [];
let engine: TestEngine;
let ctx: EngineContext;
let operator: Awaited<ReturnType<typeof createOperatorApp>>;
let ingress: ReturnType<typeof createIngressApp>;
let gitlab: GitLabSandbox;
let jira: JiraSandbox;
let salesforce: SalesforceSandbox;
let authorisation: OAuthServer;
/** Repeats in its refusals whatever it is sent, as some vendors do. */
let echo: Server;
/** Takes what is traced, and what is sent of the log. */
let collector: SpanReceiver;
let tracing: Tracing;
const redirectUri = 'http://127.0.0.1/oauth/callback';
const ids: Record<string, number> = {};

beforeAll(async () => {
  collector = await receiveSpans();
  tracing = await traceEverything(collector);
  engine = await startTestEngine({
    logLevel: 'debug',
    vaultKey: newVaultKey('old vault key'),
    logTo: { write: (line) => log.push(line) },
    sandbox: { issues: 3, repositories: 1, token: plant('GitHub token') },
  });
  plant('GitHub webhook secret', TEST_WEBHOOK_SECRET);
  authorisation = await OAuthServer.listen({ redirectUris: [redirectUri], clientSecret: plant('Jira client secret') });
  gitlab = await createGitLabSandbox({ issues: 3, projects: 1, token: plant('GitLab token') });
  jira = await createJiraSandbox({ issues: 2, projects: 1, acceptsToken: (given) => authorisation.accepts(given) });
  salesforce = await createSalesforceSandbox({ accounts: 1, clientSecret: plant('Salesforce client secret') });
  echo = await startEchoingVendor();
  ({ ctx } = engine);
  operator = await createOperatorApp({ context: ctx, authToken: token, publicUrl: 'http://127.0.0.1' });
  ingress = createIngressApp({ ctx, health: createHealth() });
  await ingress.ready();
});

afterAll(async () => {
  await operator?.close();
  await ingress?.close();
  await engine?.stop();
  for (const server of [gitlab, jira, salesforce, authorisation]) await server?.close();
  echo?.close();
  await tracing?.close(0);
  await collector?.close();
  rmSync(folder, { recursive: true, force: true });
});

function newVaultKey(name: string): string {
  return plant(name, randomBytes(32).toString('hex'));
}

async function call(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  payload?: object,
  bearer = token,
  app = operator,
) {
  const answer = await app.inject(requestOf(method, url, payload, bearer));
  const shown = `${method} ${url} ${JSON.stringify(answer.headers)} ${answer.body}`;
  return { status: answer.statusCode, body: /^\{.*\}$/.test(answer.body) ? answer.json() : null, shown };
}

/** A call whose whole answer is looked through. */
async function ask(...args: Parameters<typeof call>) {
  const answer = await call(...args);
  answers.push(answer.shown);
  return answer;
}

async function connect(name: string, connector: string, baseUrl: string, settings: object, secrets = {}) {
  const id = await ensureConnection(ctx.store, {
    workspaceId: 1,
    name,
    connector,
    baseUrl,
    settings: { ...settings },
    secrets,
  });
  await ensureConnectionQuota(ctx, id);
  ids[name] = id;
  return `/api/v1/connections/${id}`;
}

const enter = async (path: string, name: string, value: string) =>
  expect((await ask('PUT', `${path}/credentials/${name}`, { value })).status).toBe(200);

it('lets secrets be entered, used, refused, renewed and rotated', async () => {
  // Keys and sessions: the two answers that show a key are the only ones that are not looked through.
  for (const role of ['viewer', 'admin'] as const) {
    const { body } = await call('POST', '/api/v1/keys', { name: `canary ${role}`, role });
    plant(`API key of the role ${role}`, body.key);
    await ask('GET', '/api/v1/status', undefined, body.key);
    await ask('POST', '/api/v1/sync', { connectionId: 1 }, body.key);
  }
  await ask('GET', '/api/v1/status', undefined, plant('API key that nobody made', `syn_00000000_${'z'.repeat(43)}`));
  const session = await operator.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { key: canaries.planted.get('API key of the role admin') },
  });
  answers.push(session.body);
  plant('session', session.cookies[0]!.value);

  // GitHub: references to a variable; a backfill and webhooks.
  await ask('POST', `/api/v1/connections/${engine.connectionId}/test`);
  await ask('POST', '/api/v1/sync', { connectionId: engine.connectionId, mode: 'backfill' });

  // GitLab: entered; a wrong one before; its webhook sends the secret itself.
  const gitlabPath = await connect('gitlab', 'gitlab', gitlab.url, { group: gitlab.group });
  await enter(gitlabPath, 'token', plant('GitLab token that was mistyped'));
  await ask('POST', `${gitlabPath}/test`);
  await enter(gitlabPath, 'token', canaries.planted.get('GitLab token')!);
  await enter(gitlabPath, 'webhookSecret', plant('GitLab webhook secret'));
  expect((await ask('POST', `${gitlabPath}/test`)).body).toMatchObject({ outcome: 'ok' });
  await ask('POST', '/api/v1/sync', { connectionId: ids['gitlab'], mode: 'backfill' });
  for (const secret of [canaries.planted.get('GitLab webhook secret')!, plant('GitLab webhook secret that is wrong')]) {
    const delivery = await ingress.inject({
      method: 'POST',
      url: `/webhooks/${ids['gitlab']}`,
      headers: {
        'x-gitlab-event': 'Issue Hook',
        'x-gitlab-token': secret,
        'x-gitlab-event-uuid': '1',
        'content-type': 'application/json',
      },
      payload: { object_kind: 'issue', object_attributes: { id: 1 } },
    });
    answers.push(delivery.body);
    expect(delivery.statusCode).toBe(secret === canaries.planted.get('GitLab webhook secret') ? 202 : 401);
  }

  // Jira: authorised at the vendor, renewed, cut off.
  const jiraPath = await connect('jira', 'jira', jira.url, { authorizationServer: authorisation.url });
  await enter(jiraPath, 'clientId', authorisation.clientId);
  await enter(jiraPath, 'clientSecret', authorisation.clientSecret);
  await enter(jiraPath, 'webhookSecret', plant('Jira webhook secret'));
  const { body: started } = await call('POST', `${jiraPath}/oauth/authorize`);
  const back = await fetch(started.authorizationUrl, { redirect: 'manual' });
  const callback = new URL(back.headers.get('location')!);
  plant('OAuth state', callback.searchParams.get('state')!);
  const page = await operator.inject(`${callback.pathname}${callback.search}`);
  expect(page.statusCode).toBe(200);
  answers.push(page.body, (await operator.inject(`${callback.pathname}${callback.search}`)).body);
  expect((await ask('POST', `${jiraPath}/test`)).body).toMatchObject({ outcome: 'ok' });
  authorisation.expireAccessTokens();
  expect((await ask('POST', `${jiraPath}/test`)).body).toMatchObject({ outcome: 'ok' });
  authorisation.expireAccessTokens();
  authorisation.loseNextAnswer();
  await ask('POST', `${jiraPath}/test`);
  expect((await ask('POST', `${jiraPath}/test`)).body).toMatchObject({ outcome: 'failed' });
  for (const [index, secret] of authorisation.secrets.entries()) plant(`OAuth secret ${index}`, secret);

  // Salesforce: the application's own token.
  const salesforcePath = await connect('salesforce', 'salesforce', salesforce.url, {
    organizationId: salesforce.organizationId,
  });
  await enter(salesforcePath, 'clientId', salesforce.clientId);
  await enter(salesforcePath, 'clientSecret', salesforce.clientSecret);
  expect((await ask('POST', `${salesforcePath}/oauth/client-credentials`)).status).toBe(200);
  salesforce.expireSessions();
  expect((await ask('POST', `${salesforcePath}/test`)).body).toMatchObject({ outcome: 'ok' });
  for (const n of [1, 2]) plant(`Salesforce session ${n}`, `00D5g!session-${n}`);

  // A vendor that repeats what it refuses, with a secret from a file; and its authorisation server.
  const file = join(folder, 'token');
  writeFileSync(file, plant('token in a file'));
  const echoUrl = `http://127.0.0.1:${(echo.address() as AddressInfo).port}`;
  const echoPath = await connect('echo', 'gitlab', echoUrl, { group: 'a' }, { token: `file:${file}` });
  expect((await ask('POST', `${echoPath}/test`)).body).toMatchObject({ outcome: 'failed', class: 'auth' });
  await ask('POST', '/api/v1/sync', { connectionId: ids['echo'], mode: 'backfill' });
  const appPath = await connect('echoed app', 'jira', jira.url, { authorizationServer: echoUrl });
  await enter(appPath, 'clientId', 'an application');
  await enter(appPath, 'clientSecret', plant('client secret that is echoed'));
  const { body: begun } = await call('POST', `${appPath}/oauth/authorize`);
  const state = new URL(begun.authorizationUrl).searchParams.get('state')!;
  const refused = await operator.inject(`/oauth/callback?state=${state}&code=${plant('OAuth code that is refused')}`);
  expect(refused.statusCode).toBe(400);
  answers.push(refused.body);

  await askWrongly(gitlabPath, ask, plant);

  await vi.waitFor(async () => {
    const { rows } = await ctx.store.query(
      `select 1 from processes where finished_at is null and parent_id is null and connection_id = any($1)`,
      [[engine.connectionId, ids['gitlab']]],
    );
    expect(rows).toEqual([]);
  }, 90_000);

  // The database refuses while a secret is being written: what it was asked stands in the log.
  await ctx.store.query('alter table credentials rename to credentials_away');
  expect(
    (await ask('PUT', `${gitlabPath}/credentials/token`, { value: plant('secret that was not stored') })).status,
  ).toBe(500);
  await ctx.store.query('alter table credentials_away rename to credentials');

  // The vault's key is exchanged, and one process has not heard of it.
  const rotated = createKeyRing({
    key: newVaultKey('new vault key'),
    otherKeys: canaries.planted.get('old vault key'),
  });
  const other = await createOperatorApp({ context: { ...ctx, vault: rotated }, authToken: token });
  expect((await ask('POST', '/api/v1/vault/rotate', undefined, token, other)).body).toMatchObject({ failed: [] });
  await ask('POST', `${gitlabPath}/test`);
  await other.close();
}, 150_000);

it('shows none of them in any answer', async () => {
  const admin = canaries.planted.get('API key of the role admin')!;
  for (const { method, url, access } of operator.guardedRoutes) {
    if (method !== 'GET' || url.includes('*') || url === '/api/v1/events' || 'open' in access) continue;
    const values: unknown[] = /connections/.test(url) ? Object.values(ids) : [1, 2, 3];
    for (const id of url.includes(':id') ? values : [''])
      await ask('GET', url.replace(':id', String(id)), undefined, admin);
  }
  expect(answers.length).toBeGreaterThan(80);
  expect(found(answers.join('\n'))).toEqual([]);
});

it('takes none of them along in a support bundle', async () => {
  const [file, logFile] = [join(folder, 'bundle.tar.gz'), join(folder, 'log')];
  writeFileSync(logFile, log.join('\n'));
  const main = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url));
  const env = { SYNCLINE_URL: await operator.listen({ port: 0, host: '127.0.0.1' }), SYNCLINE_TOKEN: token };
  await promisify(execFile)(process.execPath, [main, 'support-bundle', file, '--log', logFile], { env });
  const text = gunzipSync(readFileSync(file)).toString();
  for (const part of ['configuration.json', 'metrics.txt', 'log.ndjson', 'request failed'])
    expect(text).toContain(part);
  expect(found(text)).toEqual([]);
});

it('has none of them in the log', () => {
  const text = log.join('\n');
  for (const line of ['request failed', 'an authorisation failed']) expect(text).toContain(line);
  expect(found(text)).toEqual([]);
});

it('sends none of them to syslog, to a log collector, or with its traces', async () => {
  const messages = await shipLines(log, collector, plant('API key of the log collector'));
  await tracing.close(10_000);
  const sent = Buffer.concat(collector.bodies).toString();
  for (const text of ['request failed', 'inbox commit']) expect(sent.includes(text), text).toBe(true);
  expect(found(messages + sent)).toEqual([]);
});

it('keeps none of them in any column of any table, the queue among them', async () => {
  const text = await wholeDatabase(ctx.store);
  expect(text).toContain('process-plan');
  expect(text.length).toBeGreaterThan(50_000);
  expect(found(text)).toEqual([]);
});

it('would have found one', async () => {
  expect(canaries.planted.size).toBeGreaterThanOrEqual(20);
  const secret = canaries.planted.get('GitLab token')!;
  await ctx.store.query(`insert into events (workspace_id, type, payload) values (1, 'test', $1)`, [
    JSON.stringify({ deep: [secret] }),
  ]);
  await ctx.store.query(`update inbox set body = $1 where connection_id = $2`, [
    Buffer.from(canaries.planted.get('session')!),
    ids['gitlab'],
  ]);
  expect(found(await wholeDatabase(ctx.store)).sort()).toEqual(['GitLab token', 'session']);
});
