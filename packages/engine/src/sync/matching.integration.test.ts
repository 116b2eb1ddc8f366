import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOnItem } from './act-on-item.ts';
import type { ItemAction } from './item-action.ts';

const fields = { first_name: 'first_name', last_name: 'last_name', email: 'email', phone: 'phone', title: 'title' };
const accountFields = { name: 'name', domain: 'domain', phone: 'phone', description: 'description' };

describe('who is who, in two organisations', () => {
  let left: SalesforceSandbox;
  let right: SalesforceSandbox;
  let engine: SyncEngine;

  beforeAll(async () => {
    left = await createSalesforceSandbox({ accounts: 0 });
    right = await createSalesforceSandbox({ accounts: 0 });
    engine = await startSyncEngine({
      sides: Object.entries({ left, right }).map(([name, { url, organizationId, clientId, clientSecret }]) => ({
        name,
        connector: 'salesforce',
        url,
        settings: { organizationId, seesAllRecords: true },
        secrets: { clientId, clientSecret },
      })),
    });
    const member = (connection: string, stream: string, match: unknown[], map: object) => ({
      connection,
      stream,
      match,
      fields: map,
    });
    const settings = {
      region: 'CH',
      kinds: {
        contact: { members: ['left', 'right'].map((side) => member(side, 'contacts', ['email', 'phone'], fields)) },
        account: {
          members: ['left', 'right'].map((side) =>
            member(side, 'accounts', ['domain', 'phone', 'name'], accountFields),
          ),
        },
      },
    };
    // Nothing is made: only what there is on both sides is recognised.
    await engine.configure('mirror', settings, { twoWayCreate: false });
  });
  afterAll(async () => {
    await engine?.stop();
    await left?.close();
    await right?.close();
  });

  // Two organisations give the same ids.
  interface Made {
    readonly side: 'left' | 'right';
    readonly id: string;
    readonly stream: string;
  }
  const look = async ({ side, id, stream }: Made): Promise<void> => {
    await engine.hint(side, { stream, externalId: id, locator: null, scope: 'org' });
    await engine.quiet();
  };
  const make = async (
    side: Made['side'],
    values: Record<string, string>,
    object: 'Contact' | 'Account' = 'Contact',
  ): Promise<Made> => {
    const { Id: id } = (side === 'left' ? left : right).create(object, values);
    const made = { side, id: String(id), stream: object === 'Contact' ? 'contacts' : 'accounts' };
    await look(made);
    return made;
  };
  const entityOf = async ({ side, id, stream }: Made): Promise<string | undefined> => {
    const { rows } = await engine.ctx.store.query<{ id: string }>(
      `select entity_id as id from mappings where connection_id = $1 and stream = $2 and external_id = $3 and state = 'linked'`,
      [engine.connectionId(side), stream, id],
    );
    return rows[0]?.id;
  };
  interface Item {
    readonly id: number;
    readonly state: string;
    readonly resolution: string | null;
    readonly value: {
      readonly candidates: readonly { readonly entityId: string; readonly name: string; readonly reasons: string[] }[];
    };
  }
  const itemOf = async ({ side, id, stream }: Made): Promise<Item | undefined> => {
    const { rows } = await engine.ctx.store.query<Item>(
      `select id, state, resolution, remote_value as value from reconciliation_items
       where connection_id = $1 and stream = $2 and external_id = $3 and code = 'link_proposal'`,
      [engine.connectionId(side), stream, id],
    );
    return rows[0];
  };
  const act = (id: number, action: ItemAction) =>
    actOnItem(engine.ctx, id, action, { workspaceId: 1, actor: 'ann', why: 'asked them' });

  it('is certain by an address or a number however it is spelled, and by the registrable domain of a company', async () => {
    const one = await make('left', { LastName: 'Muster', Email: 'Jo.Muster@Bücher.example.org' });
    const same = await make('right', { LastName: 'Muster', Email: 'jo.muster@xn--bcher-kva.example.org' });
    expect(await entityOf(same)).toBe(await entityOf(one));
    const called = await make('left', { LastName: 'Beispiel', Phone: '044 668 18 00' });
    const number = await make('right', { LastName: 'Beispiel', Phone: '+41 (0)44 668 18 00' });
    expect(await entityOf(number)).toBe(await entityOf(called));
    const company = await make('left', { Name: 'Acme', Website: 'https://www.acme.co.uk/about' }, 'Account');
    const its = await make('right', { Name: 'Acme Ltd.', Website: 'shop.acme.co.uk' }, 'Account');
    expect(await entityOf(its)).toBe(await entityOf(company));
  });

  it('asks where an address says otherwise, links whom a person accepts, and keeps who did it', async () => {
    const ann = await make('left', { LastName: 'Ann', Email: 'ann@example.org', Phone: '044 500 00 01', Title: 'CEO' });
    const may = await make('right', { LastName: 'Ann', Email: 'ann@example.net', Phone: '044 500 00 01' });
    expect(await entityOf(may)).toBeUndefined();
    const item = await itemOf(may);
    const entity = (await entityOf(ann))!;
    expect(item).toMatchObject({
      state: 'open',
      value: {
        candidates: [
          {
            entityId: entity,
            name: 'Ann',
            reasons: ['another email (ann@example.net here, ann@example.org there)', 'the same phone (+41445000001)'],
          },
        ],
      },
    });
    expect(await act(item!.id, { action: 'link', entityId: entity })).toEqual({ outcome: 'done' });
    await engine.quiet();
    expect(await entityOf(may)).toBe(entity);
    // What one side lacks it takes; what both have is left as it is, as at any first link.
    expect(right.record('Contact', may.id)).toMatchObject({ Email: 'ann@example.net', Title: 'CEO' });
    expect(left.record('Contact', ann.id)).toMatchObject({ Email: 'ann@example.org' });
    const { rows } = await engine.ctx.store.query(
      `select actor, action, why from audit_log where action like 'item.%' order by id desc limit 1`,
    );
    expect(rows).toEqual([{ actor: 'ann', action: 'item.link', why: 'asked them' }]);
  });

  it('asks where a list has a number twice, and never again about a pair that was refused', async () => {
    const board = '044 500 00 02';
    const bo = await make('left', { LastName: 'Bo', Phone: board });
    const al = await make('left', { LastName: 'Al', Phone: board });
    expect(await entityOf(al)).not.toBe(await entityOf(bo));
    const who = await make('right', { LastName: 'Cy', Phone: board });
    const entities = [(await entityOf(bo))!, (await entityOf(al))!].sort();
    const item = (await itemOf(who))!;
    expect(item.value.candidates.map(({ entityId }) => entityId)).toEqual(entities);
    expect(await act(item.id, { action: 'refuse', entityIds: [entities[0]!] })).toEqual({ outcome: 'done' });
    await engine.quiet();
    expect(await itemOf(who)).toMatchObject({ state: 'open', value: { candidates: [{ entityId: entities[1] }] } });
    expect(await act(item.id, { action: 'refuse' })).toEqual({ outcome: 'done' });
    await engine.quiet();
    expect(await itemOf(who)).toMatchObject({ state: 'resolved' });
    const own = (await entityOf(who))!;
    expect(entities).not.toContain(own);
    // Forgotten and read anew, it is asked about no more, from neither side.
    for (const { side, id } of [who, bo])
      await engine.ctx.store.query(
        `with m as (delete from mappings where connection_id = $1 and external_id = $2 returning entity_id)
         update entities e set deleted_at = now() from m where e.id = m.entity_id`,
        [engine.connectionId(side), id],
      );
    await look(who);
    await look(bo);
    expect(await itemOf(who)).toMatchObject({ state: 'resolved' });
    expect(await itemOf(bo)).toBeUndefined();
    expect(await entityOf(who)).not.toBe(await entityOf(bo));
  });

  it('asks about a company at a mail provider, and looks again when one comes that it certainly is', async () => {
    const gmail = await make('left', { Name: 'Corner shop', Website: 'gmail.com' }, 'Account');
    const other = await make('right', { Name: 'Garage', Website: 'gmail.com', Phone: '044 500 00 03' }, 'Account');
    expect(await itemOf(other)).toMatchObject({
      value: { candidates: [{ name: 'Corner shop', reasons: ['a domain that says little (gmail.com)'] }] },
    });
    const garage = await make('left', { Name: 'Garage AG', Website: 'gmail.com', Phone: '044 500 00 03' }, 'Account');
    await engine.quiet();
    expect(await entityOf(other)).toBe(await entityOf(garage));
    expect(await entityOf(other)).not.toBe(await entityOf(gmail));
    expect(await itemOf(other)).toMatchObject({ state: 'resolved' });
  });

  it('never makes two of one list one, and asks who of them is linked', async () => {
    const first = await make('left', { LastName: 'Dee', Email: 'dee@example.org' });
    const linked = await make('right', { LastName: 'Dee', Email: 'dee@example.org' });
    const double = await make('right', { LastName: 'Dee', Email: 'dee@example.org' });
    expect(await entityOf(linked)).toBe(await entityOf(first));
    const item = (await itemOf(double))!;
    const entity = (await entityOf(first))!;
    expect(item.value.candidates[0]!.reasons).toContain('it has another record of this stream already');
    expect(await act(item.id, { action: 'link', entityId: entity })).toMatchObject({ outcome: 'refused' });
    expect(await act(item.id, { action: 'link', entityId: null })).toEqual({ outcome: 'done' });
    await engine.quiet();
    expect(await entityOf(double)).not.toBe(entity);
    expect(await entityOf(double)).toBeDefined();
    await look(double);
    expect(await itemOf(double)).toMatchObject({ state: 'resolved', resolution: 'link' });
  });

  it('is checked with the config: what records are recognised by has to be mapped', async () => {
    const members = [{ connection: 'left', stream: 'contacts', match: ['mobile'], fields }];
    await expect(engine.configure('other', { kinds: { contact: { members } } })).rejects.toMatchObject({
      field: 'kinds.contact.members.0.match.0',
    });
  });
});
