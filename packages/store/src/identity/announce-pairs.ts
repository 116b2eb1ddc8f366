/**
 * The text of an update of pairs (`update duplicates d …`, up to its `where`), with the event by which readers of either
 * entity look again. Its row count is the number of pairs.
 */
export function announcePairs(update: string): string {
  return `with moved as (${update} returning d.*), ${toldOf('moved')} select from moved`;
}

/** A part of a statement that tells of the pairs of another one, of each entity for itself. */
export function toldOf(pairs: string): string {
  return `told as (insert into events (workspace_id, type, entity_id, payload)
    select p.workspace_id, 'duplicate.changed', s.id, jsonb_build_object('duplicate', p.id, 'state', p.state)
    from ${pairs} p cross join lateral (values (p.a_id), (p.b_id)) as s (id))`;
}
