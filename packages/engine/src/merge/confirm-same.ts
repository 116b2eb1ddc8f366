import { findSame, type Origin, type SameRecord, type Sql } from '@syncline/store';

/** A record that was taken for the same has been merged from other bytes since: what was not read of the page is wanted now. */
export class SameNoLongerError extends Error {
  override readonly name = 'SameNoLongerError';
}

/** Looks once more, under the records' locks, whether what came as it was merged last is still what was merged last. */
export async function confirmSame(tx: Sql, origin: Origin, same: readonly SameRecord[]): Promise<void> {
  for (const [stream, records] of Map.groupBy(same, (record) => record.stream)) {
    const confirmed = await findSame(tx, origin, stream, records);
    if (confirmed.length < records.length) throw new SameNoLongerError();
  }
}
