import { type InsertedDelivery, insertDeliveries, type NewDelivery, type Store } from '@syncline/store';

export interface DeliveryBatcher {
  /** Resolves when the delivery is committed; rejects when it is not, and then it must not be acknowledged. */
  insert(delivery: NewDelivery): Promise<InsertedDelivery>;
}

interface Waiting {
  readonly delivery: NewDelivery;
  readonly resolve: (inserted: InsertedDelivery) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Statements under way at a time. What arrives meanwhile goes together with the next, so a lone delivery waits
 * for nothing and batches grow with the load.
 */
const MAX_UNDER_WAY = 1;
const MAX_ROWS = 200;
/** A statement of many 25 MB bodies would not fit into memory. */
const MAX_BYTES = 8 * 1024 * 1024;

export function createDeliveryBatcher(
  store: Store,
  onCommitted: (inserted: readonly InsertedDelivery[]) => void,
): DeliveryBatcher {
  const waiting: Waiting[] = [];
  let underWay = 0;
  let isSendingSoon = false;

  const send = (): void => {
    isSendingSoon = false;
    while (waiting.length > 0 && underWay < MAX_UNDER_WAY) void insert(waiting.splice(0, nextBatch(waiting)));
  };

  const insert = async (batch: readonly Waiting[]): Promise<void> => {
    underWay++;
    try {
      const inserted = await insertDeliveries(
        store,
        batch.map((entry) => entry.delivery),
      );
      batch.forEach((entry, index) => entry.resolve(inserted[index]!));
      onCommitted(inserted);
    } catch (error) {
      for (const entry of batch) entry.reject(error);
    } finally {
      underWay--;
      send();
    }
  };

  return {
    insert: (delivery) =>
      new Promise((resolve, reject) => {
        waiting.push({ delivery, resolve, reject });
        // Not at once: requests that were read from their sockets in the same turn go together.
        if (isSendingSoon || underWay >= MAX_UNDER_WAY) return;
        isSendingSoon = true;
        setImmediate(send);
      }),
  };
}

/** How many of those that wait go into one statement. */
function nextBatch(waiting: readonly Waiting[]): number {
  let rows = 0;
  let bytes = 0;
  while (rows < Math.min(waiting.length, MAX_ROWS) && (rows === 0 || bytes < MAX_BYTES))
    bytes += waiting[rows++]!.delivery.body.byteLength;
  return rows;
}
