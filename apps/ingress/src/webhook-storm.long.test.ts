import { registerWebhooks, startBackfill } from '@syncline/engine';
import { compareIssues, queueBackends, startTestEngine, type TestEngine, waitForProcess } from '@syncline/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startTestIngress, type TestIngress } from './testing/start-test-ingress.ts';

let engine: TestEngine;
let ingress: TestIngress;

afterEach(async () => {
  await ingress.close();
  await engine.stop();
});

describe.each(queueBackends())('webhooks over a running backfill, the queue on %s', (backend) => {
  // Other seeds, more records and kills meanwhile: `pnpm prove webhooks`.
  it('1 to 5 times each and shuffled, end in what the vendor has (rules 2.1, 2.6, 2.7, 3.10)', async () => {
    const seed = backend === 'redis' ? 2 : 1;
    engine = await startTestEngine({
      backend,
      sandbox: { issues: 200, repositories: 2, pullRequests: 0, comments: false, seed },
      streams: ['issues', 'labels', 'milestones', 'repositories', 'users'],
    });
    const { ctx, connectionId, sandbox } = engine;
    ingress = await startTestIngress(engine);
    expect(await registerWebhooks(ctx, connectionId, ingress.url, AbortSignal.timeout(10_000))).toBe(1);
    sandbox.webhooks.setFaults({ duplicates: { min: 0, max: 4 }, shuffleWindow: 50, maxDelayMs: 20 });
    // Some tell of records that the backfill has not reached.
    const editing = new AbortController();
    const edits = sandbox.runEdits({ ratePerSecond: 40, signal: editing.signal, seed });
    sandbox.faults.add({ kind: 'slow', delayMs: 100, path: '/issues\\?', count: 1_000 });
    const { processId } = await startBackfill(ctx, { connectionId });
    const moved = changeTheLists(seed);
    const { state } = await waitForProcess(ctx, processId);
    editing.abort();
    const made = await edits;
    await sandbox.webhooks.idle();
    await settled();
    expect(['completed', 'completed_with_errors']).toContain(state);
    expect(made).toBeGreaterThan(20);
    const truth = sandbox.repositories().flatMap((name) => [...sandbox.issues(name)]);
    const { differences, compared } = await compareIssues(ctx.store, connectionId, truth, moved);
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(195);
    await expectNothingOpen();
  }, 90_000);
});

/** Creates, deletes and moves while the lists are read; returns the ids that moved away. */
function changeTheLists(seed: number): Set<string> {
  const { sandbox } = engine;
  const [here, there] = sandbox.repositories() as [string, string];
  const issues = [...sandbox.issues(here)];
  const at = (index: number) => issues[(index * 17 + seed) % issues.length]!;
  const touched = new Set([0, 1, 2, 3, 4].map((index) => at(index).number));
  const [moving, ...deleted] = [...touched];
  const moved = issues.find((issue) => issue.number === moving)!;
  sandbox.transferIssue(here, moved.number, there);
  for (const number of deleted) sandbox.deleteIssue(here, number);
  for (let made = 0; made < 3; made++)
    sandbox.createIssue(there, { title: `made while reading ${made}`, labels: ['made while reading'] });
  return new Set([String(moved.id)]);
}

/** Nothing is on its way any more: no delivery, no hint, no page. */
async function settled(): Promise<void> {
  await vi.waitFor(async () => expect(await openRows()).toEqual({ deliveries: 0, hints: 0, pages: 0, edges: 0 }), {
    timeout: 60_000,
    interval: 100,
  });
}

async function openRows(): Promise<Record<string, number>> {
  const { rows } = await engine.ctx.store.query<Record<string, number>>(
    `select (select count(*)::int from inbox where state = 'received') as deliveries, (select count(*)::int from hints where state = 'pending') as hints,
       (select count(*)::int from pages where state in ('queued', 'fetched', 'normalised')) as pages,
       (select count(*)::int from relations r join mappings m on m.workspace_id = r.workspace_id and m.connection_id = r.connection_id and m.stream = r.to_stream
          and m.state = 'linked' and r.target in ('id:' || m.external_id, 'at:' || m.locator) where r.to_entity_id is null) as edges`,
  );
  return rows[0]!;
}

async function expectNothingOpen(): Promise<void> {
  const { rows } = await engine.ctx.store.query(
    `select class, code, message from reconciliation_items where state in ('open', 'retrying')`,
  );
  expect(rows).toEqual([]);
}
