import { expect } from 'vitest';
import type { EngineContext } from '../context.ts';

/** A child process with its counters as numbers. */
export interface ChildRow {
  readonly id: string;
  readonly stream: string;
  readonly state: string;
  readonly error: string | null;
  readonly [counter: string]: unknown;
}

export async function childrenOf(ctx: EngineContext, processId: string): Promise<ChildRow[]> {
  const { rows } = await ctx.store.query<ChildRow>(
    `select id, stream, state, error, pages_open, pages_expected::int, pages_fetched::int, pages_merged::int, pages_failed::int,
       records_expected::int, records_fetched::int, records_ignored::int, records_normalised::int, records_created::int,
       records_updated::int, records_unchanged::int, records_stale::int, records_failed::int,
       (select max(passes) from process_partitions t where t.process_id = p.id) as passes,
       (select count(*)::int from mappings m where m.stream = p.stream and m.connection_id = p.connection_id) as linked,
       (select count(*)::int from events e where e.process_id = p.id and e.payload->>'to' = 'completing') as completing
     from processes p where parent_id = $1 order by stream`,
    [processId],
  );
  return rows;
}

export async function onlyChildOf(ctx: EngineContext, processId: string): Promise<ChildRow> {
  const children = await childrenOf(ctx, processId);
  expect(children).toHaveLength(1);
  return children[0]!;
}

/** Counters that add up, whatever the process met (rules 7.2 and 7.3). */
export function expectExactCounts(child: ChildRow): void {
  const n = (name: string): number => Number(child[`records_${name}`]);
  expect(child).toMatchObject({ completing: 1, pages_open: 0 });
  expect(n('fetched')).toBe(n('ignored') + n('normalised') + n('failed'));
  expect(n('normalised')).toBe(n('created') + n('updated') + n('unchanged') + n('stale'));
  expect(n('created')).toBe(child.linked);
  expect(Number(child.pages_merged) + Number(child.pages_failed)).toBe(child.pages_expected);
}

export interface ItemRow {
  readonly id: number;
  readonly state: string;
  readonly class: string;
  readonly code: string;
  readonly stream: string;
  readonly external_id: string | null;
  readonly message: string;
  readonly [column: string]: unknown;
}

export async function items(ctx: EngineContext): Promise<ItemRow[]> {
  return (await ctx.store.query<ItemRow>('select * from reconciliation_items order by id')).rows;
}

export async function countOf(ctx: EngineContext, sql: string, values: unknown[] = []): Promise<number> {
  const { rows } = await ctx.store.query<{ n: number }>(`select count(*)::int as n from ${sql}`, values);
  return rows[0]!.n;
}
