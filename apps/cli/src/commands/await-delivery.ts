import { deliveryPage } from '../api/webhook-documents.ts';
import type { Shell } from '../shell.ts';

/** How long a vendor is given to send what it was asked for. */
export const ARRIVAL_LIMIT_MS = 15_000;
const LOOK_AGAIN_MS = 500;

/** The number of the last delivery that came for a connection; 0: none has. */
export async function newestDelivery(shell: Shell, connectionId: number): Promise<number> {
  const { items } = await shell.client.get('/api/v1/inbox', deliveryPage, { connectionId, limit: 1 });
  return items[0]?.id ?? 0;
}

/** The events of the deliveries that came after that one, as soon as there are any; empty when none does. */
export async function arrivedSince(shell: Shell, connectionId: number, before: number): Promise<string[]> {
  for (const deadline = Date.now() + ARRIVAL_LIMIT_MS; Date.now() < deadline; ) {
    const { items } = await shell.client.get('/api/v1/inbox', deliveryPage, { connectionId, limit: 50 });
    const events = items.filter(({ id }) => id > before).map(({ event }) => event);
    if (events.length > 0) return events;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  return [];
}
