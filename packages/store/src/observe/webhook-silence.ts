/** Webhooks that should have told of changes and did not. */
export interface WebhookSilence {
  /** When a poll first brought a change that a delivery should have told of. */
  readonly since: Date;
  /** Changed records that polls have brought since the last delivery. */
  readonly missed: number;
  /** Of which streams. */
  readonly streams: readonly string[];
}

/**
 * SQL: a row for each connection of the workspace `$1` whose webhooks are silent: (connection_id, since, missed, streams).
 * They are when a poll brought changes of a stream that webhooks have told of before, and no delivery came since: a
 * quiet vendor is not a silent one.
 */
export const webhookSilences = `
  select c.id as connection_id, min(p.finished_at) as since, sum(p.records_created + p.records_updated)::int as missed,
    array_agg(distinct p.stream order by p.stream) as streams
  from connections c join processes p on p.connection_id = c.id
  where c.workspace_id = $1 and c.health = 'ok' and jsonb_array_length(c.subscriptions) > 0 and p.kind = 'incremental'
    and p.stream is not null and p.records_created + p.records_updated > 0
    and p.finished_at > greatest(c.last_delivery_at, now() - interval '1 day',
      (select max(b.received_at) from (select connection_id, received_at from inbox order by id desc limit 2000) b where b.connection_id = c.id))
    and exists (select from hints h where h.connection_id = c.id and h.stream = p.stream and h.source = 'webhook')
  group by c.id`;
