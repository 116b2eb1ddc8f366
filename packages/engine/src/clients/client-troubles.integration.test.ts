import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { type ClientTrouble, listClients, listProposals, showClient } from '@syncline/store';
import { type SyncEngine, startSyncEngine, waitForProcess } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { decideProposal } from '../approvals/decide-proposal.ts';
import { dismissPair } from '../identity/decide-duplicate.ts';
import { mergeEntities } from '../identity/merge-entities.ts';
import { startBackfill } from '../processes/start-process.ts';
import { actOnItem } from '../sync/act-on-item.ts';
import { editEntity } from '../sync/edit-entity.ts';

const ada = { workspaceId: 1, actor: 'ada', why: null };

/** A CRM whose contacts are kept in step: titles are decided by people, departments are approved. */
describe('what waits for somebody, as clients are listed by it', () => {
  let crm: SalesforceSandbox;
  let engine: SyncEngine;
  /** By what they are called here; of the CRM, and of the graph. */
  const records: Record<string, string> = {};
  const entities: Record<string, string> = {};
  const store = () => engine.ctx.store;

  beforeAll(async () => {
    crm = await createSalesforceSandbox({ accounts: 0 });
    const { organizationId, clientId, clientSecret } = crm;
    engine = await startSyncEngine({
      sides: [
        {
          name: 'crm',
          connector: 'salesforce',
          url: crm.url,
          settings: { organizationId, seesAllRecords: true },
          secrets: { clientId, clientSecret },
        },
      ],
    });
    await engine.configure('contacts', {
      approvals: [{ name: 'departments', fields: ['department'] }],
      kinds: {
        contact: {
          policies: { title: 'manual' },
          members: [
            {
              connection: 'crm',
              stream: 'contacts',
              createIn: 'org',
              fields: {
                last_name: 'last_name',
                email: 'email',
                phone: 'phone',
                title: 'title',
                department: 'department',
              },
            },
          ],
        },
      },
    });
    const add = (name: string, object: string, values: Record<string, string>): string =>
      (records[name] = String(crm.create(object, values)['Id']));
    const acme = add('acme', 'Account', { Name: 'Acme' });
    add('other', 'Account', { Name: 'Other' });
    const calm = add('calm', 'Account', { Name: 'Calm' });
    const person = { FirstName: 'Ada', LastName: 'Byron', Email: 'ada@acme.example', Phone: '+14155550100' };
    add('person', 'Contact', { ...person, Title: 'Countess', AccountId: acme });
    add('clerk', 'Contact', { LastName: 'Clerk', Email: 'clerk@calm.example', AccountId: calm });
    const { processId } = await startBackfill(engine.ctx, { connectionId: engine.connectionId('crm') });
    await waitForProcess(engine.ctx, processId);
    await engine.quiet();
    for (const [name, id] of Object.entries(records)) entities[name] = await entityOf(id);
    await listed('any', []);
  }, 120_000);
  afterAll(async () => {
    await engine?.stop();
    await crm?.close();
  });

  const entityOf = async (id: string): Promise<string> => {
    const { rows } = await store().query<{ id: string }>(
      'select entity_id as id from mappings where external_id = $1 and home',
      [id],
    );
    return rows[0]!.id;
  };
  const edit = (name: string, fields: Record<string, string>) =>
    editEntity(engine.ctx, { workspaceId: 1, entityId: entities[name]!, kind: 'contact', fields, actor: 'ada' });
  /** By name, which clients have what waits, as often as it does. */
  const listed = (has: ClientTrouble, expected: readonly (readonly [client: string, times: number])[]) =>
    vi.waitFor(
      async () => {
        const { rows } = await store().query('select from clients where figures is not null');
        expect(rows).toHaveLength(3);
        const { items } = await listClients(store(), 1, { has }, { limit: 10 });
        const times = items.map(({ name, troubles }): [string | null, number] => [
          name,
          has === 'any' ? Object.values(troubles).reduce((sum, each) => sum + each, 0) : troubles[has],
        ]);
        expect(times).toEqual(expected);
        // What is kept is what is shown of each.
        for (const { id, troubles } of items) {
          const { troubles: shown } = (await showClient(store(), 1, id))!;
          expect(troubles).toEqual({
            conflicts: shown.conflicts,
            items: shown.itemCount - shown.conflicts,
            duplicates: shown.duplicateCount,
            proposals: shown.proposalCount,
          });
        }
      },
      { timeout: 60_000, interval: 100 },
    );
  const told = async (client: string): Promise<number> => {
    const { rows } = await store().query(
      `select from events where type = 'client.changed' and entity_id = $1 and payload -> 'parts' ? 'troubles'`,
      [entities[client]],
    );
    return rows.length;
  };
  const conflictOf = async (name: string): Promise<number> => {
    const { rows } = await store().query<{ id: number }>(
      `select id from reconciliation_items where entity_id = $1 and class = 'conflict' and state = 'open'`,
      [entities[name]],
    );
    return Number(rows[0]!.id);
  };
  /** Both sides change the title at once. */
  const disagree = async (name: string, ours: string, theirs: string): Promise<void> => {
    crm.edit('Contact', records[name]!, { Title: theirs });
    await edit(name, { title: ours });
    await engine.quiet();
  };

  it('is a conflict until somebody decides, also when it opens again', async () => {
    await disagree('person', 'ours', 'theirs');
    await listed('conflicts', [['Acme', 1]]);
    expect(await told('acme')).toBe(1);
    expect(await told('calm')).toBe(0);
    await actOnItem(engine.ctx, await conflictOf('person'), { action: 'take_local' }, ada);
    await engine.quiet();
    await listed('any', []);
    expect(await told('acme')).toBe(2);

    const first = await entityEvents('sync.conflict');
    await disagree('person', 'ours again', 'theirs again');
    await listed('conflicts', [['Acme', 1]]);
    expect(await entityEvents('sync.conflict')).toBe(first + 1);
    await actOnItem(engine.ctx, await conflictOf('person'), { action: 'take_remote' }, ada);
    await listed('any', []);
  });

  const entityEvents = async (type: string): Promise<number> => {
    const { rows } = await store().query('select from events where type = $1 and entity_id = $2', [
      type,
      entities['person'],
    ]);
    return rows.length;
  };

  it('is a write that waits for its approval', async () => {
    await edit('clerk', { department: 'Sales' });
    await listed('proposals', [['Calm', 1]]);
    const { items } = await listProposals(store(), 1, { state: 'waiting' }, { limit: 10, cursor: undefined });
    const [{ id, digest }] = items as [(typeof items)[number]];
    const by = { workspaceId: 1, verdict: 'reject', actor: 'bob', role: 'approver', words: null } as const;
    expect(await decideProposal(engine.ctx, id, digest, by)).toEqual({ outcome: 'rejected' });
    // What was not approved is an item: the edit stands in the hub alone.
    await listed('proposals', []);
    await listed('items', [['Calm', 1]]);
    const { rows } = await store().query<{ id: number }>(
      `select id from reconciliation_items where entity_id = $1 and state = 'open'`,
      [entities['clerk']],
    );
    await actOnItem(engine.ctx, Number(rows[0]!.id), { action: 'ignore' }, ada);
    await listed('any', []);
  });

  it('is a pair that may be one, at the client of either, until it is decided', async () => {
    const twin = { FirstName: 'Ada', LastName: 'Byron', Email: 'ada@acme.example', Phone: '+14155550100' };
    records['twin'] = String(crm.create('Contact', { ...twin, AccountId: records['other']! })['Id']);
    await engine.hint('crm', { stream: 'contacts', externalId: records['twin'], scope: 'org' });
    await engine.quiet();
    // Two records of one CRM are never made one without asking.
    await listed('duplicates', [
      ['Acme', 1],
      ['Other', 1],
    ]);
    entities['twin'] = await entityOf(records['twin']);
    const { rows } = await store().query<{ id: number }>(`select id from duplicates where state = 'open'`);
    expect(await dismissPair(engine.ctx, Number(rows[0]!.id), ada)).toEqual({ outcome: 'done' });
    await listed('any', []);
  });

  it('goes along when accounts are merged, and puts clients in order', async () => {
    await disagree('person', 'one', 'two');
    await disagree('twin', 'three', 'four');
    await listed('conflicts', [
      ['Acme', 1],
      ['Other', 1],
    ]);
    const sorted = async (sort: 'quality' | 'troubles') => {
      const names: (string | null)[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await listClients(store(), 1, {}, { limit: 1, sort, cursor });
        names.push(...page.items.map(({ name }) => name));
        if (page.nextCursor === null) return names;
        cursor = page.nextCursor;
      }
    };
    expect((await sorted('troubles')).at(-1)).toBe('Calm');
    const merged = await mergeEntities(engine.ctx, {
      workspaceId: 1,
      entityIds: [entities['acme']!, entities['other']!],
      survivorId: entities['acme']!,
      // The newest name would stay, if the two were made in different seconds.
      chosen: { name: entities['acme']! },
      duplicateId: null,
      actor: 'ada',
      why: null,
    });
    expect(merged).toMatchObject({ outcome: 'merged' });
    await vi.waitFor(
      async () => {
        const { items } = await listClients(store(), 1, { has: 'conflicts' }, { limit: 10 });
        expect(items.map(({ name, troubles }) => [name, troubles.conflicts])).toEqual([['Acme', 2]]);
      },
      { timeout: 60_000, interval: 100 },
    );
    expect(await sorted('troubles')).toEqual(['Acme', 'Calm']);
    const { rows } = await store().query<{ name: string }>(
      `select e.fields ->> 'name' as name from clients c join entities e on e.id = c.client_id
       order by (c.figures -> 'quality' ->> 'filled')::float8 / (c.figures -> 'quality' ->> 'expected')::float8, c.client_id`,
    );
    expect(await sorted('quality')).toEqual(rows.map(({ name }) => name));
  });
});
