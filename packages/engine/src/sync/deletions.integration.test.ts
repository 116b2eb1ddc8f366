import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { recordDelete } from '@syncline/store';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOnItem } from './act-on-item.ts';
import type { ActionOutcome, ItemAction } from './item-action.ts';

const fields = { last_name: 'last_name', phone: 'phone' };

describe('deletions between two organisations (rule 3.10)', () => {
  let left: SalesforceSandbox;
  let right: SalesforceSandbox;
  let third: SalesforceSandbox;
  let engine: SyncEngine;

  beforeAll(async () => {
    left = await createSalesforceSandbox({ accounts: 0 });
    right = await createSalesforceSandbox({ accounts: 0 });
    third = await createSalesforceSandbox({ accounts: 0 });
    const side = (name: string, sandbox: SalesforceSandbox) => ({
      name,
      connector: 'salesforce',
      url: sandbox.url,
      settings: { organizationId: sandbox.organizationId, seesAllRecords: true },
      secrets: { clientId: sandbox.clientId, clientSecret: sandbox.clientSecret },
    });
    engine = await startSyncEngine({ sides: [side('left', left), side('right', right), side('third', third)] });
    await configure({ mode: 'propagate', brake: { share: 1, count: 1_000 } });
  });
  afterAll(async () => {
    await engine?.stop();
    await left?.close();
    await right?.close();
    await third?.close();
  });

  it('carries a deletion to the twin, once, and buries the entity', async () => {
    const pair = await makePair('Gone');
    await remove('left', pair.left);
    expect(at(right, pair.right)).toBeUndefined();
    expect(await entityOf(pair)).toMatchObject({ deleted: true });
    const before = await attempts();
    await touch('right', pair.right);
    await engine.quiet();
    expect(await attempts()).toBe(before);
  });

  it('leaves a twin that somebody has edited meanwhile, asks, and does what is said', async () => {
    const kept = await makePair('Kept');
    const dropped = await makePair('Dropped');
    for (const pair of [kept, dropped]) {
      right.edit('Contact', pair.right, { Phone: '+41 2' });
      await remove('left', pair.left);
      expect(at(right, pair.right)).toMatchObject({ Phone: '+41 2' });
      expect(await openItems(pair)).toEqual(['deleted_local_edited_remote']);
      // Found gone once more, it is no new deletion.
      await touch('left', pair.left);
      await touch('right', pair.right);
      await engine.quiet();
      expect(at(right, pair.right)).toMatchObject({ Phone: '+41 2' });
      expect(await openItems(pair)).toEqual(['deleted_local_edited_remote']);
    }
    expect(await act(kept, { action: 'take_remote' })).toEqual({ outcome: 'done' });
    expect(await act(dropped, { action: 'take_local' })).toEqual({ outcome: 'done' });
    await engine.quiet();
    expect(at(right, kept.right)).toMatchObject({ Phone: '+41 2' });
    expect(at(right, dropped.right)).toBeUndefined();
    expect(await openItems(kept)).toEqual([]);
    expect(await openItems(dropped)).toEqual([]);
  });

  it('asks when the record went while edits were on their way to it; the hub can make it there again', async () => {
    const pair = await makePair('Edited');
    left.faults.add({ kind: 'status', status: 503, method: 'PATCH', path: '/sobjects/Contact', count: 100 });
    right.edit('Contact', pair.right, { Phone: '+41 3' });
    await touch('right', pair.right);
    await until(async () => (await openWrites(pair)) === 1);
    left.delete('Contact', pair.left);
    await engine.hint('left', { stream: 'contacts', externalId: pair.left, locator: pair.left, scope: 'org' });
    await until(async () => (await openItems(pair)).includes('deleted_remote_edited_local'));
    left.faults.clear();
    await engine.quiet();
    expect(at(right, pair.right)).toMatchObject({ Phone: '+41 3' });
    expect(await act(pair, { action: 'take_local' }, 'deleted_remote_edited_local')).toEqual({ outcome: 'done' });
    await engine.quiet();
    const again = [...left.records('Contact')].filter((row) => row.LastName === 'Edited' && row.IsDeleted !== true);
    expect(again).toMatchObject([{ Phone: '+41 3' }]);
  });

  it('asks also where it is the write that finds the record gone, before anything told of it', async () => {
    const pair = await makePair('Found by a write');
    left.faults.add({ kind: 'status', status: 503, method: 'PATCH', path: '/sobjects/Contact', count: 3 });
    right.edit('Contact', pair.right, { Phone: '+41 4' });
    await touch('right', pair.right);
    await until(async () => (await openWrites(pair)) === 1);
    left.delete('Contact', pair.left);
    await until(async () => (await openItems(pair)).includes('deleted_remote_edited_local'));
    left.faults.clear();
    await engine.quiet();
    expect(at(right, pair.right)).toMatchObject({ Phone: '+41 4' });
    expect(await act(pair, { action: 'take_remote' }, 'deleted_remote_edited_local')).toEqual({ outcome: 'done' });
    await engine.quiet();
    expect(at(right, pair.right)).toBeUndefined();
  });

  it('stops at the brake and asks; the deletion goes on when somebody says so', async () => {
    await configure({ mode: 'propagate', brake: { share: 0.01, count: 1 } });
    const pair = await makePair('Braked');
    await remove('left', pair.left);
    expect(at(right, pair.right)).toMatchObject({ LastName: 'Braked' });
    expect(await openItems(pair)).toEqual(['delete_brake']);
    expect(await act(pair, { action: 'take_merged', value: 'x' })).toMatchObject({ outcome: 'refused' });
    expect(await act(pair, { action: 'take_remote' })).toEqual({ outcome: 'done' });
    await engine.quiet();
    expect(at(right, pair.right)).toBeUndefined();
  });

  it('buries an entity whose last two records go at the same moment', async () => {
    const pair = await makePair('At once');
    const { store } = engine.ctx;
    const bury = (side: 'left' | 'right', mayCommit: () => Promise<void>) =>
      store.transaction(async (tx) => {
        const origin = { workspaceId: 1, connectionId: engine.connectionId(side) };
        await recordDelete(tx, origin, { stream: 'contacts', externalId: pair[side], startedSeq: null });
        await mayCommit();
      });
    const recorded = Promise.withResolvers<void>();
    const committing = Promise.withResolvers<void>();
    const first = bury('left', () => {
      recorded.resolve();
      return committing.promise;
    });
    await recorded.promise;
    let isDone = false;
    const second = bury('right', async () => {}).finally(() => (isDone = true));
    // Either it waits for the first, or it has passed it by.
    await until(async () => isDone || (await waitingForLocks()) > 0);
    committing.resolve();
    await Promise.all([first, second]);
    expect(await entityOf(pair)).toMatchObject({ deleted: true });
  });

  it('is not held up by a twin that is found and linked after it was decided', async () => {
    await configure({ mode: 'propagate', brake: { share: 1, count: 1_000 } }, ['left', 'right', 'third']);
    third.faults.add({ kind: 'lost_answer', method: 'PATCH', path: '/sobjects/Contact' });
    third.faults.add({ kind: 'status', method: 'GET', path: '/', status: 503, count: 1_000 });
    const id = String(left.create('Contact', { LastName: 'Late' }).Id);
    await touch('left', id);
    const standing = (sandbox: SalesforceSandbox) =>
      [...sandbox.records('Contact')].filter((row) => row.LastName === 'Late' && row.IsDeleted !== true).length;
    const linked = async (): Promise<number> =>
      (
        await engine.ctx.store.query(
          `select from mappings where entity_id = (select entity_id from mappings where external_id = $1 and connection_id = $2)`,
          [id, engine.connectionId('left')],
        )
      ).rows.length;
    await until(async () => standing(third) === 1 && (await linked()) === 2);
    right.faults.add({ kind: 'status', method: 'DELETE', path: '/', status: 503, count: 1_000 });
    left.delete('Contact', id);
    await touch('left', id);
    await until(async () => {
      const { rows } = await engine.ctx.store.query(`select from writebacks where op = 'delete' and state <> 'done'`);
      return rows.length === 2;
    });
    third.faults.clear();
    await until(async () => (await linked()) === 3);
    right.faults.clear();
    await engine.quiet(60_000);
    const { rows } = await engine.ctx.store.query(`select code from reconciliation_items where state = 'open'`);
    expect([standing(right), standing(third), rows]).toEqual([0, 0, []]);
  });

  it('leaves twins alone where deletions are not carried', async () => {
    await configure({ mode: 'keep' });
    const pair = await makePair('Mine');
    await remove('left', pair.left);
    expect(at(right, pair.right)).toMatchObject({ LastName: 'Mine' });
    expect(await entityOf(pair)).toMatchObject({ deleted: false });
  });

  interface Pair {
    readonly left: string;
    readonly right: string;
  }

  async function configure(deletes: unknown, sides: readonly string[] = ['left', 'right']): Promise<void> {
    const members = sides.map((connection) => ({
      connection,
      stream: 'contacts',
      createIn: 'org',
      fields,
    }));
    await engine.configure('mirror', { kinds: { contact: { deletes, members } } });
  }

  async function makePair(LastName: string): Promise<Pair> {
    const id = String(left.create('Contact', { LastName }).Id);
    await touch('left', id);
    await engine.quiet();
    const twin = [...right.records('Contact')].find((row) => row.LastName === LastName);
    return { left: id, right: String(twin?.Id) };
  }

  async function remove(side: string, id: string): Promise<void> {
    (side === 'left' ? left : right).delete('Contact', id);
    await touch(side, id);
    await engine.quiet();
  }

  function at(sandbox: SalesforceSandbox, id: string): Record<string, unknown> | undefined {
    const row = sandbox.record('Contact', id);
    return row?.IsDeleted === true ? undefined : row;
  }

  async function touch(side: string, id: string): Promise<void> {
    await engine.hint(side, { stream: 'contacts', externalId: id, locator: id, scope: 'org' });
  }

  async function entityOf(pair: Pair): Promise<{ id: string; deleted: boolean } | undefined> {
    const { rows } = await engine.ctx.store.query<{ id: string; deleted: boolean }>(
      `select id, deleted_at is not null as deleted from entities where id in (select entity_id from mappings where external_id = $1 and connection_id = $2)`,
      [pair.right, engine.connectionId('right')],
    );
    return rows[0];
  }

  async function openItemRows(pair: Pair): Promise<{ id: number; code: string }[]> {
    const { rows } = await engine.ctx.store.query<{ id: number; code: string }>(
      `select id, code from reconciliation_items where entity_id = $1 and state = 'open' order by id`,
      [(await entityOf(pair))?.id],
    );
    return rows;
  }

  async function openItems(pair: Pair): Promise<string[]> {
    return (await openItemRows(pair)).map(({ code }) => code);
  }

  async function act(pair: Pair, action: ItemAction, code?: string): Promise<ActionOutcome> {
    const item = (await openItemRows(pair)).find((each) => code === undefined || each.code === code);
    return actOnItem(engine.ctx, item!.id, action, { workspaceId: 1, actor: 'ada', why: 'she knows' });
  }

  async function openWrites(pair: Pair): Promise<number> {
    const { rows } = await engine.ctx.store.query<{ count: number }>(
      `select count(*)::int as count from writebacks where entity_id = $1 and state in ('queued', 'sending')`,
      [(await entityOf(pair))?.id],
    );
    return rows[0]!.count;
  }

  async function attempts(): Promise<number> {
    const { rows } = await engine.ctx.store.query<{ count: number }>(
      'select count(*)::int as count from writeback_attempts',
    );
    return rows[0]!.count;
  }

  async function waitingForLocks(): Promise<number> {
    const { rows } = await engine.ctx.store.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows[0]!.count;
  }

  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
  }
});
