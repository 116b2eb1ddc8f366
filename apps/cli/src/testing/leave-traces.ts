import { openItems, type Store } from '@syncline/store';

/** An alert, a delivery and an item, for the commands that show one. */
export async function leaveTraces(store: Store, connectionId: number): Promise<void> {
  await store.query(
    `insert into alerts (workspace_id, rule, signal, fingerprint, severity, state, summary, value, threshold)
     values (1, 'quota_nearly_spent', 'quota_remaining_share', 'f', 'warning', 'firing', 'github: little is left', 0.05, 0.1)`,
  );
  await store.query(
    `insert into inbox (workspace_id, connection_id, delivery_id, event, headers, body, state) values (1, $1, 'd', 'ping', '{}', '{}', 'ignored')`,
    [connectionId],
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
