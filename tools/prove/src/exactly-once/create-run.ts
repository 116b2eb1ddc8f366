import { startBackfill } from '@syncline/engine';
import type { SyncEngine } from '@syncline/testing/start-sync-engine';
import type { Backend } from '../shared/backend.ts';
import { startMortalEngine } from '../shared/mortal-engine.ts';
import type { Random } from '../shared/random.ts';
import { startVendor } from '../vendors/start-vendor.ts';
import type { Vendor, VendorName } from '../vendors/vendor.ts';
import { countTwins } from './count-twins.ts';
import { loseAnswers } from './lose-answers.ts';

export interface CreateRunOptions {
  readonly target: VendorName;
  readonly backend: Backend;
  /** Objects at the source: half of them stand before the engine comes, half are made under its eyes. */
  readonly objects: number;
  readonly deaths: number;
  readonly seed: number;
  readonly random: Random;
  readonly limitMs: number;
}

export interface CreateRunResult {
  readonly broken: readonly string[];
  /** Creates that were tried and not answered at least once. */
  readonly unanswered: number;
  readonly deaths: number;
  readonly seconds: number;
  /** Requests that the vendor answered, beside the creates themselves. */
  readonly otherRequests: number;
}

/** Objects of one vendor get their twins at another that loses one answer in four, while the engine dies and comes back. */
export async function runCreates(options: CreateRunOptions): Promise<CreateRunResult> {
  const { objects, seed, random } = options;
  const source = await startVendor(options.target === 'salesforce' ? 'github' : 'salesforce', seed);
  const target = await startVendor(options.target, seed);
  try {
    return await create(options, source, target, Math.floor(objects / 2), random);
  } finally {
    await source.close();
    await target.close();
  }
}

async function create(
  { backend, objects, limitMs, deaths }: CreateRunOptions,
  source: Vendor,
  target: Vendor,
  before: number,
  random: Random,
): Promise<CreateRunResult> {
  const object = (index: number) => ({ title: `Object ${String(index).padStart(5, '0')}`, body: 'What it is about' });
  for (let index = 0; index < before; index += 1) source.create(object(index));
  const engine = await startMortalEngine({
    backend,
    sides: [source, target],
    config: { vendorTimeoutMs: 2_000 },
    lives: Array.from({ length: deaths }, () => objects / 4 + random.below(objects)),
  });
  try {
    target.subscribe(engine.webhookUrl(target.name));
    // Half of what the vendor has to say about our creates never comes.
    target.webhooks.setFaults({ dropRate: 0.5, duplicates: { min: 0, max: 1 }, shuffleWindow: 5, maxDelayMs: 500 });
    await engine.through((now) =>
      now.configure('exactly once', {
        backfillWritesBack: true,
        kinds: { work_item: { members: [source.member, target.member] } },
      }),
    );
    loseAnswers(target, objects * 2, random);
    const began = performance.now();
    const connectionId = engine.now().connectionId(source.name);
    await engine.through((now) => startBackfill(now.ctx, { connectionId, streams: [source.stream] }));
    for (let index = before; index < objects; index += 1) {
      const record = { stream: source.stream, ...source.create(object(index)) };
      await engine.through((now) => now.hint(source.name, record));
    }
    await engine.quiet(limitMs);
    const seconds = Math.round((performance.now() - began) / 1000);
    return {
      broken: [...(await countTwins(engine.now(), source, target)), ...(await leftOver(engine.now()))],
      unanswered: await unanswered(engine.now()),
      deaths: engine.deaths(),
      seconds,
      otherRequests: otherRequests(target),
    };
  } finally {
    await engine.close();
  }
}

/** What was given up, or waits for a person: nothing may be. */
async function leftOver({ ctx }: SyncEngine): Promise<string[]> {
  const { rows } = await ctx.store.query<{ sentence: string }>(
    `select format('writeback %s is %s: %s', id, state, error) as sentence from writebacks where state <> 'done'
     union all select format('an item is open: %s', message) from reconciliation_items where state = 'open'`,
  );
  return rows.map((row) => row.sentence);
}

async function unanswered({ ctx }: SyncEngine): Promise<number> {
  const { rows } = await ctx.store.query<{ count: number }>(
    'select count(*)::int as count from writebacks where attempts > 0',
  );
  return rows[0]!.count;
}

function otherRequests(vendor: Vendor): number {
  const creates = vendor.createCalls.map(({ method, path }) => new RegExp(`^${method} .*${path}`));
  return creates.reduce((sum, pattern) => sum - vendor.requestCount(pattern), vendor.requestCount(/./));
}
