import { checkChain } from '@syncline/core';
import { createMigratedDatabase, type ScratchDatabase } from '@syncline/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStore, type Store } from '../database.ts';
import { writeAudit } from '../sync/audit.ts';
import { readAuditSeal, readSealedRows } from './chain-rows.ts';
import { pruneAudit } from './prune-audit.ts';
import { sealAudit } from './seal-audit.ts';

let database: ScratchDatabase;
let store: Store;

beforeAll(async () => {
  database = await createMigratedDatabase();
  store = createStore({ databaseUrl: database.url });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const entry = (subject: string) => ({
  workspaceId: 1,
  actor: 'anna',
  action: 'item.retry',
  subject,
  entityId: null,
  why: 'it was "wrong"\n',
  details: { z: 1.5, a: { nested: [null, 'ü'] } },
});

async function faults(): Promise<[string, number][]> {
  const { checkpoint, head } = await readAuditSeal(store, 1);
  const check = checkChain(checkpoint);
  for (const row of await readSealedRows(store, 1, { after: checkpoint.seq, upTo: head.seq, limit: 1_000 }))
    check.add(row);
  check.expectEnd(head);
  return check.faults.map(({ kind, seq }) => [kind, seq]);
}

/** As somebody does who has the database for himself. */
async function behindItsBack(statement: string): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.query(`set local session_replication_role = replica`);
    await tx.query(statement);
  });
}

describe('the audit', () => {
  it('is sealed after the commit, also a row that commits behind one sealed before it, by several sealers at once', async () => {
    const slow = new pg.Client({ connectionString: database.url });
    await slow.connect();
    await slow.query('set search_path = syncline, public');
    await slow.query('begin');
    await writeAudit(slow as never, [entry('slow')]);
    await writeAudit(
      store,
      Array.from({ length: 20 }, (_, at) => entry(`quick ${at}`)),
    );
    await Promise.all([sealAudit(store), sealAudit(store), sealAudit(store)]);
    expect(await readAuditSeal(store, 1)).toMatchObject({ head: { seq: 20 }, unsealed: 0 });
    await slow.query('commit');
    await slow.end();
    expect(await readAuditSeal(store, 1)).toMatchObject({ unsealed: 1 });
    expect(await sealAudit(store)).toBe(1);
    const { rows } = await store.query(`select subject from audit_log where seq = 21`);
    expect(rows).toEqual([{ subject: 'slow' }]);
    expect(await faults()).toEqual([]);
  });

  it('refuses to be changed, removed or emptied, sealed or not', async () => {
    await writeAudit(store, [entry('new')]);
    for (const statement of [
      `update audit_log set actor = 'bob' where seq = 5`,
      `update audit_log set hash = hash, seq = 99 where seq = 5`,
      `update audit_log set actor = 'bob', seq = 99, hash = '\\x00' where seq is null`,
      'delete from audit_log where seq = 5',
      'delete from audit_log where seq is null',
      'truncate audit_log',
    ])
      await expect(store.query(statement)).rejects.toThrow('append-only');
    await sealAudit(store);
    expect(await faults()).toEqual([]);
  });

  it('shows the row that was changed or removed behind its back', async () => {
    await behindItsBack(`update audit_log set why = null where seq = 7`);
    expect(await faults()).toEqual([['changed', 7]]);
    await behindItsBack(`update audit_log set why = 'it was "wrong"' || chr(10) where seq = 7`);
    expect(await faults()).toEqual([]);
    await behindItsBack(`update audit_log set at = at + interval '1 microsecond' where seq = 9`);
    await behindItsBack('delete from audit_log where seq = 12');
    expect(await faults()).toEqual([
      ['changed', 9],
      ['removed', 12],
    ]);
    await behindItsBack(`update audit_log set at = at - interval '1 microsecond' where seq = 9`);
  });

  it('can be verified from its checkpoint on when retention has removed the oldest rows', async () => {
    await behindItsBack(`update audit_log set at = at - interval '2 days' where seq <= 15`);
    expect(await pruneAudit(store, 24 * 3_600_000)).toBe(14);
    await sealAudit(store);
    expect(await readAuditSeal(store, 1)).toMatchObject({ checkpoint: { seq: 15 }, head: { seq: 23 } });
    expect(await faults()).toEqual([]);
    const { rows } = await store.query(`select action, details ->> 'seq' as seq from audit_log where seq = 23`);
    expect(rows).toEqual([{ action: 'audit.pruned', seq: '15' }]);
    expect(await pruneAudit(store, 24 * 3_600_000)).toBe(0);
  });
});
