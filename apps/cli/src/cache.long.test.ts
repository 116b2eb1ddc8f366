import { createKeeperState, keepStateCache } from '@syncline/engine';
import { openStateCache } from '@syncline/state-cache';
import { type KvStandIn, startKvStandIn } from '@syncline/state-cache/testing';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { publishedSchemas } from './published-schemas.ts';
import { runCli } from './run-cli.ts';
import { type OperatorProcess, startOperator } from './testing/start-operator.ts';

let engine: TestEngine;
let kv: KvStandIn;
let operator: OperatorProcess;
let keeping = true;
let kept: Promise<void>;
let agent = '';

beforeAll(async () => {
  kv = await startKvStandIn();
  engine = await startTestEngine({ sandbox: { issues: 3, repositories: 1 } });
  const { accountId, namespaceId, apiToken, baseUrl } = kv;
  const stateCache = await openStateCache(
    { kind: 'cloudflare', accountId, namespaceId, apiToken, baseUrl, prefix: '' },
    () => {},
  );
  // As the scheduler's timer does.
  const keeper = createKeeperState();
  const context = { ...engine.ctx, stateCache };
  kept = (async () => {
    while (keeping) {
      await keepStateCache(context, keeper);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  operator = await startOperator({
    DATABASE_URL: engine.databaseUrl,
    SYNCLINE_STATE_CACHE: 'cloudflare',
    CLOUDFLARE_ACCOUNT_ID: accountId,
    CLOUDFLARE_KV_NAMESPACE_ID: namespaceId,
    CLOUDFLARE_API_TOKEN: apiToken,
    CLOUDFLARE_BASE_URL: baseUrl,
  });
  const made = await api('POST', '/api/v1/entities', { kind: 'user', fields: { name: 'Robo', user_type: 'agent' } });
  agent = String(made.body['id']);
});
afterAll(async () => {
  keeping = false;
  await kept;
  await operator?.stop();
  await engine?.stop();
  await kv?.close();
});

async function api(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const answer = await fetch(new URL(path, operator.url), {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return {
    status: answer.status,
    etag: answer.headers.get('etag'),
    body: (await answer.json()) as Readonly<Record<string, unknown>>,
  };
}

async function json(command: string, ...args: string[]) {
  let [out, err] = ['', ''];
  const code = await runCli(['cache', command, ...args, '--json'], {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    environment: { SYNCLINE_URL: operator.url },
    signal: new AbortController().signal,
  });
  const document = JSON.parse(out);
  expect(publishedSchemas[`cache-${command}`]!.parse(document), err).toEqual(document);
  return { code, document };
}

it("keeps an agent's memory by versions, and shows it at the edge", async () => {
  const path = `/api/state/agents/${agent}/memory`;
  expect(await api('PUT', path, { document: { plan: ['look'] } })).toMatchObject({ status: 428 });
  const first = await api('PUT', path, { document: { plan: ['look'] }, why: 'a start' }, { 'if-match': '"0"' });
  expect(first).toMatchObject({ status: 200, body: { memory_version: 1, document: { plan: ['look'] } } });
  expect(await api('PUT', path, { document: {} }, { 'if-match': '"0"' })).toMatchObject({ status: 412 });
  expect(await api('GET', path)).toMatchObject({ status: 200, etag: first.etag, body: { memory_version: 1 } });
  const large = { document: { text: 'x'.repeat(300_000) } };
  expect(await api('PUT', path, large, { 'if-match': first.etag! })).toMatchObject({ status: 413 });
  expect(await api('GET', `/api/state/agents/${agent}`)).toMatchObject({
    status: 200,
    body: { agent_id: agent, state: 'idle', memory_version: 1, tasks: [] },
  });
  const label = await api('POST', '/api/v1/entities', { kind: 'label', fields: { name: 'no agent' } });
  expect(await api('GET', `/api/state/agents/${String(label.body['id'])}/memory`)).toMatchObject({ status: 404 });
  await expect
    .poll(async () => (await kv.readAtEdge(`agents/${agent}/memory`)).value, { timeout: 60_000 })
    .toMatchObject({ memory_version: 1, document: { plan: ['look'] } });
});

it('is written anew, is right then, and says what differed when somebody else wrote to it', async () => {
  expect(await json('rebuild')).toMatchObject({ code: 0, document: { kind: 'cloudflare', state: 'current' } });
  await expect
    .poll(async () => (await json('verify')).document.report, { timeout: 60_000 })
    .toMatchObject({ missing: 0, different: 0, extra: 0 });
  expect((await json('status')).document.keys).toBeGreaterThan(3);
  expect(await json('verify', '--no-wait')).toMatchObject({ code: 0, document: { task: 'verify' } });
});
