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

/** Deliveries that arrive within this time are committed together, in ms; it doubles what one ingress takes. */
const WINDOW_MS = 2;
const MAX_ROWS = 200;
/** A statement of many 25 MB bodies would not fit into memory. */
const MAX_BYTES = 8 * 1024 * 1024;

export function createDeliveryBatcher(store: Store): DeliveryBatcher {
  let waiting: Waiting[] = [];
  let bytes = 0;
  let timer: NodeJS.Timeout | null = null;

  const send = (): void => {
    if (timer) clearTimeout(timer);
    const batch = waiting;
    waiting = [];
    bytes = 0;
    timer = null;
    insertDeliveries(store, batch.map((entry) => entry.delivery)).then(
      (inserted) => batch.forEach((entry, index) => entry.resolve(inserted[index]!)),
      (error: unknown) => batch.forEach((entry) => entry.reject(error)),
    );
  };

  return {
    insert: (delivery) =>
      new Promise((resolve, reject) => {
        waiting.push({ delivery, resolve, reject });
        bytes += delivery.body.byteLength;
        if (waiting.length >= MAX_ROWS || bytes >= MAX_BYTES) send();
        else timer ??= setTimeout(send, WINDOW_MS);
      }),
  };
}
