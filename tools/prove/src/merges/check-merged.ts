import type { SyncEngine } from '@syncline/testing/start-sync-engine';
import type { Person } from './merge-run.ts';
import { FIELDS, type PeopleSide } from './people-side.ts';

interface Standing {
  readonly id: string;
  readonly fields: Readonly<Record<string, string | null>>;
  /** By connection. */
  readonly records: Readonly<Record<string, string>>;
}

/** What is not as it should be: each person is one entity with a record a CRM, and all of them show the same. */
export async function checkMerged(
  engine: SyncEngine,
  sides: readonly PeopleSide[],
  people: readonly Person[],
): Promise<string[]> {
  const { store } = engine.ctx;
  const { rows } = await store.query<Standing & Record<string, unknown>>(
    `select e.id, e.fields, (select jsonb_object_agg(c.name, m.external_id) from mappings m join connections c on c.id = m.connection_id
       where m.entity_id = e.id and m.state = 'linked') as records
     from entities e where e.kind = 'contact' and e.deleted_at is null order by e.id`,
  );
  const entityOf = new Map(
    rows.flatMap((row) => Object.entries(row.records ?? {}).map(([name, id]) => [`${name} ${id}`, row] as const)),
  );
  const wrong = rows.length === people.length ? [] : [`${rows.length} contacts stand in the hub, of ${people.length}`];
  for (const [at, side] of sides.entries()) {
    const held = people.filter((person) => person[at] !== null).length;
    const { size } = side.contacts();
    if (size !== held) wrong.push(`${side.name} has ${size} contacts, of ${held}`);
  }
  for (const [nth, person] of people.entries()) {
    const ends = sides.flatMap((side, at) => (person[at] === null ? [] : [{ side, id: person[at]! }]));
    const entities = new Set(ends.map(({ side, id }) => entityOf.get(`${side.name} ${id}`)));
    const [entity] = entities;
    if (entities.size !== 1 || !entity) {
      wrong.push(`person ${nth} is ${entities.size} entities`);
      continue;
    }
    for (const { side, id } of ends) {
      const shown = side.contacts().get(id);
      for (const field of FIELDS) {
        const kept = entity.fields[field] ?? null;
        if ((shown?.[field] ?? null) !== kept)
          wrong.push(`person ${nth}: ${field} is ${kept} in the hub, ${shown?.[field] ?? null} at ${side.name}`);
      }
    }
    if (entity.fields['title'] !== `Last of ${nth}`)
      wrong.push(`person ${nth}: the last edit is lost, ${JSON.stringify(entity.fields['title'])} stands`);
  }
  const { rows: left } = await store.query<{ sentence: string }>(
    `select format('writeback %s is %s: %s', id, state, error) as sentence from writebacks where state not in ('done', 'cancelled')
     union all select format('an item is open: %s %s', code, message) from reconciliation_items where state = 'open'
     union all select format('%s merged %s and %s', actor, survivor_id, loser_id) from merges where actor <> 'identity'`,
  );
  return [...wrong, ...left.map(({ sentence }) => sentence)];
}
