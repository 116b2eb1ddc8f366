import { queueBackends, startTestEngine, type TestEngine, waitForProcess } from '@syncline/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { startBackfill } from './start-process.ts';

let engine: TestEngine | undefined;

afterEach(async () => {
  await engine?.stop();
  engine = undefined;
});

describe.each(queueBackends())('a backfill with the queue on %s', (backend) => {
  it.each([0, 1, 99, 100, 101, 200])('of exactly %i issues completes once, with exact counts', async (issues) => {
    engine = await startTestEngine({
      backend,
      sandbox: { issues, repositories: 1, pullRequests: 0 },
      streams: ['issues'],
    });
    const { ctx, connectionId } = engine;
    const { processId } = await startBackfill(ctx, { connectionId });
    const parent = await waitForProcess(ctx, processId);
    expect(parent.state).toBe('completed');

    const { rows } = await ctx.store.query(`select * from processes where parent_id = $1`, [processId]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      state: 'completed',
      records_expected: issues,
      records_fetched: issues,
      records_created: issues,
      records_failed: 0,
      pages_open: 0,
    });
    const entities = await ctx.store.query(`select count(*)::int as n from entities where kind = 'work_item'`);
    expect(entities.rows[0]?.n).toBe(issues);
    const completing = await ctx.store.query(
      `select count(*)::int as n from events where process_id = $1 and payload->>'to' = 'completing'`,
      [rows[0]?.id],
    );
    expect(completing.rows[0]?.n).toBe(1);
  });
});
