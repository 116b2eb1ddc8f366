import type { EngineContext } from '@syncline/engine';

/** How long after its change each item's value was written, of items that have changed since a time. */
export async function readFreshness(ctx: EngineContext, since: Date): Promise<Record<string, number>> {
  const { rows } = await ctx.store.query<{ key: string; updatedAt: Date }>(
    `select k.key, e.updated_at as "updatedAt" from state_cache_keys k
     join entities e on e.workspace_id = k.workspace_id and e.id = k.subject
     where k.key like 'projects/%/items/%' and e.updated_at > $1`,
    [since],
  );
  const values = await ctx.stateCache.get(rows.map(({ key }) => key));
  const ages = rows
    .flatMap(({ key, updatedAt }) => {
      const text = values.get(key);
      if (text === undefined) return [];
      const { metadata } = JSON.parse(text) as { metadata: { written_at: string } };
      return [Date.parse(metadata.written_at) - updatedAt.getTime()];
    })
    .sort((a, b) => a - b);
  const at = (share: number): number => ages[Math.min(ages.length - 1, Math.floor(ages.length * share))] ?? 0;
  return { 'fresh after, ms (median)': at(0.5), 'fresh after, ms (p99)': at(0.99) };
}
