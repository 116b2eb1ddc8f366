import type { SyncEngine } from '@syncline/testing/start-sync-engine';
import type { SideName } from './cast.ts';
import type { VendorSide } from './sides/side.ts';

/** Lets the engine read everyone's people; returns whom the hub knows, one entity each, by the side that they stand for. */
export async function knowPeople(
  engine: SyncEngine,
  vendors: readonly VendorSide[],
): Promise<ReadonlyMap<SideName, string>> {
  for (const { name, people } of vendors)
    for (const [standsFor, externalId] of people?.ids ?? []) {
      const { stream, scope, called } = people!;
      await engine.hint(name, { stream, externalId, locator: called.get(standsFor)!, scope });
    }
  await engine.quiet();
  const known = new Map<SideName, string>();
  for (const { name, people } of vendors)
    for (const [standsFor, externalId] of people?.ids ?? []) {
      const { rows } = await engine.ctx.store.query<{ id: string }>(
        'select entity_id as id from mappings where connection_id = $1 and stream = $2 and external_id = $3',
        [engine.connectionId(name), people!.stream, externalId],
      );
      const id = rows[0]?.id ?? 'nobody';
      if ((known.get(standsFor) ?? id) !== id || id === 'nobody')
        throw new Error(`The hub does not know who ${called(people!, standsFor)} of ${name} is`);
      known.set(standsFor, id);
    }
  return known;
}

function called({ called: names }: NonNullable<VendorSide['people']>, standsFor: SideName): string {
  return names.get(standsFor) ?? standsFor;
}
