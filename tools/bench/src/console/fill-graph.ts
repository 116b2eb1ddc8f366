import { indexWords, type Store, scanEntities } from '@syncline/store';

/** How many rows of each kind stand in the database that is looked at. */
export interface Sizes {
  readonly processes: number;
  /** Finished writes, and as many versions of entities. */
  readonly history: number;
}

const A_TIME = 5_000;

/**
 * Rows as years of work leave them, written by the server itself: of every four processes one is a run and three are its
 * streams; every entity has ten versions and ten writes; one of a hundred writes failed and left an item.
 */
export async function fillGraph(store: Store, { processes, history }: Sizes): Promise<void> {
  const entities = Math.ceil(history / 10);
  await store.transaction(async (tx) => {
    // Nothing of this has to outlive a crash.
    await tx.query('set local synchronous_commit = off');
    for (const [text, ...values] of statements(processes, history, entities)) await tx.query(String(text), values);
    // The events that would have led to it are long gone.
    for (let ids = await scanEntities(tx, 1, null, null, A_TIME); ids.length > 0; ) {
      await indexWords(tx, 1, ids);
      ids = await scanEntities(tx, 1, null, ids.at(-1)!, A_TIME);
    }
  });
  await store.query('analyze');
}

type Statement = readonly [text: string, ...values: number[]];

function statements(processes: number, history: number, entities: number): readonly Statement[] {
  const connection = '(select min(id) from connections) + i % 5';
  return [
    [
      `insert into connections (workspace_id, name, connector, base_url, settings, secrets)
       select 1, 'side-' || i, 'github', 'http://127.0.0.1:9', '{"owner":"acme","ownerType":"org"}', '{}' from generate_series(0, 4) i`,
    ],
    [
      `insert into processes (id, workspace_id, connection_id, parent_id, kind, stream, state, pages_expected, pages_fetched, pages_merged,
         records_expected, records_fetched, records_created, records_unchanged, records_failed, created_at, started_at, finished_at, touched_at)
       select case when i % 4 = 0 then ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid else gen_random_uuid() end, 1, ${connection.replaceAll('i %', '(i / 4) %')},
         case when i % 4 > 0 then ('00000000-0000-7000-8000-' || lpad(to_hex(i - i % 4), 12, '0'))::uuid end,
         (array['backfill', 'incremental', 'incremental', 'incremental'])[1 + (i / 4) % 4], (array[null, 'issues', 'labels', 'comments'])[1 + i % 4],
         case when (i / 4) % 200 = 0 then 'completed_with_errors' when (i / 4) % 333 = 0 then 'failed' else 'completed' end,
         10, 10, 10, 1000, 1000, 100, 900, 0,
         now() - make_interval(secs => ($1::int - i) * 60), now() - make_interval(secs => ($1::int - i) * 60),
         now() - make_interval(secs => ($1::int - i) * 60 - 30), now() - make_interval(secs => ($1::int - i) * 60 - 30)
       from generate_series(0, $1::int - 1) i`,
      processes,
    ],
    [
      `insert into entities (workspace_id, id, kind, version, fields, created_at, updated_at)
       select 1, ${entityId('i')}, (array['work_item', 'work_item', 'contact', 'company', 'deal'])[1 + i % 5], 10,
         jsonb_build_object('title', 'Thing ' || i, 'status', (array['open', 'done'])[1 + i % 2]),
         now() - make_interval(secs => ($1::int - i) * 30), now() - make_interval(secs => ($1::int - i) * 20)
       from generate_series(0, $1::int - 1) i`,
      entities,
    ],
    [
      `insert into mappings (workspace_id, connection_id, stream, external_id, entity_id, locator, scope, seen, seen_hash, edges_hash, accepted_seq)
       select 1, (select min(id) from connections) + side, 'issues', i || '-' || side, ${entityId('i')}, 'acme/api#' || i, 'acme/api',
         jsonb_build_object('title', 'Thing ' || i), '', '', i
       from generate_series(0, $1::int - 1) i, generate_series(0, 1) side`,
      entities,
    ],
    [
      `insert into entity_versions (workspace_id, entity_id, version, replaced, decision, connection_id, stream, at)
       select 1, ${entityId('i / 10')}, 1 + i % 10, '{"title":"Before"}', 'took_theirs', ${connection}, 'issues', now() - make_interval(secs => ($1::int - i) * 2)
       from generate_series(0, $1::int - 1) i`,
      history,
    ],
    [
      `insert into writebacks (workspace_id, entity_id, connection_id, stream, external_id, op, state, error_class, error, created_at, touched_at, finished_at)
       select 1, ${entityId('i / 10')}, ${connection}, 'issues', (i / 10) || '-0', 'update', case when i % 100 = 0 then 'failed' else 'done' end,
         case when i % 100 = 0 then 'invalid' end, case when i % 100 = 0 then 'refused' end,
         at, at, at + interval '1 second'
       from (select i, now() - make_interval(secs => ($1::int - i) * 2) as at from generate_series(0, $1::int - 1) i) r`,
      history,
    ],
    [
      `insert into reconciliation_items (workspace_id, key, fingerprint, connection_id, stream, external_id, entity_kind, entity_id, class, code, message, field, state, first_seen_at, last_attempt_at, resolved_at)
       select 1, 'item ' || i, 'cause ' || i % 40, ${connection}, 'issues', i || '-0', 'work_item', ${entityId('i')}, (array['conflict', 'invalid'])[1 + i % 2], 'refused', 'It was refused', 'title',
         case when i % 2 = 0 then 'open' else 'resolved' end, at, at, case when i % 2 = 1 then at end
       from (select i, now() - make_interval(secs => ($1::int - i) * 200) as at from generate_series(0, $1::int - 1) i) r`,
      Math.ceil(history / 100),
    ],
    [
      `insert into inbox (workspace_id, connection_id, delivery_id, event, headers, body, state, hints, received_at, processed_at)
       select 1, ${connection}, 'delivery-' || i, 'issues', '{}', '{}', 'processed', 1, at, at
       from (select i, now() - make_interval(secs => ($1::int - i) * 20) as at from generate_series(0, $1::int - 1) i) r`,
      Math.ceil(history / 10),
    ],
    [
      `insert into audit_log (workspace_id, at, actor, action, subject, entity_id)
       select 1, now() - make_interval(secs => ($1::int - i) * 20), 'key-' || i % 7, (array['field.overridden', 'process.paused'])[1 + i % 2], 'work_item', ${entityId('i')}
       from generate_series(0, $1::int - 1) i`,
      Math.ceil(history / 10),
    ],
  ];
}

const entityId = (number: string): string =>
  `('00000000-0000-7000-9000-' || lpad(to_hex((${number})::int), 12, '0'))::uuid`;
