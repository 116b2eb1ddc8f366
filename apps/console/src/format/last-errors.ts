import type { Connection, Item, Process } from '../api/client.ts';
import { words } from './format.ts';

/** Something that went wrong at a connection: the cause, where it was, what to do, and where more is said. */
export interface LastError {
  readonly key: string;
  readonly at: string;
  readonly cause: string;
  readonly place: string;
  readonly fix: string;
  readonly href: string;
  /** What it is that the link leads to. */
  readonly kind: string;
  /** How often since, for items of one cause. */
  readonly times: number;
}

const fixes: Readonly<Record<string, string>> = {
  transient: 'It is tried again by itself; if it stays so, look at the status page of the vendor.',
  rate_limited: 'It goes on by itself when there are calls left.',
  auth: 'Enter the credentials anew, or authorise the connection again.',
  permission: 'Give the account, or its token, the rights that the page of the connector lists; then retry.',
  not_found: 'Look whether the vendor still has it, and whether the account sees it; then retry, or ignore it.',
  invalid: 'The vendor refuses the value: mend it here or there, then retry.',
  mapping: 'Mend the record at the vendor, or the field map of the sync config; then retry.',
  conflict: 'Decide which side holds.',
  partial: 'A part of it was done: look at both sides, then retry.',
};

/** What is to be done about an error of a class. */
function fixFor(errorClass: string): string {
  return fixes[errorClass] ?? 'Open it: it says what can be done.';
}

/** What failed last, newest first: runs, and the items that wait, one entry a cause. */
export function lastErrors(
  { id, streams }: Pick<Connection, 'id' | 'streams'>,
  processes: readonly Process[],
  items: readonly Item[],
  most: number,
): LastError[] {
  const runs = processes.map((process): LastError => {
    const failed = process.counters.recordsFailed + process.counters.pagesFailed;
    const ofStream = streams.find(({ stream }) => stream === process.stream)?.lastError;
    return {
      key: `process ${process.id}`,
      at: process.finishedAt ?? process.createdAt,
      cause: process.error ?? ofStream ?? `${failed} of its records and pages could not be read`,
      place: `${process.kind}${process.stream === null ? '' : ` of ${words(process.stream)}`}`,
      fix: 'Open it and retry: what is merged is not read twice.',
      href: `/processes/${process.id}`,
      kind: 'the run',
      times: 1,
    };
  });
  const causes = [...Map.groupBy(items, ({ fingerprint }) => fingerprint).values()].map((same): LastError => {
    const newest = same.reduce((a, b) => (a.lastAttemptAt > b.lastAttemptAt ? a : b));
    return {
      key: `item ${newest.id}`,
      at: newest.lastAttemptAt,
      cause: newest.message,
      place: `${newest.stream} ${newest.locator ?? newest.externalId ?? ''}${newest.field === null ? '' : `, ${newest.field}`}`,
      fix: fixFor(newest.class),
      href: `/reconciliation?connection=${id}&item=${newest.id}`,
      kind: 'the item',
      times: same.length,
    };
  });
  return [...runs, ...causes].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).slice(0, most);
}
