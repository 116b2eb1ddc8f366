/**
 * The text of an update that closes items (`update reconciliation_items r …`, up to its `where`), with the event that says
 * so of each. Its row count is the number of items.
 */
export function announceClosed(update: string): string {
  return `with closed as (${update} returning r.*)
    insert into events (workspace_id, type, entity_id, process_id, connection_id, payload)
    select workspace_id, 'reconciliation.closed', entity_id, process_id, connection_id, jsonb_build_object('id', id, 'key', key, 'class', class,
      'code', code, 'stream', stream, 'external_id', external_id, 'field', field, 'state', state, 'by', resolved_by, 'resolution', resolution)
    from closed`;
}
