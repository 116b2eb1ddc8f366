import type { Family } from './family.ts';
import type { World } from './world.ts';

const MAX_LOOKS = 8;

/** Reads everything, as a poll does, until nothing is written any more; first as long as engines die, then in peace. */
export async function comeToRest(world: World, records: readonly Family[]): Promise<void> {
  while (await world.revive()) await lookAtAll(world, records, 3_000).catch(() => undefined);
  await world.calm();
  for (let look = 0; ; look += 1) {
    const before = await attemptsOf(world);
    await lookAtAll(world, records);
    if ((await attemptsOf(world)) === before) return;
    if (look === MAX_LOOKS) throw new Error(`still writing after ${MAX_LOOKS} looks at everything`);
  }
}

export async function lookAtAll(world: World, records: readonly Family[], timeoutMs = 60_000): Promise<void> {
  const engine = world.engine();
  for (const record of records) {
    await findTwins(world, record);
    for (const [side, id] of record.ids) {
      const vendor = world.vendors.get(side);
      if (vendor) await engine.hint(side, { stream: vendor.stream, ...vendor.place(id) });
    }
  }
  await engine.quiet(timeoutMs);
}

/** Learns where the twins of a record are. */
async function findTwins(world: World, record: Family): Promise<void> {
  const engine = world.engine();
  const { source } = record.history;
  const vendor = world.vendors.get(source);
  if (vendor) {
    const { rows } = await engine.ctx.store.query<{ id: string }>(
      'select entity_id as id from mappings where connection_id = $1 and stream = $2 and external_id = $3',
      [engine.connectionId(source), vendor.stream, record.ids.get(source)],
    );
    record.entityId ??= rows[0]?.id ?? null;
  }
  if (record.entityId === null) return;
  if (world.sides.has('hub')) record.ids.set('hub', record.entityId);
  const { rows } = await engine.ctx.store.query<{ connectionId: number; id: string }>(
    'select connection_id as "connectionId", external_id as id from mappings where entity_id = $1',
    [record.entityId],
  );
  for (const side of world.vendors.keys())
    for (const row of rows) if (row.connectionId === engine.connectionId(side)) record.ids.set(side, row.id);
}

/** How often something was written so far. */
export async function attemptsOf(world: World): Promise<number> {
  const { rows } = await world
    .engine()
    .ctx.store.query<{ count: number }>('select count(*)::int as count from writeback_attempts');
  return rows[0]!.count;
}
