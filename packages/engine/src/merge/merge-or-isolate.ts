import type { NewReconciliationItem, PageRow, PreparedRecord, Sql } from '@syncline/store';
import { sqlState } from '@syncline/store';
import type { NormalisedPage } from '../read/page-bytes.ts';
import { fingerprintOf } from '../read/page-failure.ts';
import { type MergeResult, type MergeSource, mergeRecords } from './merge-records.ts';

/** SQLSTATE class 22: the data itself is what the database refuses. */
export function isDataError(error: unknown): boolean {
  const state = sqlState(error) ?? '';
  return state.startsWith('22') || state.startsWith('54');
}

export interface Isolated {
  readonly result: MergeResult;
  readonly poison: readonly { readonly record: PreparedRecord; readonly error: Error }[];
}

/**
 * Merges all together in a transaction that `run` makes. When the database refuses the data, another one halves the
 * page until the poison stands alone: one bad record never stops the others, and a page without one needs no savepoint.
 */
export async function mergeOrElseIsolate<T>(run: (merge: typeof mergeOrIsolate) => Promise<T>): Promise<T> {
  try {
    return await run(mergeTogether);
  } catch (error) {
    if (!isDataError(error)) throw error;
    return run(mergeOrIsolate);
  }
}

/** Merges all together, and fails as a whole. */
export const mergeTogether: typeof mergeOrIsolate = async (tx, source, { records, embedded, same }) => ({
  result: await mergeRecords(tx, source, records, embedded, same),
  poison: [],
});

/** Merges all together behind a savepoint, and halves when the database refuses the data. */
export async function mergeOrIsolate(
  tx: Sql,
  source: MergeSource,
  content: Pick<NormalisedPage, 'records' | 'embedded' | 'same'>,
): Promise<Isolated> {
  await tx.query('savepoint records');
  try {
    const result = await mergeRecords(tx, source, content.records, content.embedded, content.same);
    await tx.query('release savepoint records');
    return { result, poison: [] };
  } catch (error) {
    if (!isDataError(error)) throw error;
    await tx.query('rollback to savepoint records');
    const { records, embedded } = content;
    if (records.length + embedded.length <= 1)
      return { result: nothing, poison: records.map((record) => ({ record, error: error as Error })) };
    const parts = [
      ...halves(records).map((half) => ({ records: half, embedded: [], same: [] })),
      ...halves(embedded).map((half) => ({ records: [], embedded: half, same: [] })),
      ...(content.same.length > 0 ? [{ records: [], embedded: [], same: content.same }] : []),
    ];
    const done: Isolated[] = [];
    for (const part of parts) done.push(await mergeOrIsolate(tx, source, part));
    return done.reduce(joinIsolated);
  }
}

function halves<Item>(items: readonly Item[]): (readonly Item[])[] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)].filter((half) => half.length > 0);
}

const nothing: MergeResult = {
  outcome: { created: 0, updated: 0, unchanged: 0, stale: 0, conflicted: 0, failed: 0 },
  unchangedIds: [],
  otherEdgesIds: [],
  unsettledIds: [],
  readAgain: [],
  mirrored: 0,
  jobs: [],
};

function joinIsolated(a: Isolated, b: Isolated): Isolated {
  const [x, y] = [a.result.outcome, b.result.outcome];
  return {
    poison: [...a.poison, ...b.poison],
    result: {
      outcome: {
        created: x.created + y.created,
        updated: x.updated + y.updated,
        unchanged: x.unchanged + y.unchanged,
        stale: x.stale + y.stale,
        conflicted: x.conflicted + y.conflicted,
        failed: x.failed + y.failed,
      },
      unchangedIds: [...a.result.unchangedIds, ...b.result.unchangedIds],
      otherEdgesIds: [...a.result.otherEdgesIds, ...b.result.otherEdgesIds],
      unsettledIds: [...a.result.unsettledIds, ...b.result.unsettledIds],
      readAgain: [...a.result.readAgain, ...b.result.readAgain],
      mirrored: a.result.mirrored + b.result.mirrored,
      jobs: [...a.result.jobs, ...b.result.jobs],
    },
  };
}

/** The item of a record that the database refuses. */
export function poisonItem(page: PageRow, record: PreparedRecord, error: Error): NewReconciliationItem {
  const code = `database_${sqlState(error) ?? 'error'}`;
  return {
    workspaceId: page.workspaceId,
    key: `record ${page.connectionId} ${record.stream} ${record.externalId} ${code}`,
    fingerprint: fingerprintOf({ connectionId: page.connectionId, stream: record.stream, class: 'invalid', code }),
    connectionId: page.connectionId,
    stream: record.stream,
    scope: page.scope,
    externalId: record.externalId,
    locator: record.locator,
    entityKind: record.kind,
    class: 'invalid',
    code,
    message: `The database refuses a value of this record: ${error.message.slice(0, 300)}`,
    field: null,
    remoteValue: null,
    pageId: page.id,
    inboxId: null,
    processId: page.processId,
    correlationId: page.processId,
  };
}
