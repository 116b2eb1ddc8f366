import { startBackfill } from '@syncline/engine';
import { type SyncEngine, startSyncEngine } from '@syncline/testing/start-sync-engine';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareRecords } from './compare-records.ts';
import type { FilledVendor } from './filled-vendor.ts';
import { startGitHub } from './vendors/github.ts';

let vendor: FilledVendor;
let engine: SyncEngine;

beforeAll(async () => {
  vendor = await startGitHub(12, 1);
  engine = await startSyncEngine({ sides: [vendor] });
  await startBackfill(engine.ctx, { connectionId: engine.connectionId('github') });
  await engine.quiet();
}, 60_000);
afterAll(async () => {
  await engine?.stop();
  await vendor?.close();
});

it('finds a graph equal, and then each thing that is done to it', async () => {
  const { store } = engine.ctx;
  const compare = () => compareRecords(store, engine.connectionId('github'), vendor);
  const nothing = { missing: [], dead: [], extra: [], doubled: [], different: [] };
  expect(await compare()).toEqual({ ...nothing, compared: 12 });

  const ids = [...vendor.records()].map(({ id }) => id);
  const [missing, dead, extra, worded] = ids.slice(0, 4) as [string, string, string, string];
  const [first, second] = ids.slice(-2);
  const entity = `(select entity_id from mappings where stream = 'issues' and external_id = $1)`;
  const labelled = [...vendor.records()].find(
    ({ id, shown }) => ids.indexOf(id) >= 4 && (shown['labelled.name'] as readonly string[]).length > 0,
  )!;
  await store.query(`delete from mappings where stream = 'issues' and external_id = $1`, [missing]);
  await store.query(`update entities set deleted_at = now() where id = ${entity}`, [dead]);
  vendor.remove(extra);
  await store.query(`update entities set fields = fields || '{"title": "Another"}' where id = ${entity}`, [worded]);
  await store.query(`delete from relations where type = 'labelled' and from_entity_id = ${entity}`, [labelled.id]);
  const found = await compare();
  expect(found).toMatchObject({ missing: [missing], dead: [dead], extra: [extra], doubled: [], compared: 11 });
  expect(new Set(found.different.map((sentence) => sentence.split(':', 1)[0]))).toEqual(
    new Set([`${worded} title`, `${labelled.id} labelled.name`]),
  );

  await store.query(`update mappings set entity_id = ${entity} where stream = 'issues' and external_id = $2`, [
    first,
    second,
  ]);
  expect((await compare()).doubled).toEqual([expect.stringContaining(' are one entity, ')]);
});
