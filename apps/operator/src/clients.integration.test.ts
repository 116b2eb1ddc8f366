import { newId } from '@syncline/core';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';
import { callApi } from './testing/call-api.ts';
import { clientWorld } from './testing/client-world.ts';

describe('clients', () => {
  let engine: TestEngine;
  let app: App;
  let address: string;
  const api = callApi(() => app, 'ada');
  const { ids, make, counted } = clientWorld(() => engine);
  const listed = async (query = ''): Promise<string[]> =>
    (await api.get(`/api/v1/clients?${query}`)).items.map(({ name }: { name: string }) => name);

  beforeAll(async () => {
    engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
    app = await createOperatorApp({ context: engine.ctx, eventPollMs: 20 });
    address = await app.listen({ port: 0, host: '127.0.0.1' });
    const acme = await make('acme', 'account', { name: 'Acme Motors', domain: 'acme.example' });
    await make('zulu', 'account', { name: 'Zulu' });
    const ada = await make(
      'ada',
      'contact',
      { first_name: 'Ada', last_name: 'Byron', email: 'ada@acme.example' },
      {
        belongs_to: acme,
      },
    );
    const deal = await make(
      'deal',
      'deal',
      { name: 'Engines', stage: 'Offer', amount: 1200, currency: 'EUR', is_closed: false },
      { belongs_to: acme },
    );
    const blocker = await make('blocker', 'work_item', { title: 'Steel', state: 'open' });
    await make('work', 'work_item', { title: 'Forge', state: 'open' }, { related_to: deal, depends_on: blocker });
    for (let n = 0; n < 25; n++)
      await make(
        `call ${n}`,
        'activity',
        {
          type: 'call',
          subject: `Call ${n}`,
          body: 'Long '.repeat(200),
          occurred_at: `2026-03-${String(n + 1).padStart(2, '0')}T10:00:00.000Z`,
        },
        { belongs_to: n % 2 === 0 ? ada : deal },
      );
    await engine.ctx.store.query(
      `insert into reconciliation_items (workspace_id, key, fingerprint, connection_id, stream, entity_kind, entity_id, class, code, message, field)
       values (1, 'k', 'f', $1, 'deals', 'deal', $2, 'conflict', 'both_changed', 'Both changed the amount', 'amount')`,
      [engine.connectionId, deal],
    );
    await engine.ctx.store.query(
      `insert into proposals (workspace_id, kind, key, title, entity_id, diff, digest, proposers, policy, role, needed, expires_at)
       values (1, 'writeback', 'p', 'A lower amount', $1, '[]', 'd', '{}', 'amounts', 'approver', 1, now() + interval '1 day')`,
      [deal],
    );
    await counted(async () => expect(await listed()).toEqual(['Acme Motors', 'Zulu']));
  });
  afterAll(async () => {
    await app?.close();
    await engine?.stop();
  });

  it('are listed by name, found by what people know of them, and filtered by what goes on', async () => {
    const { items } = await api.get('/api/v1/clients?text=ADA@ac');
    expect(items).toEqual([
      expect.objectContaining({
        id: ids['acme'],
        name: 'Acme Motors',
        domain: 'acme.example',
        people: 1,
        openDeals: 1,
        openWork: 1,
        blockedWork: 1,
        pipeline: [{ currency: 'EUR', amount: 1200 }],
        lastContactAt: '2026-03-25T10:00:00.000Z',
      }),
    ]);
    expect(await listed('text=100%25')).toEqual([]);
    expect(await listed('openDeals=false')).toEqual(['Zulu']);
    expect(await listed('blockedWork=true')).toEqual(['Acme Motors']);
    expect(await listed('quietSince=2026-03-20T00:00:00Z')).toEqual(['Zulu']);
    const first = await api.get('/api/v1/clients?limit=1');
    expect(await listed(`limit=1&cursor=${first.nextCursor}`)).toEqual(['Zulu']);
  });

  it('are found by what waits for somebody, and put in order by it and by what is missing of them', async () => {
    await counted(async () => expect(await listed('has=any')).toEqual(['Acme Motors']));
    const { items } = await api.get('/api/v1/clients?has=conflicts');
    expect(items).toMatchObject([{ troubles: { conflicts: 1, items: 0, duplicates: 0, proposals: 1 } }]);
    expect(await listed('has=proposals')).toEqual(['Acme Motors']);
    expect(await listed('has=duplicates')).toEqual([]);
    expect(await listed('sort=troubles')).toEqual(['Acme Motors', 'Zulu']);
    // Of Zulu there is a name, one of four.
    expect(await listed('sort=quality')).toEqual(['Zulu', 'Acme Motors']);
    for (const sort of ['quality', 'troubles']) {
      const first = await api.get(`/api/v1/clients?limit=1&sort=${sort}`);
      expect(await listed(`limit=1&sort=${sort}&cursor=${first.nextCursor}`)).toHaveLength(1);
    }
    const named = await api.get('/api/v1/clients?limit=1');
    expect((await api.call('GET', `/api/v1/clients?sort=troubles&cursor=${named.nextCursor}`)).status).toBe(400);
    expect((await api.call('GET', '/api/v1/clients?has=luck')).status).toBe(400);
  });

  it('show all that is known of one: parts with their way to it, figures with their evidence, what waits', async () => {
    const client = await api.get(`/api/v1/clients/${ids['acme']}`);
    expect(client.parts.person.items).toMatchObject([
      { id: ids['ada'], name: 'Ada Byron', viaId: ids['acme'], fields: { email: 'ada@acme.example' } },
    ]);
    expect(client.parts.work.items).toMatchObject([
      { id: ids['work'], isOpen: true, viaName: 'Engines', blockedBy: [{ id: ids['blocker'], name: 'Steel' }] },
    ]);
    expect(client.parts.interaction.items).toHaveLength(10);
    expect(client.parts.interaction.items[0].name).toBe('Call 24');
    expect(client.parts.interaction.items[0].excerpt).toHaveLength(280);
    expect(client.figures).toMatchObject({
      counts: { person: 1, deal: 1, interaction: 25 },
      pipeline: [{ stage: 'Offer', currency: 'EUR', amount: 1200, dealIds: [ids['deal']] }],
      contact: { byMonth: { '2026-03': { call: 25 } } },
      work: { open: 1, blocked: 1, blockedBy: [{ id: ids['work'], by: [ids['blocker']] }] },
    });
    expect(client.troubles).toMatchObject({
      conflicts: 1,
      itemCount: 1,
      items: [{ entityId: ids['deal'], entityName: 'Engines', field: 'amount' }],
      proposalCount: 1,
      proposals: [{ title: 'A lower amount' }],
      duplicateCount: 0,
    });
    expect(client.provenance['domain']).toMatchObject({ version: 1, decision: 'created' });
    expect(client.isCurrent).toBe(true);
  });

  it('are led to by their people, and by what was merged into them; nothing else is a client', async () => {
    expect(await api.get(`/api/v1/clients/${ids['ada']}`)).toMatchObject({ id: ids['acme'], askedFor: ids['ada'] });
    const old = await make('old', 'account', { name: 'Acme' });
    await engine.ctx.store.query('update entities set deleted_at = now(), merged_into = $2 where id = $1', [
      old,
      ids['acme'],
    ]);
    expect(await api.get(`/api/v1/clients/${old}`)).toMatchObject({ id: ids['acme'], askedFor: old });
    for (const id of [ids['deal'], newId()]) {
      expect((await api.call('GET', `/api/v1/clients/${id}`)).status).toBe(404);
      expect((await api.call('GET', `/api/v1/clients/${id}/interactions`)).status).toBe(404);
    }
  });

  it('have one thread of interactions, newest first, page by page', async () => {
    const names: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page = await api.get(`/api/v1/clients/${ids['acme']}/interactions?limit=10${more}`);
      names.push(...page.items.map(({ name }: { name: string }) => name));
      cursor = page.nextCursor;
    }
    expect(names).toEqual(Array.from({ length: 25 }, (_, n) => `Call ${24 - n}`));
    const deals = await api.get(`/api/v1/clients/${ids['acme']}/members?part=deal`);
    expect(deals.items).toMatchObject([{ id: ids['deal'], kind: 'deal' }]);
  });

  it('show how their records hang together, each edge once with both ends, page by page', async () => {
    const { acme, ada, deal, work, blocker } = ids;
    await engine.ctx.store.query(
      `insert into relations (workspace_id, from_entity_id, type, connection_id, to_stream, target, to_entity_id)
       values (1, $1, 'blocks', $3, 'x', 'id:b', $2), (1, $2, 'assigned_to', $3, 'users', 'id:u', null), (1, $2, 'related_to', $3, 'x', 'id:far', null)`,
      [blocker, work, engine.connectionId],
    );
    const told: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page = await api.get(`/api/v1/clients/${acme}/relations?limit=2${more}`);
      told.push(
        ...page.items.map((each: Record<string, string | null>) =>
          [each['fromId'], each['type'], each['toId'] ?? each['target']].join(' '),
        ),
      );
      cursor = page.nextCursor;
    }
    expect(told.sort()).toEqual(
      [
        `${ada} belongs_to ${acme}`,
        `${deal} belongs_to ${acme}`,
        `${work} related_to ${deal}`,
        `${work} depends_on ${blocker}`,
        `${work} related_to x far`,
        `${blocker} blocks ${work}`,
      ].sort(),
    );
    const { items } = await api.get(`/api/v1/clients/${ada}/relations`);
    expect(items).toContainEqual(
      expect.objectContaining({ fromKind: 'contact', fromName: 'Ada Byron', toKind: 'account', toName: 'Acme Motors' }),
    );
    expect((await api.call('GET', `/api/v1/clients/${newId()}/relations`)).status).toBe(404);
  });

  it('show nothing that is deleted or merged into another, before it is counted again as well', async () => {
    const nord = await make('nord', 'account', { name: 'Nord' });
    const parent = await make('parent', 'account', { name: 'Parent of Nord' });
    await engine.ctx.store.query(
      `insert into relations (workspace_id, from_entity_id, type, connection_id, to_stream, target, to_entity_id)
       values (1, $1, 'child_of', $3, 'accounts', 'id:p7', $2)`,
      [nord, parent, engine.connectionId],
    );
    const parts: Record<string, string> = {
      person: 'contact',
      deal: 'deal',
      quote: 'quote',
      work: 'work_item',
      place: 'project',
      interaction: 'activity',
      file: 'attachment',
    };
    for (const [part, kind] of Object.entries(parts))
      for (const end of ['stays', 'goes'])
        await make(`${part} ${end}`, kind, { name: `${part} ${end}`, type: 'call' }, { belongs_to: nord });
    const outsiders = await Promise.all(
      ['stays', 'goes'].map((end) => make(`outsider ${end}`, 'account', { name: end }, { related_to: nord })),
    );
    const boat = await make('boat stays', 'inventory_item', { name: 'Boat' });
    const skiff = await make('boat goes', 'inventory_item', { name: 'Skiff' });
    const explanation = {
      ...{ by: 'interest', sourceId: boat, says: 'Stated', parts: {} },
      ...{ sentence: null, saidIn: null, saidAt: null },
    };
    for (const [who, item] of [
      [nord, boat],
      [nord, skiff],
      [ids['person goes'], boat],
    ])
      await engine.ctx.store.query(
        `insert into interest_matches (workspace_id, who_id, item_id, source_id, score, explanation) values (1, $1, $2, $2, 0.5, $3)`,
        [who, item, JSON.stringify(explanation)],
      );
    const whole = () => api.get(`/api/v1/clients/${nord}`);
    await counted(async () => {
      const { figures } = await whole();
      expect(figures?.counts).toEqual(Object.fromEntries(Object.keys(parts).map((part) => [part, 2])));
    });
    // Nobody counts from here on.
    await engine.ctx.store.query(
      `update entities set deleted_at = now(), merged_into = case when kind = 'contact' then $2::uuid end where id = any($1)`,
      [[...Object.keys(parts).map((part) => ids[`${part} goes`]), skiff, parent, outsiders[1]], ids['person stays']],
    );
    const client = await whole();
    for (const part of Object.keys(parts)) {
      expect(client.parts[part].items.map(({ name }: { name: string }) => name)).toEqual([`${part} stays`]);
      const page = await api.get(`/api/v1/clients/${nord}/members?part=${part}&limit=1`);
      expect(page).toMatchObject({ items: [{ name: `${part} stays` }], nextCursor: null });
    }
    const thread = await api.get(`/api/v1/clients/${nord}/interactions?limit=1`);
    expect(thread).toMatchObject({ items: [{ name: 'interaction stays' }], nextCursor: null });
    expect(client.matches).toMatchObject({ total: 1, items: [{ whoId: nord, itemName: 'Boat' }] });
    const told = (relations: Record<string, string | null>[], name: string): string[] =>
      relations.map((each) => String(each[name] ?? each['target'])).sort();
    // An end that is gone is called what its side calls it, as one that never came.
    const own = told(client.relations, 'title');
    expect(own).toContain('accounts p7');
    expect(own.filter((name) => name.includes('goes'))).toEqual([]);
    const { items } = await api.get(`/api/v1/clients/${nord}/relations?limit=100`);
    expect(told(items, 'fromName')).toEqual(
      ['Nord', 'stays', ...['person', 'deal', 'quote', 'work', 'place'].map((part) => `${part} stays`)].sort(),
    );
    expect(items).toContainEqual(
      expect.objectContaining({ type: 'child_of', toId: null, toName: null, target: 'accounts p7' }),
    );
  });

  it('tell live what changes of one client, and of no other', async () => {
    const stopping = new AbortController();
    const answer = await fetch(`${address}/api/v1/events?clientId=${ids['acme']}`, { signal: stopping.signal });
    let text = '';
    const reading = (async () => {
      for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) text += chunk;
    })().catch(() => {});
    await vi.waitFor(() => expect(text).toContain('retry'));
    await make('news', 'deal', { name: 'For Zulu', is_closed: false }, { belongs_to: ids['zulu']! });
    await make('more', 'deal', { name: 'For Acme', is_closed: false }, { belongs_to: ids['acme']! });
    await counted(async () => expect(text).toContain('"deal"'));
    stopping.abort();
    await reading;
    const told = [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data!));
    for (const each of told) expect(each).toMatchObject({ type: 'client.changed', entityId: ids['acme'] });
    // Events of before may have come along.
    const parts = new Set(told.flatMap(({ payload }) => payload.parts));
    expect([...parts]).toEqual(expect.arrayContaining(['deal', 'figures']));
  });
});
