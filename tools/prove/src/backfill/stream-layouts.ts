import { connectors } from '@syncline/connector-registry';
import type { EngineContext } from '@syncline/engine';

/** How the list of a stream was laid out by a backfill. */
export interface StreamLayout {
  readonly stream: string;
  readonly backfill: 'fan_out' | 'windows' | 'follow';
  readonly scopes: number;
  readonly pages: number;
  /** The most pages of a scope that came to be in one transaction: 1 for a list that is followed page by page. */
  readonly plannedAtOnce: number;
}

export async function streamLayouts(ctx: EngineContext, processId: string, connector: string): Promise<StreamLayout[]> {
  const { rows } = await ctx.store.query<Omit<StreamLayout, 'backfill'>>(
    `select stream, count(distinct scope)::int as scopes, sum(pages)::int as pages, max(pages)::int as "plannedAtOnce" from (
       select p.stream, p.scope, p.created_at, count(*) as pages from pages p join processes c on c.id = p.process_id
       where c.parent_id = $1 and p.kind = 'list' group by p.stream, p.scope, p.created_at) planned
     group by stream order by pages desc`,
    [processId],
  );
  const streams = new Map(connectors.get(connector)!.streams.map(({ name, backfill }) => [name, backfill]));
  return rows.map((row) => ({ ...row, backfill: streams.get(row.stream)! }));
}
