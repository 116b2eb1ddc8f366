import { redeliverMissed, registerWebhooks, startBackfill } from '@syncline/engine';
import { compareIssues, queueBackends, startTestEngine, type TestEngine, waitForProcess } from '@syncline/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startTestIngress, type TestIngress } from './testing/start-test-ingress.ts';

let engine: TestEngine;
let ingress: TestIngress;

afterEach(async () => {
  engine.proxy?.restore();
  await ingress.close();
  await engine.stop();
});

describe.each(queueBackends())('Postgres gone under a stream of webhooks, the queue on %s', (backend) => {
  it.each(['cut', 'halfOpen'] as const)(
    '(%s) every 2xx has a row, and what was refused comes by redelivery (rule 2.1, SEMANTICS 9)',
    async (how) => {
      engine = await startTestEngine({
        backend,
        proxied: true,
        sandbox: { issues: 60, repositories: 1, pullRequests: 0, comments: false, webhookTimeoutMs: 2_000 },
        streams: ['issues', 'labels', 'milestones', 'users'],
      });
      const { ctx, connectionId, sandbox } = engine;
      ingress = await startTestIngress(engine);
      await registerWebhooks(ctx, connectionId, ingress.url, AbortSignal.timeout(10_000));
      expect((await waitForProcess(ctx, (await startBackfill(ctx, { connectionId })).processId)).state).toBe(
        'completed',
      );

      const editing = new AbortController();
      const edits = sandbox.runEdits({ ratePerSecond: 40, signal: editing.signal });
      await vi.waitFor(() => expect(answered('success')).toBeGreaterThan(10), { timeout: 60_000 });
      engine.proxy![how]();
      await vi.waitFor(() => expect(answered('failure')).toBeGreaterThan(10), { timeout: 60_000 });
      engine.proxy!.restore();
      const before = answered('success');
      await vi.waitFor(() => expect(answered('success')).toBeGreaterThan(before + 10), { timeout: 60_000 });
      editing.abort();
      await edits;
      await sandbox.webhooks.idle();

      await expectRowsForWhatWasAcknowledged();
      const asked = await redeliverMissed(
        ctx,
        connectionId,
        new Date(Date.now() - 600_000),
        AbortSignal.timeout(20_000),
      );
      expect(asked).toBeGreaterThan(0);
      await sandbox.webhooks.idle();
      expect(
        await redeliverMissed(ctx, connectionId, new Date(Date.now() - 600_000), AbortSignal.timeout(20_000)),
      ).toBe(0);
      await expectRowsForWhatWasAcknowledged();
      await vi.waitFor(async () => expect(await waiting()).toBe(0), { timeout: 90_000 });
      const { differences } = await compareIssues(ctx.store, connectionId, sandbox.issues('acme/api'));
      expect(differences).toEqual([]);
    },
    180_000,
  );
});

function answered(status: 'success' | 'failure'): number {
  const { sandbox } = engine;
  return sandbox.hooks.list().reduce((sum, hook) => sum + sandbox.hooks.deliveries(hook, status).length, 0);
}

async function expectRowsForWhatWasAcknowledged(): Promise<void> {
  const { sandbox, ctx } = engine;
  const acknowledged = sandbox.hooks
    .list()
    .flatMap((hook) => sandbox.hooks.deliveries(hook, 'success').map(({ guid }) => guid));
  const { rows } = await ctx.store.query<{ id: string }>('select delivery_id as id from inbox');
  const kept = new Set(rows.map((row) => row.id));
  expect(acknowledged.filter((guid) => !kept.has(guid))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(20);
}

async function waiting(): Promise<number> {
  const { rows } = await engine.ctx.store.query<{ n: number }>(
    `select (select count(*) from inbox where state = 'received')::int + (select count(*) from hints where state = 'pending')::int as n`,
  );
  return rows[0]!.n;
}
