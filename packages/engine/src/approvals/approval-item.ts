import { openFieldItems, type ProposalRow, type Sql, type WritebackRow } from '@syncline/store';

/** The edit stays in the hub, and is not lost at the remote either: what became of its approval is an item. */
export async function openApprovalItem(
  tx: Sql,
  proposal: ProposalRow,
  row: WritebackRow,
  how: 'rejected' | 'expired',
  words: string | null,
): Promise<void> {
  const { id, entityKind, title, policy } = proposal;
  const cause =
    how === 'rejected' ? `was rejected${words === null ? '' : ` (${words})`}` : 'was approved by nobody in time';
  await openFieldItems(tx, [
    {
      workspaceId: row.workspaceId,
      key: `write approval ${row.entityId} ${row.connectionId}/${row.stream}`,
      fingerprint: `${row.connectionId}/${row.stream} permission approval_${how} ${policy}`,
      connectionId: row.connectionId,
      stream: row.stream,
      externalId: row.externalId,
      scope: row.scope,
      locator: null,
      entityKind: entityKind ?? 'entity',
      entityId: row.entityId,
      class: 'permission',
      code: `approval_${how}`,
      field: null,
      message: `Proposal ${id}, ${title}, ${cause} under the policy ${policy}. The hub holds the edit, and the remote does not show it. Retry proposes it anew; edit the entity to take it back; ignore leaves the two apart.`,
      base: null,
      local: null,
      remote: null,
      policyMode: null,
      pageId: null,
      processId: row.processId,
      correlationId: row.correlationId,
    },
  ]);
}
