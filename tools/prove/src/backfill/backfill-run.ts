import { setTimeout as delay } from 'node:timers/promises';
import { connectors } from '@syncline/connector-registry';
import { putSyncConfig, registerWebhooks, startBackfill, startIncremental } from '@syncline/engine';
import { awaitEnd } from '../shared/await-end.ts';
import type { Backend } from '../shared/backend.ts';
import { type Fleet, type Member, startFleet } from '../shared/fleet.ts';
import { createProofEngine, type ProofEngine } from '../shared/proof-engine.ts';
import { createRandom } from '../shared/random.ts';
import { settle } from '../shared/settle.ts';
import { freePort } from '../webhooks/free-port.ts';
import { type BothSides, editBothSides } from './both-sides.ts';
import { compareRecords, type Differences, sentencesOf } from './compare-records.ts';
import { type Edited, editWhileReading } from './edit-while-reading.ts';
import type { FilledVendor } from './filled-vendor.ts';
import { readAgain } from './read-again.ts';
import { type AtOnce, answeredAtOnce, type ReadingWatch, watchReading } from './reading-watch.ts';
import { type StreamLayout, streamLayouts } from './stream-layouts.ts';

export interface BackfillRunOptions {
  readonly vendor: FilledVendor;
  readonly backend: Backend;
  /** The processes, beside the ingress. */
  readonly workers: readonly Member[];
  /** Where all workers are killed at once, as shares of the records that are in the graph. */
  readonly kills: readonly number[];
  /** Edits at the vendor and in the hub once all is read, as many each. */
  readonly edits: number;
  readonly seed: number;
  /** Each answer of the vendor waits this long meanwhile, in ms: so that there is something to kill. */
  readonly answerDelayMs: number;
  readonly limitMs: number;
}

export interface BackfillRunResult {
  readonly broken: readonly string[];
  readonly compared: number;
  readonly kills: number;
  readonly seconds: number;
  readonly edited: Edited;
  /** Records that were deleted at a vendor that does not say so, and were found so when they were read again. */
  readonly unseenDeletes: number;
  readonly bothSides: BothSides;
  readonly layouts: readonly StreamLayout[];
  readonly atOnce: ReadonlyMap<string, AtOnce>;
  readonly answeredAtOnce: number;
}

/** A backfill of many records under kills and edits, and what both sides show after it. */
export async function runBackfill(options: BackfillRunOptions): Promise<BackfillRunResult> {
  const { vendor, backend } = options;
  const engine = await createProofEngine({ backend, side: vendor });
  try {
    await takePart(engine, vendor);
    const port = await freePort();
    const fleet = await startFleet([...options.workers, 'ingress'], {
      ...engine.environment,
      PORT: String(port),
      HOST: '127.0.0.1',
    });
    try {
      await subscribe(engine, vendor, `http://127.0.0.1:${port}`);
      return await readAndEdit(options, engine, fleet);
    } finally {
      await fleet.stop();
    }
  } finally {
    await engine.close();
  }
}

async function readAndEdit(
  { vendor, kills, edits, seed, answerDelayMs, limitMs }: BackfillRunOptions,
  { ctx, connectionId }: ProofEngine,
  fleet: Fleet,
): Promise<BackfillRunResult> {
  const random = createRandom(seed);
  const records = [...vendor.records()].length;
  const slow = vendor.faults.add({ kind: 'slow', delayMs: answerDelayMs, count: 1_000_000 });
  const { processId } = await startBackfill(ctx, { connectionId });
  const startedAt = performance.now();
  const watch = watchReading(ctx, connectionId);
  const ended = new AbortController();
  const editing = editWhileReading(vendor, { records, seed, random, signal: ended.signal });
  const killing = killAll({
    fleet,
    watch,
    landed,
    shares: kills.map((share) => share * records),
    signal: ended.signal,
  });
  for (const harm of [editing, killing]) harm.catch(() => {});
  let stuck: string | null;
  try {
    stuck = await awaitEnd(ctx, processId, limitMs);
  } finally {
    ended.abort();
  }
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const [edited, killed] = await Promise.all([editing, killing]);
  const seenAtOnce = await watch.end();
  const vendorAtOnce = answeredAtOnce(vendor.log);
  vendor.faults.remove(slow);
  await fleet.whole();
  await vendor.webhooks.idle();
  const unsettled = await settle(ctx, processId, limitMs);
  // By now what was sent again is on its way too.
  await vendor.webhooks.idle();
  // What no webhook tells of, such as new labels, a poll finds.
  const poll = await startIncremental(ctx, { connectionId });
  unsettled.push(...(await settle(ctx, poll.processId, limitMs)));
  const unseen = vendor.tellsDeletes ? [] : (await compare()).extra.filter((id) => edited.deleted.has(id));
  await readAgain(ctx, connectionId, vendor.stream, unseen);
  unsettled.push(...(await settle(ctx, processId, limitMs)));
  const after = await compare();
  const layouts = await streamLayouts(ctx, processId, vendor.connector);
  const bothSides = await editBothSides(ctx, connectionId, vendor, { edits, random });
  await vendor.webhooks.idle();
  unsettled.push(...(await settle(ctx, processId, limitMs)));
  const atLast = await compare();
  const broken = [
    ...(stuck === null ? [] : [stuck]),
    ...fleet.crashes,
    ...unsettled,
    ...sentencesOf(after).map((sentence) => `after the backfill: ${sentence}`),
    ...sentencesOf(atLast).map((sentence) => `after edits on both sides: ${sentence}`),
    ...bothSides.missed(),
    ...brokenIn(vendor, { killed, kills: kills.length, after, edited, atOnce: seenAtOnce }),
  ];
  return {
    broken,
    compared: after.compared,
    kills: killed,
    seconds,
    edited,
    unseenDeletes: unseen.length,
    bothSides,
    layouts,
    atOnce: seenAtOnce,
    answeredAtOnce: vendorAtOnce,
  };

  async function compare(): Promise<Differences> {
    return compareRecords(ctx.store, connectionId, vendor, vendor.tellsDeletes ? new Set() : edited.deleted);
  }

  /** Records that are in the graph by now. */
  async function landed(): Promise<number> {
    const { rows } = await ctx.store.query<{ n: number }>(
      'select count(*)::int as n from mappings where connection_id = $1 and stream = $2',
      [connectionId, vendor.stream],
    );
    return rows[0]!.n;
  }
}

/** What the run itself has to have been, for its result to say anything. */
function brokenIn(
  { connector, stream }: FilledVendor,
  run: {
    readonly killed: number;
    readonly kills: number;
    readonly after: Differences;
    readonly edited: Edited;
    readonly atOnce: ReadonlyMap<string, AtOnce>;
  },
): string[] {
  const { inAll = 0, inOneScope = 0 } = run.atOnce.get(stream) ?? {};
  // Where the vendor lists them one page after the other alone, the connector says so.
  const mayFanOut = connectors.get(connector)?.cannot.fan_out === undefined;
  const rules: readonly (readonly [string, boolean])[] = [
    [`the workers were killed ${run.killed} times of ${run.kills}`, run.killed === run.kills],
    ['nothing was edited or deleted meanwhile', run.edited.edits > 0 && run.edited.deleted.size > 0],
    ['nothing was compared', run.after.compared > 0],
    [
      `${stream} were not fanned out: ${inAll} pages in flight, ${inOneScope} of one scope`,
      inOneScope > 1 || !mayFanOut,
    ],
  ];
  return rules.filter(([, holds]) => !holds).map(([sentence]) => sentence);
}

/** The stream's records are kept in step with the hub: its line and its text, under the stream's own names. */
async function takePart({ ctx }: ProofEngine, vendor: FilledVendor): Promise<void> {
  const { name, connector, stream, titleField, textField } = vendor;
  const { kind } = connectors.get(connector)!.streams.find((candidate) => candidate.name === stream)!;
  const fields = { [titleField]: titleField, [textField]: textField };
  await putSyncConfig(
    ctx,
    1,
    {
      name: 'backfill',
      platform: connector,
      enabled: true,
      syncInterval: 300,
      batchFallbackEnabled: true,
      batchSize: 100,
      twoWayCreate: false,
      webhookEnabled: true,
      secretReference: null,
      settings: { kinds: { [kind]: { members: [{ connection: name, stream, fields }] } } },
    },
    { actor: 'proof' },
  );
}

async function subscribe({ ctx, connectionId }: ProofEngine, vendor: FilledVendor, publicUrl: string): Promise<void> {
  if (vendor.subscribe) return vendor.subscribe(`${publicUrl}/webhooks/${connectionId}`);
  await registerWebhooks(ctx, connectionId, publicUrl, AbortSignal.timeout(30_000));
}

/** Every worker at once, as when a machine goes down. Returns how often. */
async function killAll(options: {
  readonly fleet: Fleet;
  readonly watch: ReadingWatch;
  readonly landed: () => Promise<number>;
  readonly shares: readonly number[];
  readonly signal: AbortSignal;
}): Promise<number> {
  const { fleet, watch, landed, shares, signal } = options;
  let kills = 0;
  for (const records of shares) {
    while (!signal.aborted && (await landed()) < records) await delay(20);
    if (signal.aborted) break;
    await Promise.all(
      fleet
        .ready()
        .filter((member) => member !== 'ingress')
        .map((member) => fleet.kill(member)),
    );
    await watch.forget();
    kills++;
    await fleet.whole();
  }
  return kills;
}
