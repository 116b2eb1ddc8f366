import { setTimeout as delay } from 'node:timers/promises';
import type { Store } from '@syncline/store';
import type { SentEdit } from './edit-and-deliver.ts';

/** How long an edit took to another side, from sending its webhook to the commit of the finished write, in ms. */
export interface WrittenLag {
  readonly ms: number;
  /** Of that, rows that waited for a worker: the delivery, its hint, and the writeback. */
  readonly queuedMs: number;
  readonly steps: Readonly<Record<Step, number>>;
}

export const STEPS = ['ingress', 'read', 'merge', 'claim', 'compare', 'write', 'confirm'] as const;
export type Step = (typeof STEPS)[number];

const WAIT_LIMIT_MS = 60_000;

/** Has the database note when a worker takes up a writeback, which the row forgets when it is done. */
export async function noteClaims(store: Store): Promise<void> {
  await store.query(`
    create function ms(at timestamptz) returns float8 language sql immutable as 'select extract(epoch from at)::float8 * 1000';
    create table bench_claims (writeback_id bigint, at timestamptz default clock_timestamp());
    create function bench_note_claim() returns trigger language plpgsql as $$
      begin insert into syncline.bench_claims (writeback_id) values (new.id); return null; end $$;
    create trigger bench_note_claim after update of state on writebacks for each row when (new.state = 'sending') execute function bench_note_claim()`);
}

/**
 * How long each edit took to a connection, by the server's own time of the commit that ended the write: nothing polls
 * while the clock runs. `field`: what the title is there. Throws when an edit did not arrive.
 */
export async function writtenLags(
  store: Store,
  origin: number,
  target: number,
  field: string,
  edits: readonly SentEdit[],
): Promise<WrittenLag[]> {
  const deadline = performance.now() + WAIT_LIMIT_MS;
  for (;;) {
    const { rows } = await store.query<
      { deliveryId: string; endedAt: number; queuedMs: number } & Record<Step, number>
    >(
      `select i.delivery_id as "deliveryId", ms(pg_xact_commit_timestamp(a.xmin)) as "endedAt",
         ms(h.created_at) - ms(b.received_at) + ms(p.created_at) - ms(h.created_at) + ms(c.at) - ms(w.created_at) as "queuedMs",
         ms(b.received_at) - i.sent_at as ingress, ms(p.created_at) - ms(b.received_at) as read, ms(w.created_at) - ms(p.created_at) as merge,
         ms(c.at) - ms(w.created_at) as claim, ms(a.started_at) - ms(c.at) as compare, ms(a.finished_at) - ms(a.started_at) as write,
         ms(pg_xact_commit_timestamp(a.xmin)) - ms(a.finished_at) as confirm
       from unnest($3::text[], $4::text[], $5::text[], $6::float8[]) as i (external_id, title, delivery_id, sent_at)
       join mappings m on m.workspace_id = 1 and m.connection_id = $1 and m.stream = 'issues' and m.external_id = i.external_id
       join writebacks w on w.workspace_id = 1 and w.connection_id = $2 and w.entity_id = m.entity_id and w.state = 'done'
       join writeback_attempts a on a.writeback_id = w.id and a.state = 'done' and a.patch->>$7 = i.title
       cross join lateral (select max(at) as at from bench_claims where writeback_id = w.id and at <= a.started_at) c
       join inbox b on b.workspace_id = 1 and b.connection_id = $1 and b.delivery_id = i.delivery_id
       join hints h on h.inbox_id = b.id
       join pages p on p.id = m.accepted_page_id`,
      [
        origin,
        target,
        edits.map((edit) => edit.externalId),
        edits.map((edit) => edit.title),
        edits.map((edit) => edit.deliveryId),
        edits.map((edit) => edit.sentAt),
        field,
      ],
    );
    const arrived = new Map(rows.map((row) => [row.deliveryId, row]));
    if (edits.every((edit) => arrived.has(edit.deliveryId)))
      return edits.map((edit) => {
        const { endedAt, queuedMs, ...row } = arrived.get(edit.deliveryId)!;
        const steps = Object.fromEntries(STEPS.map((step) => [step, Number(row[step])])) as Record<Step, number>;
        return { ms: Number(endedAt) - edit.sentAt, queuedMs: Number(queuedMs), steps };
      });
    if (performance.now() > deadline)
      throw new Error(`${edits.length - arrived.size} of ${edits.length} edits were not written within a minute`);
    await delay(500);
  }
}
