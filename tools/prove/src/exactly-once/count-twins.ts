import type { SyncEngine } from '@syncline/testing/start-sync-engine';
import type { Vendor } from '../vendors/vendor.ts';

/** What is not as it should be: each source object has one twin at the vendor, and its mapping points at it. */
export async function countTwins(engine: SyncEngine, source: Vendor, target: Vendor): Promise<string[]> {
  const wrong: string[] = [];
  const twins = new Map<string, string[]>();
  for (const { title, id } of target.records()) twins.set(title, [...(twins.get(title) ?? []), id]);
  const { rows } = await engine.ctx.store.query<{ source: string; target: string }>(
    `select a.external_id as source, b.external_id as target from mappings a join mappings b using (workspace_id, entity_id)
     where a.connection_id = $1 and b.connection_id = $2`,
    [engine.connectionId(source.name), engine.connectionId(target.name)],
  );
  const mapped = new Map<string, string[]>();
  for (const row of rows) mapped.set(row.source, [...(mapped.get(row.source) ?? []), row.target]);
  let sources = 0;
  for (const { title, id } of source.records()) {
    sources += 1;
    const made = twins.get(title) ?? [];
    const links = mapped.get(id) ?? [];
    if (made.length !== 1) wrong.push(`${title} has ${made.length} records at ${target.name}`);
    if (links.length !== 1 || links[0] !== made[0])
      wrong.push(`${title} is mapped to ${links.join(' and ') || 'nothing'}, its twin is ${made.join(' and ')}`);
  }
  if (twins.size !== sources) wrong.push(`${twins.size} different titles at ${target.name}, of ${sources} objects`);
  if (rows.length !== sources) wrong.push(`${rows.length} mappings for ${sources} objects`);
  return wrong;
}
