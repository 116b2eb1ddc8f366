import { isFinished, type Json } from '@syncline/core';
import { findProcess } from '@syncline/store';
import { expect, vi } from 'vitest';
import type { EngineContext } from '../context.ts';
import { createImport } from '../imports/create-import.ts';
import { applyImport, type StartOutcome, undoImport } from '../imports/start-import.ts';

const by = { workspaceId: 1, actor: 'anna' };

/** Files that are brought, applied and taken back, each waited for, and what the graph holds of clients then. */
export function bringsFiles(context: () => EngineContext) {
  const bring = (name: string, ...rows: string[]): Promise<string> => {
    const pieces = async function* () {
      yield Buffer.from(`${rows.join('\r\n')}\r\n`);
    };
    return createImport(context(), { ...by, name, pieces: pieces() });
  };
  const ended = async (started: StartOutcome) => {
    if (started.outcome !== 'started') throw new Error(JSON.stringify(started));
    const process = await vi.waitUntil(
      async () => {
        const now = await findProcess(context().store, started.processId);
        return now && isFinished(now.state) ? now : null;
      },
      { timeout: 60_000, interval: 50 },
    );
    return { importId: started.importId, state: process.state };
  };
  const applied = async (importId: string) => ended(await applyImport(context(), { ...by, importId }));
  return {
    bring,
    ended,
    brought: async (name: string, ...rows: string[]): Promise<string> => {
      const importId = await bring(name, ...rows);
      expect((await applied(importId)).state).toBe('completed');
      return importId;
    },
    applied,
    undone: async (importId: string): Promise<void> => {
      const { state } = await ended(await undoImport(context(), { ...by, importId }));
      expect(state).toMatch(/^completed/);
    },
    /** Takes all out of the graph, and what imports did to it. */
    emptied: async (): Promise<void> => {
      for (const table of ['import_keys', 'import_effects', 'relations', 'mappings', 'entity_versions', 'entities'])
        await context().store.query(`delete from ${table}`);
      await context().store.query('delete from reconciliation_items');
    },
    /** By what they are called. */
    standing: async (kind: string): Promise<Map<string, { id: string; fields: Record<string, Json> }>> => {
      const { rows } = await context().store.query<{ id: string; fields: Record<string, Json> }>(
        'select id, fields from entities where kind = $1 and deleted_at is null order by id',
        [kind],
      );
      const called = ({ email, name, words }: Record<string, Json>): Json => email ?? name ?? words ?? null;
      return new Map(rows.map((row) => [JSON.stringify(called(row.fields)).slice(1, -1), row]));
    },
    /** Edges of imports, by what their ends are called; ends that are tombstoned, too. */
    edges: async (): Promise<string[]> => {
      const { rows } = await context().store.query<{ edge: string }>(
        `select coalesce(f.fields ->> 'email', f.fields ->> 'name', f.fields ->> 'words') || ' of ' ||
           coalesce(t.fields ->> 'email', t.fields ->> 'name') as edge
         from relations r join entities f on f.id = r.from_entity_id join entities t on t.id = r.to_entity_id
         where r.to_stream = 'imports' order by 1`,
      );
      return rows.map(({ edge }) => edge);
    },
    /** Open items of undos: what each says. */
    left: async (): Promise<string[]> => {
      const { rows } = await context().store.query<{ said: string }>(
        `select code || ': ' || message as said from reconciliation_items where state = 'open' and key like 'import % undo %' order by key`,
      );
      return rows.map(({ said }) => said);
    },
    effects: async (importId: string): Promise<string[]> => {
      const { rows } = await context().store.query<{ said: string }>(
        `select concat_ws(' ', coalesce(e.fields ->> 'email', e.fields ->> 'name', e.fields ->> 'words'), x.action, x.undone) as said
         from import_effects x join entities e on e.id = x.entity_id where x.import_id = $1 order by 1`,
        [importId],
      );
      return rows.map(({ said }) => said);
    },
  };
}
