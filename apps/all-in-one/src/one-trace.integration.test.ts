import { createGitHubSandbox, type GitHubSandbox } from '@syncline/connector-github/sandbox';
import { createGitLabSandbox, type GitLabSandbox } from '@syncline/connector-gitlab/sandbox';
import { startBackfill } from '@syncline/engine';
import { createIngressApp } from '@syncline/ingress';
import { startTracing, type Tracing } from '@syncline/observability';
import { createHealth } from '@syncline/runtime';
import { insertHints } from '@syncline/store';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ReceivedSpan, receiveSpans, type SpanReceiver } from './testing/span-receiver.ts';

const SECRET = 'a secret of sixteen characters';
const REPOSITORY = 'acme/api';
const log: Record<string, unknown>[] = [];
let github: GitHubSandbox;
let gitlab: GitLabSandbox;
let engine: SyncEngine;
let ingress: ReturnType<typeof createIngressApp>;
let receiver: SpanReceiver;
let tracing: Tracing | null = null;

beforeAll(async () => {
  github = await createGitHubSandbox({ issues: 3, repositories: 1, pullRequests: 0, projectItems: 0, comments: false });
  gitlab = await createGitLabSandbox({ issues: 0, projects: 1 });
  engine = await startSyncEngine({
    sides: [
      {
        name: 'github',
        connector: 'github',
        url: github.url,
        settings: { owner: github.org, ownerType: 'org', streams: ['issues'] },
        secrets: { token: github.token, webhookSecret: SECRET },
      },
      {
        name: 'gitlab',
        connector: 'gitlab',
        url: gitlab.url,
        settings: { group: gitlab.group },
        secrets: { token: gitlab.token },
      },
    ],
    logLevel: 'debug',
    logTo: { write: (line) => void log.push(JSON.parse(line)) },
  });
  await engine.configure('issues', {
    kinds: {
      work_item: {
        members: [
          { connection: 'github', stream: 'issues', fields: { title: 'title' } },
          { connection: 'gitlab', stream: 'issues', createIn: REPOSITORY, fields: { title: 'title' } },
        ],
      },
    },
  });
  ingress = createIngressApp({ ctx: engine.ctx, health: createHealth() });
  const url = await ingress.listen({ port: 0, host: '127.0.0.1' });
  github.hooks.add({ url: `${url}/webhooks/${engine.connectionId('github')}`, secret: SECRET });
  receiver = await receiveSpans();
});

afterAll(async () => {
  await tracing?.close(1_000);
  await ingress?.close();
  await engine?.stop();
  for (const server of [github, gitlab, receiver]) await server?.close();
});

/** Has somebody change an issue at GitHub; resolves when GitLab shows it, to the line of the delivery that told of it. */
async function changeTitle(number: number, title: string) {
  const [before, asked] = [log.length, gitlab.log.total];
  github.editIssue(REPOSITORY, number, { title });
  const written = await vi.waitFor(
    () => {
      const since = gitlab.log.total === asked ? [] : gitlab.log.recent(gitlab.log.total - asked);
      const write = since.find(({ method }) => method === 'PUT' || method === 'POST');
      expect(write).toBeDefined();
      return write!;
    },
    { timeout: 60_000, interval: 100 },
  );
  await engine.quiet();
  const lines = log.slice(before);
  return {
    delivery: lines.find(({ msg, event }) => msg === 'delivery committed' && event === 'issues')!,
    lines,
    written,
  };
}

it('leads by one trace id from the line of a webhook to the request log of the vendor, without an SDK', async () => {
  const asked = github.log.total;
  const { delivery, lines, written } = await changeTitle(1, 'changed while nobody records');
  expect(delivery).toMatchObject({
    traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
    correlationId: expect.stringMatching(/^delivery-./),
    connectionId: engine.connectionId('github'),
  });
  expect(written.traceparent).toContain(`00-${String(delivery['traceId'])}-`);
  expect(written.requestId).toBe(delivery['correlationId']);
  const reads = github.log.recent(github.log.total - asked);
  expect(reads.some(({ traceparent }) => traceparent?.includes(String(delivery['traceId'])))).toBe(true);
  for (const msg of ['delivery understood', 'vendor called', 'writeback carried out'])
    expect(lines.find((line) => line['msg'] === msg)).toMatchObject({
      traceId: delivery['traceId'],
      correlationId: delivery['correlationId'],
    });
  const { rows } = await engine.ctx.store.query<{ correlationId: string }>(
    'select correlation_id as "correlationId" from writebacks where traceparents[1] like $1',
    [`00-${String(delivery['traceId'])}-%`],
  );
  expect(rows).toEqual([{ correlationId: delivery['correlationId'] }]);
});

describe('with an SDK', () => {
  beforeAll(async () => {
    tracing = await startTracing(
      {
        serviceName: 'syncline-test',
        url: receiver.url,
        protocol: 'http/json',
        headers: {},
        sampler: 'parentbased_always_on',
        ratio: 1,
        attributes: {},
      },
      () => {},
    );
  });

  const named = (name: string, traceId?: unknown) =>
    receiver.spans.filter((span) => span.name === name && (traceId === undefined || span.traceId === traceId));
  const received = (find: () => ReceivedSpan | undefined) =>
    vi.waitFor(
      () => {
        const span = find();
        expect(span).toBeDefined();
        return span!;
      },
      { timeout: 60_000, interval: 100 },
    );

  it('is one chain of spans from the request of the webhook to the call of the other vendor', async () => {
    const { delivery, written } = await changeTitle(1, 'changed while it is recorded');
    const callId = written.traceparent?.split('-')[2];
    const call = await received(() => receiver.spans.find(({ spanId }) => spanId === callId));
    expect(call).toMatchObject({
      traceId: delivery['traceId'],
      attributes: { 'http.request.method': 'PUT', 'http.response.status_code': '200', 'server.address': '127.0.0.1' },
    });
    await received(() => named('POST /webhooks/:connection', delivery['traceId'])[0]);
    const chain: string[] = [];
    for (let at: ReceivedSpan | undefined = call; at; ) {
      chain.push(at.name.replace(/^PUT .*/, 'PUT'));
      const { parentSpanId }: ReceivedSpan = at;
      at = receiver.spans.find(({ spanId }) => spanId === parentSpanId);
    }
    expect(chain).toEqual([
      'PUT',
      'writeback update',
      'record merge',
      'record read',
      'delivery process',
      'inbox commit',
      'POST /webhooks/:connection',
    ]);
  });

  it('links the one read that many deliveries make to all of them', async () => {
    const traceIds = ['a', 'b', 'c'].map((letter) => letter.repeat(32));
    const { rows } = await engine.ctx.store.query<{ externalId: string; scope: string }>(
      `select external_id as "externalId", scope from mappings where connection_id = $1 limit 1`,
      [engine.connectionId('github')],
    );
    const record = { workspaceId: 1, connectionId: engine.connectionId('github'), stream: 'issues', ...rows[0]! };
    await insertHints(
      engine.ctx.store,
      traceIds.map((traceId) => ({
        ...record,
        locator: `${REPOSITORY}#1`,
        op: 'changed',
        source: 'webhook',
        inboxId: null,
        traceparent: `00-${traceId}-${'1'.repeat(16)}-01`,
      })),
    );
    const read = await received(() => named('record read', traceIds[2])[0]);
    expect(read.links.map(({ traceId }) => traceId)).toEqual(traceIds.slice(0, 2));
    expect(read.attributes).toMatchObject({ 'syncline.hints': '3' });
  });

  it('follows a page from job to job, and what began it by a link', async () => {
    await startBackfill(engine.ctx, { connectionId: engine.connectionId('github'), streams: ['issues'] });
    await engine.quiet();
    const transform = await received(() => named('job transform-bulk').at(-1) ?? named('job transform-live').at(-1));
    const fetch = await received(() => receiver.spans.find(({ spanId }) => spanId === transform.parentSpanId));
    expect(fetch.name).toMatch(/^job fetch-/);
    expect([fetch.parentSpanId, fetch.links.length]).toEqual(['', 1]);
  });

  it('records no secret, no query and no value of a record', async () => {
    await tracing?.close(5_000);
    const text = Buffer.concat(receiver.bodies).toString();
    expect(receiver.spans.length).toBeGreaterThan(15);
    for (const secret of [SECRET, github.token, gitlab.token, 'while it is recorded', '?'])
      expect(text).not.toContain(secret);
  });
});
