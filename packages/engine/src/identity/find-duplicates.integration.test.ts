import { listDuplicates } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { crowd, fillRecords } from '../testing/fill-people.ts';
import { findDuplicates } from './find-duplicates.ts';

const john = { first_name: 'John', last_name: 'Smith', email: 'js@gmail.com', phone: '+14155550100' };

describe('who may be who', () => {
  let engine: TestEngine;
  let ids: string[];
  const store = () => engine.ctx.store;
  const pairs = async (...of: string[]) => {
    const { items } = await listDuplicates(store(), 1, { state: 'open' }, { limit: 200 });
    return items.filter(({ aId, bId }) => of.includes(aId) && of.includes(bId));
  };
  /** Events are read below the oldest running transaction, whoever's that is. */
  const looked = (seen: () => Promise<void>) =>
    vi.waitFor(
      async () => {
        await findDuplicates(engine.ctx, 1);
        await seen();
      },
      { timeout: 60_000, interval: 100 },
    );
  const edit = async (id: string, fields: object) =>
    void (await store().query(
      `with changed as (update entities set fields = fields || $2, version = version + 1 where id = $1 returning id, version)
       insert into events (workspace_id, type, entity_id, entity_version) select 1, 'entity.updated', id, version from changed`,
      [id, JSON.stringify(fields)],
    ));

  beforeAll(async () => {
    engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
    await store().query(
      `insert into connections (workspace_id, name, connector, base_url, settings, secrets)
       select 1, name, 'stub', 'http://x', '{}', '{}' from unnest(array['one', 'two']) as n (name)`,
    );
    const { rows } = await store().query<{ id: number }>(
      `select id from connections where name in ('one', 'two') order by name`,
    );
    const [one, two] = rows.map(({ id }) => id) as [number, number];
    await fillRecords(store(), crowd(2_000));
    ids = await fillRecords(store(), [
      { kind: 'contact', fields: john, at: { connectionId: one, externalId: '1' } },
      { kind: 'contact', fields: { ...john, first_name: 'Johnny' }, at: { connectionId: two, externalId: '1' } },
      { kind: 'contact', fields: { ...john, title: 'CEO' }, at: { connectionId: one, externalId: '2' } },
      { kind: 'contact', fields: { first_name: 'Petra', last_name: 'Quandt', company: 'Nordwind GmbH' } },
      { kind: 'contact', fields: { first_name: 'Petra', last_name: 'Quandt', company: 'Nordwind' } },
      { kind: 'contact', fields: { first_name: 'Petra', last_name: 'Sommer', email: 'p@sommer.example' } },
    ]);
    await looked(async () => expect(await pairs(...ids)).not.toEqual([]));
  });
  afterAll(() => engine?.stop());

  it('two of one address, number and name are to be linked, with what speaks for it', async () => {
    const [pair] = await pairs(ids[0]!, ids[1]!);
    expect(pair).toMatchObject({ verdict: 'link', heldBack: [], state: 'open' });
    expect(pair!.evidence.map(({ feature, verdict }) => `${feature} ${verdict}`)).toEqual(
      expect.arrayContaining(['name alike', 'email same', 'phone same']),
    );
  });

  it('different ids of one vendor hold a pair back, however alike it is', async () => {
    expect(await pairs(ids[0]!, ids[2]!)).toEqual([
      expect.objectContaining({ verdict: 'propose', heldBack: ['one has them as two records'] }),
    ]);
  });

  it('a name and an employer are asked about, a given name alone is nothing', async () => {
    expect(await pairs(ids[3]!, ids[4]!)).toEqual([expect.objectContaining({ verdict: 'propose' })]);
    expect(await pairs(ids[3]!, ids[5]!)).toEqual([]);
  });

  it('a pair that was dismissed is not asked about again until the evidence says something else', async () => {
    const [pair] = await pairs(ids[3]!, ids[4]!);
    await store().query(`update duplicates set state = 'dismissed' where id = $1`, [pair!.id]);
    const country = async () => {
      const { rows } = await store().query(
        `select traits ->> 'country' as is from identity_records where entity_id = $1`,
        [ids[4]],
      );
      expect(rows).toEqual([{ is: 'DE' }]);
    };
    await edit(ids[4]!, { country: 'Germany' });
    await looked(country);
    expect(await pairs(ids[3]!, ids[4]!)).toEqual([]);
    await edit(ids[3]!, { phone: '+4930901820' });
    await edit(ids[4]!, { phone: '030 901820' });
    await looked(async () =>
      expect(await pairs(ids[3]!, ids[4]!)).toEqual([expect.objectContaining({ id: pair!.id, verdict: 'link' })]),
    );
  });

  it('a pair closes itself when nothing speaks for it any longer, or one of the two is gone', async () => {
    await edit(ids[1]!, { first_name: 'Otto', last_name: 'Kurz', email: 'otto@kurz.example', phone: null });
    await store().query(`update mappings set seen = '{}' where entity_id = $1`, [ids[1]]);
    await store().query(
      `with gone as (update entities set deleted_at = now() where id = $1)
       insert into events (workspace_id, type, entity_id) values (1, 'entity.deleted', $1)`,
      [ids[4]],
    );
    await looked(async () =>
      expect(await pairs(...ids)).toEqual([expect.objectContaining({ aId: ids[0], bId: ids[2] })]),
    );
    const { rows } = await store().query(`select distinct state from duplicates where a_id = $1 or b_id = $1`, [
      ids[1],
    ]);
    expect(rows).toEqual([{ state: 'gone' }]);
  });

  it('commonness is what the records hold, whatever came and went', async () => {
    const { rows } = await store().query(
      `with held as (select kind, value, count(*)::int as holders from identity_records, unnest(values || array['']) as v (value) group by 1, 2)
       select c.value, c.holders, h.holders as held from identity_counts c full join held h using (kind, value)
       where coalesce(c.holders, 0) <> coalesce(h.holders, 0)`,
    );
    expect(rows).toEqual([]);
  });
});
