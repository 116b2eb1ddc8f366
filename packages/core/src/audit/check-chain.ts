import { type ChainPlace, type SealedRow, sealOf } from './chain.ts';

/** Where a chain is not what it was when it was sealed. */
export interface ChainFault {
  readonly kind: 'changed' | 'removed' | 'inserted' | 'reordered';
  /** The first row that it is about. */
  readonly seq: number;
  readonly message: string;
}

export interface ChainCheck {
  /** Takes the next row in the order in which they were kept. */
  add(row: SealedRow): void;
  /** The end as somebody noted it: rows missing behind the last one are found by it. */
  expectEnd(end: ChainPlace): void;
  readonly rows: number;
  /** The last row. */
  readonly end: ChainPlace;
  readonly faults: readonly ChainFault[];
}

/** Follows a chain row by row from the place that its first row follows; each fault is found where it is, and once. */
export function checkChain(start: ChainPlace): ChainCheck {
  let before = start;
  let last = start;
  let rows = 0;
  let faults: ChainFault[] = [];
  const missing = new Set<number>();

  /** A row with the number of the one before it: whichever follows from what was sealed is the right one. */
  const addTwin = (row: SealedRow): void => {
    faults.push({ kind: 'inserted', seq: row.seq, message: `There are several rows ${row.seq}: one was inserted.` });
    if (sealOf(before.hash, row.seq, row) !== row.hash) return;
    faults = faults.filter((fault) => fault.kind !== 'changed' || fault.seq !== row.seq);
    last = row;
  };

  const addEarlier = (row: SealedRow): void => {
    if (!missing.delete(row.seq)) {
      faults.push({
        kind: 'inserted',
        seq: row.seq,
        message: `Row ${row.seq} stands behind row ${last.seq} once more.`,
      });
      return;
    }
    faults = faults.filter((fault) => fault.kind !== 'removed' || fault.seq !== row.seq);
    faults.push({ kind: 'reordered', seq: row.seq, message: `Row ${row.seq} stands behind row ${last.seq}.` });
  };

  const noteMissing = (first: number, end: number): void => {
    const several = end - first;
    const message =
      several === 0 ? `Row ${first} is missing.` : `Rows ${first} to ${end} are missing: ${several + 1} in all.`;
    faults.push({ kind: 'removed', seq: first, message });
    if (several < 10_000) for (let seq = first; seq <= end; seq++) missing.add(seq);
  };

  return {
    add(row) {
      rows++;
      if (row.seq === last.seq && rows > 1) return addTwin(row);
      if (row.seq <= last.seq) return addEarlier(row);
      if (row.seq > last.seq + 1) noteMissing(last.seq + 1, row.seq - 1);
      else if (sealOf(last.hash, row.seq, row) !== row.hash)
        faults.push({
          kind: 'changed',
          seq: row.seq,
          message: `The seal of row ${row.seq} (${row.action} by ${row.actor}, ${row.at}) is not that of its content behind row ${last.seq}: it was changed, or row ${last.seq} with its seal.`,
        });
      before = last;
      last = row;
    },
    expectEnd(end) {
      if (end.seq > last.seq) noteMissing(last.seq + 1, end.seq);
      else if (end.seq < last.seq)
        faults.push({ kind: 'inserted', seq: end.seq + 1, message: `There are rows behind row ${end.seq}, the last.` });
      else if (end.hash !== last.hash)
        faults.push({
          kind: 'changed',
          seq: end.seq,
          message: `The seal of row ${end.seq} is not the one that was noted.`,
        });
    },
    get rows() {
      return rows;
    },
    get end() {
      return { seq: last.seq, hash: last.hash };
    },
    get faults() {
      return faults;
    },
  };
}
