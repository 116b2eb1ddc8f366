import { connectors } from '@syncline/connector-registry';
import type { Proof } from '../proof.ts';
import { type Member, WORKER_ROLES } from '../shared/fleet.ts';
import { type BackfillRunResult, runBackfill } from './backfill-run.ts';
import { filledVendors } from './vendors/index.ts';

/** Reading is spread over more than one process, and in the full form merging as well. */
const FEW: readonly Member[] = ['fetcher', 'fetcher/2', 'transformer', 'merger', 'writer', 'scheduler'];
const MANY: readonly Member[] = [...WORKER_ROLES, 'fetcher/2', 'merger/2'];
const FULL = { records: 10_000, workers: MANY, kills: [0.3, 0.6], edits: 100, answerDelayMs: 200 };
const SHORT = { records: 1_000, workers: FEW, kills: [0.4], edits: 10, answerDelayMs: 250 };
const LIMIT_MS = 900_000;

/**
 * For each connector 10,000 records are read into the graph by several processes, all of which are killed twice, while
 * people edit, add and delete at the vendor; then the graph is the vendor's truth, and edits on both sides meet.
 */
export const backfillProof: Proof = async ({ seed, run, services, note, short, connector, records }) => {
  const broken: string[] = [];
  const figures: Record<string, number | string> = {};
  const size = short ? SHORT : FULL;
  // Runs take turns on the queues that there are.
  const kind = services.backends[(run - 1) % services.backends.length]!;
  // A stub has no vendor whose answers could be slow or lost while workers are killed.
  const withVendors = [...connectors.values()].flatMap(({ id, isStub }) => (isStub ? [] : [id]));
  for (const name of connector === undefined ? withVendors : [connector]) {
    const start = filledVendors.get(name);
    if (!start) {
      broken.push(`nobody has said how a ${name} with records in it is started (tools/prove/src/backfill/vendors)`);
      continue;
    }
    const vendor = await start(records ?? size.records, seed);
    try {
      const backend = await services.createBackend(kind);
      const result = await runBackfill({ ...size, vendor, backend, seed, limitMs: LIMIT_MS });
      figures[name] = describe(result);
      note(
        `${name}, ${kind}: ${figures[name]}; broken: ${result.broken.slice(0, 5).join('; ').slice(0, 900) || 'nothing'}`,
      );
      broken.push(...result.broken.map((sentence) => `${name}: ${sentence}`));
    } finally {
      await vendor.close();
    }
  }
  return { broken, figures };
};

function describe(result: BackfillRunResult): string {
  const { compared, kills, seconds, edited, unseenDeletes, bothSides, answeredAtOnce } = result;
  const many = result.layouts.filter(({ pages, scopes }) => pages > scopes);
  const few = result.layouts.filter((layout) => !many.includes(layout)).map(({ stream }) => stream);
  const streams = many.map(({ stream, backfill, scopes, pages, plannedAtOnce }) => {
    const { inAll = 0, inOneScope = 0 } = result.atOnce.get(stream) ?? {};
    return `${stream} by ${backfill}: ${pages} pages of ${scopes} scopes, ${plannedAtOnce} planned at once, ${inAll} in flight (${inOneScope} of one scope)`;
  });
  return [
    `${compared} records equal after ${kills} kills in ${seconds} s`,
    `${edited.edits} edits and ${edited.deleted.size} deletes meanwhile${unseenDeletes > 0 ? ` (${unseenDeletes} of them found by reading again)` : ''}`,
    `${bothSides.atVendor} edits at the vendor, ${bothSides.inHub} in the hub, ${bothSides.onBoth} on both sides`,
    `${answeredAtOnce} requests at once at the vendor`,
    ...streams,
    ...(few.length > 0 ? [`lists of one page: ${few.join(', ')}`] : []),
  ].join('; ');
}
