import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../shared/random.ts';
import type { FilledVendor } from './filled-vendor.ts';

export interface Edited {
  readonly edits: number;
  readonly deleted: ReadonlySet<string>;
}

const EDITS_PER_SECOND = 10;
const DELETES_PER_SECOND = 5;

/** People edit, add and delete at the vendor until the signal says that all is read. Of fifty records one is deleted at most, and of ten one is edited. */
export async function editWhileReading(
  vendor: FilledVendor,
  {
    records,
    seed,
    random,
    signal,
  }: { readonly records: number; readonly seed: number; readonly random: Random; readonly signal: AbortSignal },
): Promise<Edited> {
  const enough = AbortSignal.timeout((records / 10 / EDITS_PER_SECOND) * 1_000);
  const editing = vendor.runEdits({ ratePerSecond: EDITS_PER_SECOND, signal: AbortSignal.any([signal, enough]), seed });
  const ids = [...vendor.records()].map(({ id }) => id);
  const deleted = new Set<string>();
  while (!signal.aborted && deleted.size < records / 50) {
    const id = random.pick(ids);
    if (!deleted.has(id)) vendor.remove(id);
    deleted.add(id);
    await delay(1_000 / DELETES_PER_SECOND, undefined, { signal }).catch(() => {});
  }
  return { edits: await editing, deleted };
}
