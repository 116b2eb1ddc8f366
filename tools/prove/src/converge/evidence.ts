import type { Family } from './family.ts';
import type { World } from './world.ts';

/** What the engine has on record of the first family that went wrong. */
export async function evidenceOf(
  world: World,
  records: readonly Family[],
  wrong: readonly string[],
): Promise<string[]> {
  const family = records.find((record) => wrong.some((sentence) => sentence.startsWith(record.name)));
  if (!family) return [];
  const { store } = world.engine().ctx;
  const { entityId } = family;
  const tell = async (sql: string): Promise<string> => JSON.stringify((await store.query(sql, [entityId])).rows);
  return [
    `rounds: ${JSON.stringify(family.history)}`,
    `edits: ${JSON.stringify(family.edits)}`,
    `mappings: ${await tell('select connection_id, external_id, seen, base, shadow, state from mappings where entity_id = $1')}`,
    `entity: ${await tell('select version, fields, origins from entities where id = $1')}`,
    `writebacks: ${await tell('select id, connection_id, op, state, wanted, carried, attempts, error, next_attempt_at from writebacks where entity_id = $1 order by id')}`,
    `attempts: ${await tell('select writeback_id, connection_id, patch, state, error, started_at, finished_at from writeback_attempts where entity_id = $1 order by id')}`,
    `audit: ${await tell('select at, actor, action, subject, why, details from audit_log where entity_id = $1 order by id')}`,
    `items: ${await tell('select class, code, field, message, state from reconciliation_items where entity_id = $1')}`,
    `history: ${await tell('select version, decision, decisions, replaced, stream, connection_id from entity_versions where entity_id = $1 order by version')}`,
  ];
}
