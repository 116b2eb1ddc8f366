import { openItems, type Store } from '@syncline/store';

/** An alert, a finding, a client, two contacts that may be one, a delivery, a proposal and an item, for the commands that show one. */
export async function leaveTraces(store: Store, connectionId: number): Promise<void> {
  await store.query(
    `insert into alerts (workspace_id, rule, signal, fingerprint, severity, state, summary, value, threshold)
     values (1, 'quota_nearly_spent', 'quota_remaining_share', 'f', 'warning', 'firing', 'github: little is left', 0.05, 0.1)`,
  );
  await store.query(
    `with made as (insert into entities (workspace_id, id, kind, version, fields)
       values (1, '00000000-0000-7000-8000-000000000009', 'account', 1, '{"name": "Acme", "domain": "acme.example"}'),
         (1, '00000000-0000-7000-8000-00000000000a', 'deal', 1, '{"name": "Engines", "amount": 1200, "currency": "EUR", "stage": "Offer"}')),
     linked as (insert into relations (workspace_id, from_entity_id, type, connection_id, to_stream, target, to_entity_id)
       values (1, '00000000-0000-7000-8000-00000000000a', 'belongs_to', $1, 'accounts', 'id:1', '00000000-0000-7000-8000-000000000009'))
     insert into events (workspace_id, type, entity_id) values (1, 'entity.created', '00000000-0000-7000-8000-000000000009')`,
    [connectionId],
  );
  await store.query(
    `insert into insight_findings (workspace_id, rule, key, entity_id, severity, summary, evidence, fingerprint, pass)
     values (1, 'stale_deals', 'k', gen_random_uuid(), 'warning', 'a deal', '{"stage": "Open", "amount": 1}', 'f', 1000000)`,
  );
  await store.query(
    `insert into inbox (workspace_id, connection_id, delivery_id, event, headers, body, state) values (1, $1, 'd', 'ping', '{}', '{}', 'ignored')`,
    [connectionId],
  );
  await store.query(
    `with made as (insert into entities (workspace_id, id, kind, version, fields)
       select 1, ('00000000-0000-7000-8000-00000000000' || n)::uuid, 'contact', 1, jsonb_build_object('last_name', 'Lee', 'title', n)
       from generate_series(1, 2) as n)
     insert into duplicates (workspace_id, kind, a_id, b_id, probability, verdict, evidence, held_back, fingerprint)
     values (1, 'contact', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002', 0.9, 'propose',
       '[{"feature": "name", "verdict": "same", "bits": 9, "because": "lee"}]', '{}', 'f')`,
  );
  await store.query(
    `insert into proposals (workspace_id, kind, key, title, diff, digest, proposers, policy, role, needed, expires_at)
     values (1, 'writeback', 'k', 'a write', '[{"field": "amount", "before": 1, "after": 2}]', 'd', '{ada}', 'big deals', 'approver', 1,
       now() + interval '1 day')`,
  );
  await openItems(store, [
    {
      workspaceId: 1,
      key: 'k',
      fingerprint: 'f',
      connectionId,
      stream: 'issues',
      scope: 's',
      externalId: '1',
      locator: null,
      entityKind: 'work_item',
      class: 'mapping',
      code: 'c',
      message: '=HYPERLINK("http://evil")',
      field: null,
      remoteValue: null,
      pageId: null,
      inboxId: null,
      processId: null,
      correlationId: null,
    },
  ]);
}
