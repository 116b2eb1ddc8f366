import { listProposals, type ProposalView, sealAudit } from '@syncline/store';
import { createScratchDatabase, type SyncEngine, startSyncEngine, waitForProcess } from '@syncline/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { verifyAudit } from '../audit/verify-audit.ts';
import type { EngineContext } from '../context.ts';
import { createImport } from '../imports/create-import.ts';
import { applyImport } from '../imports/start-import.ts';
import { completeProcess } from '../processes/complete-process.ts';
import { planProcess } from '../processes/plan-process.ts';
import { firstTry } from '../testing/engine-steps.ts';
import { carryOutProposal, tendProposals } from './carry-out-proposals.ts';
import { decideProposal } from './decide-proposal.ts';

/** Two batches of staging, and several of applying. */
const ROWS = 700;
const COMPANIES = 50;
/** Every commit is one to die after: the decision, the start, its end, the steps of the process, six batches and more. */
const FEWEST_DEATHS = 12;

let database: Awaited<ReturnType<typeof createScratchDatabase>>;
let engine: SyncEngine;
let commitsLeft = Number.POSITIVE_INFINITY;

/** A life of the engine over the database of all; it dies after so many commits. */
async function live(options: { readonly workers: boolean }): Promise<EngineContext> {
  commitsLeft = Number.POSITIVE_INFINITY;
  engine = await startSyncEngine({
    sides: [],
    database: { url: database.url, queue: { kind: 'postgres', databaseUrl: database.url } },
    crashNow: () => --commitsLeft < 1,
    ...options,
  });
  return engine.ctx;
}

beforeAll(async () => {
  database = await createScratchDatabase();
  await live({ workers: false });
  await engine.configure('approved', { kinds: {}, approvals: [{ name: 'files', kinds: ['import'] }] });
  await engine.stop();
});
afterEach(() => engine?.stop());
afterAll(() => database?.drop());

/** A file of its own people and companies, applied by Ada: it waits. */
async function propose(ctx: EngineContext, fair: string): Promise<{ importId: string; proposal: ProposalView }> {
  const rows = Array.from({ length: ROWS }, (_, n) => {
    const company = `${fair}-${n % COMPANIES}`;
    return `First${n},${fair}${n},p${n}@${company}.example,${company},https://${company}.example`;
  });
  const file = Buffer.from(['First name,Last name,Email,Company,Website', ...rows].join('\n'));
  const by = { workspaceId: 1, actor: 'ada' };
  const importId = await createImport(ctx, {
    ...by,
    name: `${fair}.csv`,
    pieces: (async function* () {
      yield file;
    })(),
  });
  const applied = await applyImport(ctx, { ...by, importId });
  expect(applied).toMatchObject({ outcome: 'waiting' });
  const { items } = await listProposals(ctx.store, 1, { state: 'waiting' }, { limit: 1, cursor: undefined });
  return { importId, proposal: items[0]! };
}

const approve = (ctx: EngineContext, { id, digest }: ProposalView) =>
  decideProposal(ctx, id, digest, { workspaceId: 1, verdict: 'approve', actor: 'bob', role: 'approver', words: null });

async function one<Row extends object>({ store }: EngineContext, text: string, values: unknown[]): Promise<Row> {
  const { rows } = await store.query<Row & Record<string, unknown>>(text, values);
  expect(rows).toHaveLength(1);
  return rows[0]!;
}

const stateOf = (ctx: EngineContext, { id }: ProposalView) =>
  one<{ state: string; reason: string | null }>(ctx, 'select state, reason from proposals where id = $1', [id]);

/** As if the minute had passed after which what was approved counts as left. */
const age = (ctx: EngineContext): Promise<unknown> =>
  ctx.store.query(`update proposals set updated_at = now() - interval '2 minutes' where state = 'approved'`);

/** What timers and workers would do next about a proposal and the process that comes of it. True: nothing is left. */
async function goOn(ctx: EngineContext, proposal: ProposalView): Promise<boolean> {
  if ((await stateOf(ctx, proposal)).state === 'waiting') await approve(ctx, proposal);
  await tendProposals(ctx);
  const { rows } = await ctx.store.query<{ id: string; state: string }>(
    'select id, state from processes where finished_at is null',
  );
  for (const { id, state } of rows)
    await (state === 'completing' ? completeProcess(ctx, id) : planProcess(ctx, id, firstTry));
  return rows.length === 0 && (await stateOf(ctx, proposal)).state !== 'approved';
}

/** Dies after every commit, one after the other, until `isFar` says that it is far enough; returns how often it died. */
async function dieOnTheWay(proposal: ProposalView, isFar: (ctx: EngineContext) => Promise<boolean>): Promise<number> {
  for (let deaths = 0; deaths < 100; deaths++) {
    const ctx = await live({ workers: false });
    await age(ctx);
    if (await isFar(ctx)) return deaths;
    commitsLeft = 1;
    try {
      const isOver = await goOn(ctx, proposal);
      commitsLeft = Number.POSITIVE_INFINITY;
      if (isOver) return deaths;
    } catch (error) {
      if (!engine.crashed()) throw error;
    }
    await engine.stop();
  }
  throw new Error(`Proposal ${proposal.id} does not come to an end`);
}

/** All of the file is in the graph, nothing of it twice, the proposal is done once, and the audit says so in one chain. */
async function expectOnce(ctx: EngineContext, fair: string, importId: string, proposal: ProposalView): Promise<void> {
  const { rows: graph } = await ctx.store.query<{ kind: string; records: number; distinct: number; events: number }>(
    `select e.kind, count(*)::int as records, count(distinct coalesce(e.fields ->> 'email', e.fields ->> 'name'))::int as distinct,
       max(e.version)::int as version, (sum(v.events))::int as events, (sum(r.links))::int as links
     from entities e
       cross join lateral (select count(*) as events from events v where v.entity_id = e.id and v.type = 'entity.created') v
       cross join lateral (select count(*) as links from relations r where r.from_entity_id = e.id and r.type = 'belongs_to') r
     where e.kind in ('account', 'contact') and coalesce(e.fields ->> 'email', e.fields ->> 'name') like $1 group by 1 order by 1`,
    [`%${fair}-%`],
  );
  const once = (records: number) => ({ records, distinct: records, version: 1, events: records });
  expect(graph).toEqual([
    { kind: 'account', ...once(COMPANIES), links: 0 },
    { kind: 'contact', ...once(ROWS), links: ROWS },
  ]);
  const imported = await one(
    ctx,
    `select i.state, (select count(*)::int from import_rows r where r.import_id = i.id and r.state = 'applied') as applied,
       (select count(*)::int from import_rows r where r.import_id = i.id) as rows,
       (select count(*)::int from processes p where p.params ->> 'importId' = i.id::text) as processes,
       (select count(*)::int from audit_log a where a.action = 'import.applied' and a.subject = 'import ' || i.id) as audited
     from imports i where i.id = $1`,
    [importId],
  );
  expect(imported).toEqual({ state: 'applied', applied: ROWS, rows: ROWS, processes: 1, audited: 1 });
  const process = await one(
    ctx,
    `select p.state, p.records_normalised::int as done, p.records_created::int as created from processes p join imports i on i.process_id = p.id where i.id = $1`,
    [importId],
  );
  expect(process).toEqual({ state: 'completed', done: ROWS, created: ROWS });

  expect(await stateOf(ctx, proposal)).toEqual({ state: 'done', reason: null });
  const { rows: told } = await ctx.store.query<{ to: string }>(
    `select payload ->> 'to' as to from events where type = 'proposal.state_changed' and (payload ->> 'proposal')::int = $1
       order by id`,
    [proposal.id],
  );
  expect(told.map(({ to }) => to)).toEqual(['approved', 'done']);
  await vi.waitUntil(
    async () => {
      await sealAudit(ctx.store);
      return (await verifyAudit(ctx, 1)).unsealed === 0;
    },
    { timeout: 60_000, interval: 50 },
  );
  expect(await verifyAudit(ctx, 1)).toMatchObject({ faults: [], moreFaults: 0 });
}

describe('an import that was approved', () => {
  it('is carried out once though the worker died after every commit of it', async () => {
    const { importId, proposal } = await propose(await live({ workers: false }), 'spring');
    await engine.stop();
    expect(await dieOnTheWay(proposal, async () => false)).toBeGreaterThanOrEqual(FEWEST_DEATHS);
    await expectOnce(engine.ctx, 'spring', importId, proposal);
  }, 300_000);

  it('is gone on with by other workers when the first died between two batches', async () => {
    const { importId, proposal } = await propose(await live({ workers: false }), 'summer');
    await engine.stop();
    const applied = async (ctx: EngineContext): Promise<number> =>
      (
        await one<{ n: number }>(
          ctx,
          `select count(*)::int as n from import_rows where import_id = $1 and state = 'applied'`,
          [importId],
        )
      ).n;
    await dieOnTheWay(proposal, async (ctx) => (await applied(ctx)) > 0);
    expect(await applied(engine.ctx)).toBeLessThan(ROWS);
    const { processId } = await one<{ processId: string }>(
      engine.ctx,
      'select process_id as "processId" from imports where id = $1',
      [importId],
    );
    engine.startWorkers();
    expect(await waitForProcess(engine.ctx, processId, 120_000)).toMatchObject({ state: 'completed' });
    await expectOnce(engine.ctx, 'summer', importId, proposal);
  }, 300_000);

  it('is done, and not failed, when two workers take it up at the same moment', async () => {
    const ctx = await live({ workers: false });
    const { importId, proposal } = await propose(ctx, 'autumn');
    // It died with the decision.
    commitsLeft = 1;
    await expect(approve(ctx, proposal)).rejects.toThrow('crashed');
    await engine.stop();
    const revived = await live({ workers: false });
    const { rows } = await revived.store.query(`select state from imports where id = $1`, [importId]);
    expect(rows).toEqual([{ state: 'proposed' }]);
    const approved = { ...proposal, state: 'approved' as const };
    let both: Promise<unknown> = Promise.resolve();
    // Both have seen that nobody has begun it, and wait for the row.
    await revived.store.transaction(async (tx) => {
      await tx.query('select from imports where id = $1 for update', [importId]);
      both = Promise.all([1, 2].map(() => carryOutProposal(revived, approved, 'syncline')));
      await vi.waitUntil(
        async () => {
          const { waiting } = await one<{ waiting: number }>(
            revived,
            `select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
            [],
          );
          return waiting === 2;
        },
        { timeout: 60_000, interval: 20 },
      );
    });
    await both;
    expect(await stateOf(revived, proposal)).toEqual({ state: 'done', reason: null });
    while (!(await goOn(revived, proposal)));
    await expectOnce(revived, 'autumn', importId, proposal);
  }, 300_000);

  it('is not asked about again when who proposed it applies it once more after the crash', async () => {
    const ctx = await live({ workers: false });
    const { importId, proposal } = await propose(ctx, 'winter');
    commitsLeft = 1;
    await expect(approve(ctx, proposal)).rejects.toThrow('crashed');
    await engine.stop();
    const revived = await live({ workers: false });
    expect(await applyImport(revived, { workspaceId: 1, importId, actor: 'ada' })).toMatchObject({
      outcome: 'started',
    });
    await age(revived);
    while (!(await goOn(revived, proposal)));
    await expectOnce(revived, 'winter', importId, proposal);
  }, 300_000);
});
