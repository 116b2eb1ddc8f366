import type { Store } from '@syncline/store';

/** An account and what belongs to it: records in this order, each with where its edge leads to, counted from the account. */
const RECORDS: readonly (readonly [kind: string, count: number, type: string | null, to: number])[] = [
  ['account', 1, null, 0],
  ['contact', 4, 'belongs_to', 0],
  ['deal', 2, 'belongs_to', 0],
  ['quote', 2, 'belongs_to', 5],
  ['work_item', 10, 'related_to', 6],
  ['activity', 10, 'related_to', 1],
  ['comment', 1, 'comments_on', 9],
];
/** Entities of a client, its account among them. */
export const EACH = RECORDS.reduce((sum, [, count]) => sum + count, 0);

/** One client in so many has a conflict. */
const TROUBLED = 100;

/** So many clients of `EACH` entities, with a record and a version of each, as a backfill of two systems leaves them. */
export async function fillClients(store: Store, clients: number): Promise<void> {
  const place = RECORDS.flatMap(([kind, count, type, to]) => Array.from({ length: count }, () => ({ kind, type, to })));
  const kinds = place.map(({ kind }) => kind);
  await store.transaction(async (tx) => {
    // Nothing of this has to outlive a crash.
    await tx.query('set local synchronous_commit = off');
    await tx.query(
      `insert into connections (workspace_id, name, connector, base_url, settings, secrets)
       select 1, 'side-' || i, 'github', 'http://127.0.0.1:9', '{"owner":"acme","ownerType":"org"}', '{}' from generate_series(0, 1) i`,
    );
    const all = 'generate_series(0, $1::int - 1) c, unnest($2::text[]) with ordinality k (kind, nth)';
    const values = [clients, kinds];
    await tx.query(
      `insert into entities (workspace_id, id, kind, version, fields, created_at, updated_at)
       select 1, ${idOf('c', 'nth - 1')}, kind, 1, jsonb_build_object('name', kind || ' ' || c || '-' || nth, 'status', (array['open', 'done'])[1 + nth % 2],
           'email', 'e' || c || '@example' || c || '.org', 'stage', (array['new', 'offered', 'agreed'])[1 + c % 3], 'amount', c, 'currency', 'EUR',
           'type', (array['call', 'mail', 'note'])[1 + nth % 3], 'body', repeat('what was said, at some length ', 10),
           'occurred_at', to_char(now() - make_interval(hours => (c + nth)::int % 9000), 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
         now() - make_interval(hours => (c + nth)::int % 9000), now() - make_interval(hours => (c + nth)::int % 900)
       from ${all}`,
      values,
    );
    await tx.query(
      `insert into relations (workspace_id, from_entity_id, type, connection_id, to_stream, target, to_entity_id)
       select 1, ${idOf('c', 'nth - 1')}, r.type, (select min(id) from connections), 'x', 'id:' || c || '-' || r.lead, ${idOf('c', 'r.lead')}
       from generate_series(0, $1::int - 1) c, unnest($2::text[], $3::int[]) with ordinality r (type, lead, nth) where r.type is not null`,
      [clients, place.map(({ type }) => type), place.map(({ to }) => to)],
    );
    await tx.query(
      `insert into mappings (workspace_id, connection_id, stream, external_id, entity_id, locator, scope, seen, seen_hash, edges_hash, accepted_seq)
       select 1, (select min(id) from connections) + (nth % 2)::int, kind || 's', c || '-' || nth, ${idOf('c', 'nth - 1')}, c || '-' || nth, 'x', '{}', '', '', 1
       from ${all}`,
      values,
    );
    await tx.query(
      `insert into entity_versions (workspace_id, entity_id, version, replaced, decision, connection_id, stream)
       select 1, ${idOf('c', 'nth - 1')}, 1, '{}', 'created', (select min(id) from connections), kind || 's' from ${all}`,
      values,
    );
    await tx.query(
      `insert into reconciliation_items (workspace_id, key, fingerprint, connection_id, stream, entity_kind, entity_id, class, code, message, field)
       select 1, 'item ' || c, 'both_changed', (select min(id) from connections), 'deals', 'deal', ${idOf('c', '5')}, 'conflict', 'both_changed', 'both', 'amount'
       from generate_series(0, $1::int - 1, ${TROUBLED}) c`,
      [clients],
    );
  });
  await store.query('vacuum analyze');
}

/** The nth entity of a client, in SQL. */
function idOf(client: string, nth: string): string {
  return `('00000000-0000-7000-a000-' || lpad(to_hex((${client}) * ${EACH} + (${nth})::int), 12, '0'))::uuid`;
}

/** The account of a client. */
export function accountId(client: number): string {
  return `00000000-0000-7000-a000-${(client * EACH).toString(16).padStart(12, '0')}`;
}
