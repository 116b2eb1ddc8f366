import { setTimeout as delay } from 'node:timers/promises';
import type { Store } from '@syncline/store';
import type { SentEdit } from './edit-and-deliver.ts';

export interface EditLag {
  /** From sending the webhook to the commit of the entity. */
  readonly ms: number;
  /** Of that, the time between the commit of the delivery or hint and the moment a worker took it up. */
  readonly queuedMs: number;
}

const WAIT_LIMIT_MS = 60_000;

/**
 * How long each edit took, by the server's own time of the commit that made the new title visible: nothing polls
 * while the clock runs. Throws when an edit did not arrive.
 */
export async function committedLags(
  store: Store,
  connectionId: number,
  edits: readonly SentEdit[],
): Promise<EditLag[]> {
  const deadline = performance.now() + WAIT_LIMIT_MS;
  for (;;) {
    const { rows } = await store.query<{ externalId: string; committedAt: number; queuedMs: number }>(
      `select m.external_id as "externalId", extract(epoch from pg_xact_commit_timestamp(e.xmin)) * 1000 as "committedAt",
         extract(epoch from (h.created_at - b.received_at) + (p.created_at - h.created_at)) * 1000 as "queuedMs"
       from unnest($2::text[], $3::text[], $4::text[]) as i (external_id, title, delivery_id)
       join mappings m on m.workspace_id = 1 and m.connection_id = $1 and m.stream = 'issues' and m.external_id = i.external_id
       join entities e on e.workspace_id = 1 and e.id = m.entity_id and e.fields->>'title' = i.title
       join inbox b on b.workspace_id = 1 and b.connection_id = $1 and b.delivery_id = i.delivery_id
       join hints h on h.inbox_id = b.id
       join pages p on p.id = m.accepted_page_id`,
      [
        connectionId,
        edits.map((edit) => edit.externalId),
        edits.map((edit) => edit.title),
        edits.map((edit) => edit.deliveryId),
      ],
    );
    const arrived = new Map(rows.map((row) => [row.externalId, row]));
    if (edits.every((edit) => arrived.has(edit.externalId))) {
      return edits.map((edit) => {
        const row = arrived.get(edit.externalId)!;
        return { ms: Number(row.committedAt) - edit.sentAt, queuedMs: Number(row.queuedMs) };
      });
    }
    if (performance.now() > deadline)
      throw new Error(
        `${edits.length - arrived.size} of ${edits.length} edits did not arrive within ${WAIT_LIMIT_MS} ms`,
      );
    await delay(500);
  }
}
