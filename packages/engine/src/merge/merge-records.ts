import { newId, type PageOutcomeCounts } from '@syncline/core';
import type { EnqueueRequest } from '@syncline/queue';
import {
  addEdges,
  compareRecords,
  createRecords,
  type EntityEdges,
  findTombstones,
  type KnownRecord,
  lockRecords,
  type PreparedRecord,
  resolveWaitingEdges,
  type SameRecord,
  type Sql,
  type WriteSource,
} from '@syncline/store';
import { memberOf, mergePlanned, type PlannedChange } from '../sync/merge-planned.ts';
import type { WorkSource } from '../sync/merge-work.ts';
import type { SyncPlan } from '../sync/sync-plan.ts';
import { confirmSame } from './confirm-same.ts';
import { findReleased } from './shown-edges.ts';
import { updateKnown } from './update-known.ts';

export interface MergeSource extends WriteSource {
  /** Null: nothing is kept in step with this connection, records are only mirrored. */
  readonly planned: PlannedSource | null;
}

/** What merging records of sync configs needs beside the read. */
export interface PlannedSource {
  readonly plan: SyncPlan;
  readonly by: WorkSource;
  readonly now: Date;
}

export interface MergeResult {
  readonly outcome: PageOutcomeCounts;
  /** `stream/id` of records that were shown as they are known. */
  readonly unchangedIds: readonly string[];
  /** `stream/id` of known records whose edges came otherwise than they were known, and were believed. */
  readonly otherEdgesIds: readonly string[];
  /** `stream/id` of records along with which others were shown whose edges a newer read had overtaken: those stand as they were. */
  readonly unsettledIds: readonly string[];
  /** Records whose read overlapped a newer one and differed: to be read again, alone (rule 2.7). */
  readonly readAgain: readonly PreparedRecord[];
  /** Records that became entities of their own, without a sync config. */
  readonly mirrored: number;
  /** To be enqueued after the commit. */
  readonly jobs: readonly EnqueueRequest[];
}

/** `buried`: the vendor has declared it deleted, so that no read is believed and reading again would not end. */
type Change = PlannedChange;

/** What a merge of one read gathers on its way. */
interface Round {
  readonly changes: Map<PreparedRecord, Change>;
  readonly jobs: EnqueueRequest[];
  readonly mirrored: Set<PreparedRecord>;
}

/** A record can be linked by another transaction between our look and our insert; the next round sees it. */
const MAX_ROUNDS = 4;

/**
 * Merges records of one read into the graph, set-wise, inside the caller's transaction (rule 2.4). Records
 * that show what they showed last time cost a comparison of hashes and no write.
 */
export async function mergeRecords(
  tx: Sql,
  source: MergeSource,
  records: readonly PreparedRecord[],
  embedded: readonly PreparedRecord[],
  unread: readonly SameRecord[] = [],
): Promise<MergeResult> {
  const wanted = distinctRecords(records);
  const own = new Set(wanted.map(keyOf));
  const others = distinctRecords(embedded).filter((record) => !own.has(keyOf(record)));
  // One that the page also shows with other bytes is merged as that.
  const same = unread.filter((record) => !own.has(keyOf(record)));
  await lockRecords(tx, source, [...wanted, ...same]);
  await confirmSame(tx, source, same);
  const known = await compareRecords(tx, source, [...wanted, ...others]);
  const { changes, jobs, mirrored }: Round = { changes: new Map(), jobs: [], mirrored: new Set() };
  const standing = new Set(known.filter((k) => k.same).map((k) => k.index - wanted.length));
  const unsettled = others.filter((_, index) => !standing.has(index));
  const before = new Set(namedByFields(source, wanted, unsettled));
  const overtakenBefore = await mergeEmbedded(tx, source, [...before], { jobs, mirrored });
  await mergeRound(tx, source, wanted, { changes, jobs, mirrored }, known);
  const differing = known.flatMap(({ index, same: isSame }) => (isSame ? [] : (wanted[index] ?? [])));
  const believed = differing.filter((record) => !isRefused(changes.get(record)));
  const otherEdges = new Set(known.flatMap(({ index, sameEdges }) => (sameEdges ? [] : (wanted[index] ?? []))));
  // What a record shows of its own edges goes before what another one shows of them.
  const shown = new Set([...otherEdges].map(keyOf));
  const released = (await findReleased(tx, source, believed, embedded)).filter(
    ({ record }) => !shown.has(keyOf(record)),
  );
  const after = unsettled.filter((record) => !before.has(record));
  const overtaken = [
    ...overtakenBefore,
    ...(await mergeEmbedded(tx, source, distinctRecords([...released.map(({ record }) => record), ...after]), {
      jobs,
      mirrored,
    })),
  ];
  const ownerOf = (record: PreparedRecord): PreparedRecord | undefined =>
    released.find((each) => each.record === record)?.owner;
  const counted = {
    created: 0,
    updated: 0,
    unchanged: records.length - wanted.length + unread.length,
    stale: 0,
    conflicted: 0,
    failed: 0,
  };
  for (const change of changes.values()) counted[change === 'buried' ? 'stale' : change]++;
  return {
    outcome: counted,
    unchangedIds: [...same, ...wanted.filter((record) => changes.get(record) === 'unchanged')].map(keyOf),
    otherEdgesIds: believed.filter((record) => otherEdges.has(record)).map(keyOf),
    unsettledIds: [...new Set(overtaken.map((record) => keyOf(ownerOf(record) ?? wanted[0]!)))],
    readAgain: wanted.filter((record) => changes.get(record) === 'stale'),
    mirrored: mirrored.size,
    jobs,
  };
}

/**
 * Those of the records seen on the way that others of the read have edges to, and that a sync config speaks of: who
 * called, of a call. They are linked first, so that a field that names one means somebody when it is merged.
 */
function namedByFields(
  source: MergeSource,
  wanted: readonly PreparedRecord[],
  others: readonly PreparedRecord[],
): readonly PreparedRecord[] {
  if (source.planned === null || others.length === 0) return [];
  const { plan } = source.planned;
  const targets = new Set(wanted.flatMap(({ edges }) => edges.map(({ stream, target }) => `${stream} ${target}`)));
  return others.filter(
    (record) =>
      (targets.has(`${record.stream} id:${record.externalId}`) ||
        targets.has(`${record.stream} at:${record.locator}`)) &&
      memberOf(plan, source.connectionId, record) !== undefined,
  );
}

function isRefused(change: Change | undefined): boolean {
  return change === 'stale' || change === 'buried' || change === 'failed';
}

/**
 * Records seen on the way, such as the users of an issue. Popular ones stand on every page, so they are
 * locked only when there is something to write: otherwise all pages would wait for one another. Returns those with
 * edges that a newer read had overtaken; the fields of the others will be shown again.
 */
async function mergeEmbedded(
  tx: Sql,
  source: MergeSource,
  differing: readonly PreparedRecord[],
  found: Omit<Round, 'changes'>,
): Promise<PreparedRecord[]> {
  if (differing.length === 0) return [];
  await lockRecords(tx, source, differing);
  const changes = new Map<PreparedRecord, Change>();
  await mergeRound(tx, source, differing, { changes, ...found }, await compareRecords(tx, source, differing));
  return differing.filter((record) => changes.get(record) === 'stale' && record.relations.length > 0);
}

async function mergeRound(
  tx: Sql,
  source: MergeSource,
  records: readonly PreparedRecord[],
  found: Round,
  compared: readonly KnownRecord[],
  round = 1,
): Promise<void> {
  const { changes } = found;
  if (round > MAX_ROUNDS)
    throw new Error(
      `${records.length} records of page ${source.pageId} were linked and unlinked by others ${MAX_ROUNDS} times in a row`,
    );
  // What was compared along with them stands behind them.
  const known = compared.filter((k) => k.index < records.length);
  const knownIndexes = new Set(known.map((k) => k.index));
  const differing: PreparedRecord[] = [];
  for (const { index, same } of known) {
    const record = records[index]!;
    if (same) changes.set(record, 'unchanged');
    else differing.push(record);
  }
  const unknown = records.filter((_, index) => !knownIndexes.has(index));
  const isPlanned = (record: PreparedRecord): boolean =>
    source.planned !== null && memberOf(source.planned.plan, source.connectionId, record) !== undefined;
  const planned = [...differing, ...unknown].filter(isPlanned);
  if (planned.length > 0) {
    const { plan, by, now } = source.planned!;
    const merged = await mergePlanned(tx, plan, source, by, now, planned);
    for (const [record, change] of merged.changes) changes.set(record, change);
    found.jobs.push(...merged.jobs);
  }
  await updateKnown(
    tx,
    source,
    differing.filter((record) => !isPlanned(record)),
    changes,
  );
  const taken = await createUnknown(
    tx,
    source,
    unknown.filter((record) => !isPlanned(record)),
    found,
  );
  if (taken.length > 0) await mergeRound(tx, source, taken, found, await compareRecords(tx, source, taken), round + 1);
}

/** Creates what has no mapping; returns what another transaction linked first. */
async function createUnknown(
  tx: Sql,
  source: MergeSource,
  unknown: readonly PreparedRecord[],
  { changes, mirrored }: Round,
): Promise<PreparedRecord[]> {
  if (unknown.length === 0) return [];
  const ids = unknown.map(() => newId());
  const made = await createRecords(tx, source, unknown, ids);
  const created: { record: PreparedRecord; entityId: string }[] = [];
  const left: PreparedRecord[] = [];
  unknown.forEach((record, index) => {
    const entityId = ids[index]!;
    if (made.has(entityId)) created.push({ record, entityId });
    else left.push(record);
  });
  const deleted = await findTombstones(tx, source, source.readStartedSeq, left);
  for (const record of left) if (deleted.has(keyOf(record))) changes.set(record, 'buried');
  for (const { record } of created) {
    changes.set(record, 'created');
    mirrored.add(record);
  }
  await addEdges(
    tx,
    source,
    created.map(({ record, entityId }) => edgesOf(record, entityId)),
  );
  await resolveWaitingEdges(
    tx,
    source,
    created.map(({ record: { stream, externalId, locator }, entityId }) => ({ stream, externalId, locator, entityId })),
  );
  return left.filter((record) => !deleted.has(keyOf(record)));
}

function edgesOf(record: PreparedRecord, entityId: string): EntityEdges {
  return { entityId, edges: record.edges, relations: record.relations };
}

function keyOf(record: { readonly stream: string; readonly externalId: string }): string {
  return `${record.stream}/${record.externalId}`;
}

/** One of each, the last one shown, in the order of their keys: pages that insert the same keys must not deadlock. */
function distinctRecords(records: readonly PreparedRecord[]): PreparedRecord[] {
  const distinct = new Map<string, PreparedRecord>();
  for (const record of records) distinct.set(keyOf(record), record);
  return [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record);
}
