import { newId } from '@syncline/core';
import { keepClients } from '@syncline/engine';
import type { TestEngine } from '@syncline/testing';
import { vi } from 'vitest';

/** Records of clients, by the names that a test gives them, and the counting of clients. */
export function clientWorld(engine: () => TestEngine) {
  const ids: Record<string, string> = {};
  const make = async (name: string, kind: string, fields: object, edges: Readonly<Record<string, string>> = {}) => {
    const id = (ids[name] = newId());
    await engine().ctx.store.query(
      `with made as (insert into entities (workspace_id, id, kind, version, fields) values (1, $1, $2, 1, $3)),
         linked as (insert into relations (workspace_id, from_entity_id, type, connection_id, to_stream, target, to_entity_id)
           select 1, $1, key, $5, 'x', 'id:' || value, value::uuid from jsonb_each_text($4::jsonb))
       insert into events (workspace_id, type, entity_id, entity_version) values (1, 'entity.created', $1, 1)`,
      [id, kind, JSON.stringify(fields), JSON.stringify(edges), engine().connectionId],
    );
    return id;
  };
  /** Events are read below the oldest running transaction, whoever's that is. */
  const counted = (seen: () => Promise<void>) =>
    vi.waitFor(
      async () => {
        await keepClients(engine().ctx, 1);
        await seen();
      },
      { timeout: 60_000, interval: 50 },
    );
  return { ids, make, counted };
}
