import type { Json } from '@syncline/core';
import { lastEventPosition, readEvents } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { mergeEntities } from '../identity/merge-entities.ts';
import { undoMerge } from '../identity/undo-merge.ts';
import { clientGraph } from '../testing/client-graph.ts';
import { keepClients } from './keep-clients.ts';

describe('what is kept of clients', () => {
  let engine: TestEngine;
  const store = () => engine.ctx.store;
  const graph = clientGraph(store);
  const figuresOf = async (id: string): Promise<Record<string, Json> | null> => {
    const { rows } = await store().query<{ figures: Record<string, Json> }>(
      'select figures from clients where client_id = $1',
      [id],
    );
    return rows[0]?.figures ?? null;
  };
  const partsOf = async (id: string): Promise<string[]> => {
    const { rows } = await store().query<{ is: string }>(
      `select part || ' ' || entity_id as is from client_parts where client_id = $1 order by 1`,
      [id],
    );
    return rows.map((row) => row.is);
  };
  /** Events are read below the oldest running transaction, whoever's that is. */
  const kept = (seen: () => Promise<void>) =>
    vi.waitFor(
      async () => {
        await keepClients(engine.ctx, 1);
        await seen();
      },
      { timeout: 60_000, interval: 50 },
    );
  /** When all that has happened by now is followed and counted. */
  const caughtUp = async () => {
    const { rows } = await store().query<{ end: string }>(
      `select coalesce(max(id), 0)::text as end from events where type not like 'client.%'`,
    );
    const { end } = rows[0]!;
    await kept(async () => {
      const { rows: standing } = await store().query(
        `select from followers where name = 'clients' and split_part(position, '-', 2)::bigint >= $1::bigint
           and not exists (select from clients where is_dirty)`,
        [end],
      );
      expect(standing).toHaveLength(1);
    });
  };
  const everything = async () => {
    const parts = await store().query(
      'select client_id, entity_id, part, via_id, at, is_open from client_parts order by client_id, entity_id',
    );
    const clients = await store().query(
      'select client_id, sort_name, words, last_contact_at, open_deals, open_work, blocked_work, figures from clients order by client_id',
    );
    return { parts: parts.rows, clients: clients.rows };
  };
  const fromScratch = async () => {
    await store().query('truncate clients, client_parts, followers');
    await caughtUp();
    return everything();
  };

  beforeAll(async () => {
    engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
  });
  afterAll(() => engine?.stop());

  it('a client is all that its account leads to, each record through which it belongs', async () => {
    const acme = await graph.add('account', { name: 'Acme', domain: 'acme.example' });
    const other = await graph.add('account', { name: 'Other' });
    const ada = await graph.add('contact', { first_name: 'Ada', last_name: 'Byron', email: 'ada@acme.example' }, [
      'belongs_to',
      acme,
    ]);
    const guest = await graph.add('contact', { last_name: 'Guest' }, ['belongs_to', other]);
    const deal = await graph.add(
      'deal',
      { name: 'Engines', stage: 'Offer', amount: 100.1, currency: 'EUR', is_closed: false },
      ['belongs_to', acme],
      ['related_to', guest],
    );
    const won = await graph.add('deal', { name: 'Old', stage: 'Closed won', is_closed: true, is_won: true }, [
      'belongs_to',
      acme,
    ]);
    const quote = await graph.add('quote', { name: 'Q1' }, ['belongs_to', deal]);
    const repository = await graph.add('repository', { name: 'engines' }, ['belongs_to', acme]);
    const blocker = await graph.add('work_item', { title: 'Ours', state: 'open' });
    const placed = await graph.add(
      'work_item',
      { title: 'Placed', state: 'open' },
      ['belongs_to', repository],
      ['depends_on', blocker],
    );
    const epic = await graph.add('work_item', { summary: 'Epic', status_category: 'indeterminate' }, [
      'related_to',
      deal,
    ]);
    const child = await graph.add('work_item', { title: 'Child', state: 'closed' }, ['child_of', epic]);
    const call = await graph.add('activity', { type: 'call', occurred_at: '2026-03-02T10:00:00.000Z' }, [
      'belongs_to',
      ada,
    ]);
    const theirs = await graph.add('activity', { type: 'call' }, ['belongs_to', guest]);
    const task = await graph.add('activity', { type: 'task', is_closed: false }, ['belongs_to', acme]);
    const comment = await graph.add('comment', { body: 'hm', created_at: '2026-02-01T00:00:00.000Z' }, [
      'comments_on',
      child,
    ]);
    const file = await graph.add('attachment', { name: 'plan.pdf' }, ['part_of', epic]);
    await caughtUp();
    expect(await partsOf(acme)).toEqual(
      [
        `person ${ada}`,
        `person ${guest}`,
        `deal ${deal}`,
        `deal ${won}`,
        `quote ${quote}`,
        `place ${repository}`,
        `blocker ${blocker}`,
        `work ${placed}`,
        `work ${epic}`,
        `work ${child}`,
        `work ${task}`,
        `interaction ${call}`,
        `interaction ${comment}`,
        `file ${file}`,
      ].sort(),
    );
    expect(await partsOf(other)).toEqual([`interaction ${theirs}`, `person ${guest}`].sort());
    expect(await figuresOf(acme)).toMatchObject({
      counts: { person: 2, deal: 2, quote: 1, place: 1, work: 4, interaction: 2, file: 1 },
      pipeline: [{ stage: 'Offer', currency: 'EUR', deals: 1, amount: 100.1, withoutAmount: 0, dealIds: [deal] }],
      ended: { won: 1, lost: 0, dealIds: [won] },
      contact: {
        lastAt: '2026-03-02T10:00:00.000Z',
        lastId: call,
        byMonth: { '2026-03': { call: 1 }, '2026-02': { comment: 1 } },
      },
      work: { open: 3, done: 1, blocked: 1, blockedBy: [{ id: placed, by: [blocker] }] },
    });
    const quality = (await figuresOf(acme))!['quality'] as { missing: { id: string; fields: string[] }[] };
    expect(quality.missing).toContainEqual({ id: acme, fields: ['industry', 'owner'] });

    await graph.edit(blocker, { state: 'closed' });
    await caughtUp();
    expect(await figuresOf(acme)).toMatchObject({ work: { open: 3, blocked: 0, blockedBy: [] } });
    await graph.untie(ada);
    await graph.tie(ada, 'belongs_to', other);
    await caughtUp();
    expect(await partsOf(acme)).not.toContain(`interaction ${call}`);
    expect(await partsOf(other)).toContain(`interaction ${call}`);
  });

  it('after any edits it is what counting from scratch gives', async () => {
    let seed = 11;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
      return Math.floor((seed / 0x80000000) * below);
    };
    const kinds = ['account', 'contact', 'deal', 'quote', 'repository', 'work_item', 'activity', 'comment'] as const;
    const types = ['belongs_to', 'related_to', 'comments_on', 'depends_on', 'blocks', 'child_of', 'part_of'] as const;
    const ids: string[] = [];
    const one = () => ids[random(ids.length)]!;
    const fields = () => ({
      name: `n${random(50)}`,
      state: random(2) === 0 ? 'open' : 'closed',
      stage: `s${random(3)}`,
      amount: random(1_000) / 100,
      type: ['call', 'task', 'email'][random(3)]!,
      occurred_at: new Date(Date.UTC(2026, random(12), 1 + random(28))).toISOString(),
    });
    for (let n = 0; n < 60; n++)
      ids.push(
        await graph.add(kinds[n % kinds.length]!, fields(), ...(n < 8 ? [] : ([['belongs_to', one()]] as const))),
      );
    for (let round = 0; round < 6; round++) {
      for (let n = 0; n < 40; n++) {
        const what = random(6);
        if (what === 0) ids.push(await graph.add(kinds[random(kinds.length)]!, fields(), ['belongs_to', one()]));
        else if (what === 1) await graph.edit(one(), fields());
        else if (what === 2) await graph.untie(one());
        else if (what === 3) await graph.bury(one(), random(3) > 0);
        else await graph.tie(one(), types[random(types.length)]!, one());
        if (random(12) === 0) await keepClients(engine.ctx, 1);
      }
      await caughtUp();
      const incremental = await everything();
      expect(incremental.parts.length).toBeGreaterThan(10);
      expect(incremental).toEqual(await fromScratch());
    }
  });

  it('a merge takes everything along, and taking it apart gives it back', async () => {
    const one = await graph.add('account', { name: 'Twin', domain: 'twin.example' });
    const two = await graph.add('account', { name: 'Twin GmbH' });
    const person = await graph.add('contact', { last_name: 'Kurz' }, ['belongs_to', two]);
    const call = await graph.add('activity', { type: 'call' }, ['belongs_to', person]);
    await caughtUp();
    const before = await everything();
    const merged = await mergeEntities(engine.ctx, {
      workspaceId: 1,
      entityIds: [one, two],
      survivorId: one,
      duplicateId: null,
      actor: 'test',
      why: null,
    });
    if (merged.outcome !== 'merged') throw new Error(JSON.stringify(merged));
    await caughtUp();
    expect(await partsOf(one)).toEqual([`interaction ${call}`, `person ${person}`]);
    expect(await figuresOf(two)).toBeNull();
    expect(await everything()).toEqual(await fromScratch());
    await undoMerge(engine.ctx, merged.mergeId, { workspaceId: 1, actor: 'test', why: null });
    await caughtUp();
    expect((await everything()).parts).toEqual(before.parts);
    expect(await everything()).toEqual(await fromScratch());
  });

  it('what changed of a client is told, and nothing of those that it does not concern', async () => {
    const client = await graph.add('account', { name: 'Told' });
    const deal = await graph.add('deal', { name: 'D', stage: 'a', is_closed: false }, ['belongs_to', client]);
    await caughtUp();
    await vi.waitFor(async () => {
      const { rows } = await store().query('select from events where type = $1 and entity_id = $2', [
        'client.changed',
        client,
      ]);
      expect(rows.length).toBeGreaterThan(0);
    });
    const from = await lastEventPosition(store());
    await graph.edit(deal, { stage: 'b' });
    await caughtUp();
    await vi.waitFor(
      async () => {
        const events = (await readEvents(store(), 1, from, 100)).filter(({ type }) => type === 'client.changed');
        expect(events.map(({ entityId, payload }) => [entityId, payload])).toContainEqual([
          client,
          { parts: ['deal', 'figures'] },
        ]);
        expect(new Set(events.map(({ entityId }) => entityId))).toEqual(new Set([client]));
      },
      { timeout: 60_000 },
    );
  });
});
