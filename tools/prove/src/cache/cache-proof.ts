import { setTimeout as delay } from 'node:timers/promises';
import { type EngineContext, editEntity, startBackfill } from '@syncline/engine';
import { openStateCache } from '@syncline/state-cache';
import { type KvStandIn, startKvStandIn } from '@syncline/state-cache/testing';
import { compareCacheWithPostgres } from '@syncline/testing/cache-differences';
import type { Proof } from '../proof.ts';
import { awaitEnd } from '../shared/await-end.ts';
import { type Fleet, startFleet } from '../shared/fleet.ts';
import { createProofEngine } from '../shared/proof-engine.ts';
import { createRandom, type Random } from '../shared/random.ts';
import { gitHubSide, startSandbox } from '../shared/sandbox-process.ts';
import { readFreshness } from './read-freshness.ts';

/** What the state cache has after the last change, in ms. */
const LIMIT_MS = 30_000;
const BACKFILL_LIMIT_MS = 600_000;
/** Calls of a thousand that the cache answers with 429 or 500. */
const FAULTS_PER_THOUSAND = 150;
const AT_ONCE = 4;

/**
 * 10,000 changes, or 1,000, while Cloudflare KV refuses calls and the scheduler is killed; then quiet. Every key and
 * value is read back through the official client and compared with what Postgres comes to.
 */
export const cacheProof: Proof = async ({ seed, services, short, note }) => {
  const changes = short ? 1_000 : 10_000;
  const broken: string[] = [];
  const kv = await startKvStandIn();
  const sandbox = await startSandbox(short ? 200 : 1_000, seed, 2);
  try {
    const engine = await createProofEngine({
      backend: await services.createBackend('postgres'),
      side: gitHubSide(sandbox, ['repositories', 'issues', 'users']),
      environment: environmentOf(kv),
    });
    const cache = await openStateCache({ ...kv, kind: 'cloudflare', prefix: '' }, () => {});
    const ctx = { ...engine.ctx, stateCache: cache };
    try {
      const fleet = await startFleet(['fetcher', 'transformer', 'merger', 'scheduler'], engine.environment);
      try {
        const { processId } = await startBackfill(ctx, { connectionId: engine.connectionId });
        const stuck = await awaitEnd(ctx, processId, BACKFILL_LIMIT_MS);
        if (stuck !== null) return { broken: [stuck], figures: {} };
        const filled = await settled(ctx, BACKFILL_LIMIT_MS / 5);
        note(`filled with ${filled.keys} keys`);
        kv.setFaults(FAULTS_PER_THOUSAND);
        const startedAt = new Date();
        const made = await makeChanges(ctx, changes, createRandom(seed), fleet);
        const changedFor = Date.now() - startedAt.getTime();
        const quietAt = performance.now();
        note(`${made} changes in ${changedFor} ms; now it is quiet`);
        const end = await settled(ctx, LIMIT_MS * 4);
        const tookMs = Math.round(end.at - quietAt);
        if (tookMs > LIMIT_MS) broken.push(`the cache was equal only ${tookMs} ms after the last change`);
        broken.push(...end.differences, ...fleet.crashes);
        const tooSoon = kv.answers.get('429 a key') ?? 0;
        if (tooSoon > 0) broken.push(`${tooSoon} bulks wrote a key twice within a second`);
        const faults = (kv.answers.get('429') ?? 0) + (kv.answers.get('500') ?? 0);
        if (faults === 0) broken.push('the cache refused nothing, which proves little');
        const kills = fleet.kills.get('scheduler') ?? 0;
        if (kills !== 1) broken.push(`the scheduler was killed ${kills} times, not once`);
        const figures = {
          changes: made,
          keys: end.keys,
          'equal after the last change, ms': tookMs,
          'changes made in, ms': changedFor,
          'bulk writes and reads': kv.answers.get('200') ?? 0,
          'keys written': kv.writes(),
          'calls refused': faults,
          ...(await readFreshness(ctx, startedAt)),
        };
        return { broken, figures };
      } finally {
        await fleet.stop();
      }
    } finally {
      await cache.close();
      await engine.close();
    }
  } finally {
    await sandbox.child.stop();
    await kv.close();
  }
};

function environmentOf({ accountId, namespaceId, apiToken, baseUrl }: KvStandIn): Record<string, string> {
  return {
    SYNCLINE_STATE_CACHE: 'cloudflare',
    CLOUDFLARE_ACCOUNT_ID: accountId,
    CLOUDFLARE_KV_NAMESPACE_ID: namespaceId,
    CLOUDFLARE_API_TOKEN: apiToken,
    CLOUDFLARE_BASE_URL: baseUrl,
  };
}

/** Edits of random issues in the hub; half way through, the scheduler is killed. */
async function makeChanges(ctx: EngineContext, changes: number, random: Random, fleet: Fleet): Promise<number> {
  const { rows } = await ctx.store.query<{ id: string }>(
    `select id from entities where kind = 'work_item' and deleted_at is null order by id`,
  );
  let begun = 0;
  let made = 0;
  const work = async (): Promise<void> => {
    while (begun < changes) {
      begun += 1;
      if (begun === Math.floor(changes / 2)) await fleet.kill('scheduler');
      const { id } = random.pick(rows);
      const fields = random.below(3) === 0 ? { state: random.pick(['open', 'closed']) } : { title: `Change ${begun}` };
      const edit = { workspaceId: 1, entityId: id, kind: 'work_item', fields, actor: 'proof' };
      const { outcome } = await editEntity(ctx, edit);
      if (outcome === 'edited') made += 1;
      // A state that it is in already: another one of them is changed.
      else begun -= 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return made;
}

interface Settled {
  readonly keys: number;
  readonly differences: readonly string[];
  /** When it was found equal, or given up. */
  readonly at: number;
}

async function settled(ctx: EngineContext, limitMs: number): Promise<Settled> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const { keys, differences } = await compareCacheWithPostgres(ctx);
    const at = performance.now();
    if ((differences.length === 0 && keys > 0) || at > deadline) return { keys, differences, at };
    await delay(250);
  }
}
