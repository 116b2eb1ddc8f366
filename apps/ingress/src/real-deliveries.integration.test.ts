import { createHmac } from 'node:crypto';
import { createHealth } from '@syncline/runtime';
import { ensureConnection } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIngressApp } from './create-ingress-app.ts';
import { type ExampleVendor, startExampleVendor } from './testing/start-example-vendor.ts';
import { webhookExamples } from './testing/webhook-examples.ts';

const examples = webhookExamples();
/** The events of our streams that an example can be read back for. */
const ours = new Set(['issues', 'issue_comment', 'pull_request', 'milestone', 'label', 'repository']);

let engine: TestEngine;
let app: FastifyInstance;
let vendor: ExampleVendor;
const answers: number[] = [];

beforeAll(async () => {
  vendor = await startExampleVendor(examples);
  engine = await startTestEngine();
  await ensureConnection(engine.ctx.store, {
    workspaceId: 1,
    name: 'github',
    connector: 'github',
    baseUrl: vendor.url,
    settings: { owner: 'Codertocat', ownerType: 'user' },
    secrets: { token: 'env:TEST_TOKEN', webhookSecret: 'env:TEST_WEBHOOK_SECRET' },
  });
  app = createIngressApp({ ctx: engine.ctx, health: createHealth() });
  for (const [index, example] of examples.entries()) {
    const payload = JSON.stringify(example.payload);
    const signature = createHmac('sha256', engine.webhookSecret).update(payload).digest('hex');
    const { statusCode } = await app.inject({
      method: 'POST',
      url: `/webhooks/${engine.connectionId}`,
      headers: {
        'content-type': 'application/json',
        'x-github-event': example.event,
        'x-github-delivery': `example-${index}`,
        'x-hub-signature-256': `sha256=${signature}`,
      },
      payload,
    });
    answers.push(statusCode);
  }
  await untilNothingWaits();
}, 60_000);

afterAll(async () => {
  await app?.close();
  await engine?.stop();
  await vendor?.close();
});

async function untilNothingWaits(): Promise<void> {
  for (;;) {
    const { rows } = await engine.ctx.store.query<{ waiting: boolean }>(
      `select exists (select from inbox where state = 'received') or exists (select from hints where state = 'pending') as waiting`,
    );
    if (!rows[0]?.waiting) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function count(sql: string, values: unknown[] = []): Promise<number> {
  const { rows } = await engine.ctx.store.query<{ n: number }>(sql, values);
  return rows[0]?.n ?? 0;
}

describe("GitHub's own example deliveries, signed and sent to the ingress", () => {
  it('are several hundred, all acknowledged and all kept (rule 2.1)', async () => {
    expect(examples.length).toBeGreaterThan(400);
    expect(answers.filter((status) => status !== 202)).toEqual([]);
    expect(await count('select count(*)::int as n from inbox')).toBe(examples.length);
  });

  it('are all understood: processed, or ignored with a reason', async () => {
    const { rows } = await engine.ctx.store.query<{ state: string; reason: string | null }>(
      `select state, reason from inbox where state not in ('processed', 'ignored') or (state = 'ignored' and reason is null)`,
    );
    expect(rows).toEqual([]);
    for (const event of ours) {
      expect(
        await count(`select count(*)::int as n from inbox where event = $1 and state = 'processed'`, [event]),
        event,
      ).toBeGreaterThan(0);
    }
  });

  it('lead to no item about a record of ours', async () => {
    // Projects are left out: no example shows the whole item that a hint about one would be read as.
    const { rows } = await engine.ctx.store.query(
      `select stream, class, code, message from reconciliation_items where stream not in ('projects', 'project_items') limit 5`,
    );
    expect(rows).toEqual([]);
  });

  it('put issues and pull requests into the graph with their fields', async () => {
    const { rows } = await engine.ctx.store.query<{ locator: string; stream: string; fields: Record<string, unknown> }>(
      `select m.locator, m.stream, e.fields from mappings m join entities e on e.id = m.entity_id
       where m.stream in ('issues', 'pull_requests') and m.state = 'linked'`,
    );
    expect(new Set(rows.map(({ stream }) => stream))).toEqual(new Set(['issues', 'pull_requests']));
    for (const { locator, stream, fields } of rows) {
      const [repository, number] = locator.split('#');
      const object = vendor.objects.get(`/repos/${repository}/${stream === 'issues' ? 'issues' : 'pulls'}/${number}`);
      expect(object, locator).toBeDefined();
      expect(fields).toMatchObject({
        title: object?.title,
        // An empty text is none.
        body: object?.body || null,
        state: object?.state,
        number: object?.number,
      });
    }
  });

  it('put milestones, comments and repositories into the graph, and remember what was deleted', async () => {
    const known = `select count(*)::int as n from (select stream from mappings union all select stream from remote_tombstones) s where stream = $1`;
    for (const stream of ['labels', 'milestones', 'comments', 'repositories'])
      expect(await count(known, [stream]), stream).toBeGreaterThan(0);
  });
});
