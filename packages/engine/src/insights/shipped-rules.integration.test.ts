import { countOpenInsights, listInsights } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillGraph, type GraphEntity, relate } from '../testing/fill-graph.ts';
import { runInsights } from './run-insights.ts';
import { showInsightRules } from './show-rules.ts';

let engine: TestEngine;
const DAY_MS = 24 * 3_600_000;
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();

const fill = (entities: readonly GraphEntity[], workspaceId = 1) =>
  fillGraph(engine.ctx.store, engine.connectionId, entities, workspaceId);
const edge = (from: string, type: string, to: string) => relate(engine.ctx.store, engine.connectionId, from, type, to);
const deal = (name: string, fields: GraphEntity['fields'], changedAt = daysAgo(1)): GraphEntity => ({
  kind: 'deal',
  fields: { name, stage: 'Negotiation', close_date: daysAgo(-30).slice(0, 10), is_closed: false, ...fields },
  changedAt,
});

/** Names of what a rule has found. */
async function found(rule: string): Promise<string[]> {
  const { items } = await listInsights(engine.ctx.store, 1, { rule, state: 'open' }, { limit: 200 });
  return items.map(({ evidence }) => evidence['name'] as string).sort();
}

beforeAll(async () => {
  engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
});
afterAll(() => engine?.stop());

describe('the rules that come with Syncline', () => {
  it('are all run, and none of them fails', async () => {
    await fillDeals();
    await fillWork();
    await fillAccounts();
    await runInsights(engine.ctx, 1);
    const { rules, problems } = await showInsightRules(engine.ctx, 1);
    expect(problems).toEqual([]);
    expect(rules.map(({ error, ranAt }) => [error, ranAt !== null])).toEqual(rules.map(() => [null, true]));
  });

  it('stale_deals: those that neither a vendor nor an interaction has touched, and that are open', async () => {
    expect(await found('stale_deals')).toEqual(['Forgotten', 'Forgotten in the hub']);
  });

  it('close_date_past: open ones whose day is over, with dates that can be read', async () => {
    expect(await found('close_date_past')).toEqual(['Overdue', 'Overdue by its stage']);
  });

  it('work_done_deal_open: where every related item is done, by an edge or by a field, of any tracker', async () => {
    expect(await found('work_done_deal_open')).toEqual(['All done', 'All done by field']);
    const { items } = await listInsights(engine.ctx.store, 1, { rule: 'work_done_deal_open' }, { limit: 10 });
    expect(items.find(({ evidence }) => evidence['name'] === 'All done')!.evidence).toEqual({
      name: 'All done',
      stage: 'Negotiation',
      items: 2,
      titles: ['Build it', 'Ship it'],
    });
  });

  it('account_without_owner: neither an edge nor a field names one', async () => {
    expect(await found('account_without_owner')).toEqual(['Nobody', 'Nobody, in an empty field']);
  });

  it('account_with_two_owners: two people, not two users of one', async () => {
    expect(await found('account_with_two_owners')).toEqual(['Disputed']);
  });

  it('see nothing of other workspaces', async () => {
    const { rows } = await engine.ctx.store.query<{ id: number }>(
      `insert into workspaces (name) values ('others') returning id`,
    );
    await fill([{ kind: 'account', fields: { name: 'Theirs' } }], rows[0]!.id);
    await runInsights(engine.ctx, rows[0]!.id);
    expect([...(await countOpenInsights(engine.ctx.store, rows[0]!.id))]).toEqual([['account_without_owner', 1]]);
    expect(await found('account_without_owner')).not.toContain('Theirs');
  });
});

async function fillDeals(): Promise<void> {
  const ids = await fill([
    deal('Fresh', {}),
    deal('Forgotten', {}, daysAgo(40)),
    deal('Called about', {}, daysAgo(40)),
    deal('Forgotten and won', { is_closed: true, is_won: true }, daysAgo(40)),
    { kind: 'deal', fields: { name: 'Forgotten in the hub', stage: 'Open', close_date: 'soon' } },
    deal('Overdue', { close_date: daysAgo(2).slice(0, 10) }),
    deal('Overdue and lost', { close_date: daysAgo(2).slice(0, 10), is_closed: true }),
    { kind: 'deal', fields: { name: 'Overdue by its stage', stage: 'Proposal', close_date: '2020-02-31' } },
    { kind: 'deal', fields: { name: 'Closed by its stage', stage: 'Closed Lost', close_date: '2020-02-01' } },
  ]);
  await engine.ctx.store.query(`update entities set updated_at = now() - interval '31 days' where id = $1`, [ids[4]]);
  const [call] = await fill([{ kind: 'activity', fields: { type: 'call', occurred_at: daysAgo(3) } }]);
  await edge(call!, 'belongs_to', ids[2]!);
}

async function fillWork(): Promise<void> {
  const [done, half, byField, closed, alone] = await fill([
    deal('All done', {}),
    deal('Half done', {}),
    deal('All done by field', {}),
    deal('Done and closed', { is_closed: true }),
    deal('Without work', {}),
  ]);
  const [a, b, c, d] = await fill([
    { kind: 'work_item', fields: { title: 'Ship it', state: 'closed' } },
    { kind: 'work_item', fields: { summary: 'Build it', status: 'Erledigt', status_category: 'Done' } },
    { kind: 'work_item', fields: { title: 'Test it', state: 'open' } },
    { kind: 'work_item', fields: { title: 'Say it', completed: true, deal: byField! } },
  ]);
  await edge(a!, 'related_to', done!);
  await edge(done!, 'depends_on', b!);
  await edge(a!, 'related_to', half!);
  await edge(c!, 'related_to', half!);
  await edge(d!, 'related_to', closed!);
  expect(alone).toBeDefined();
}

async function fillAccounts(): Promise<void> {
  const [ann, annToo, bert] = await fill([
    { kind: 'user', fields: { name: 'Ann', email: 'ann@x.example' } },
    { kind: 'user', fields: { first_name: 'Ann', last_name: 'A', email: 'ANN@x.example' } },
    { kind: 'user', fields: { name: 'Bert', email: 'bert@x.example' } },
  ]);
  const [, , owned, disputed, same] = await fill([
    { kind: 'account', fields: { name: 'Nobody' } },
    { kind: 'account', fields: { name: 'Nobody, in an empty field', owner: '' } },
    { kind: 'account', fields: { name: 'Owned' } },
    { kind: 'account', fields: { name: 'Disputed' } },
    { kind: 'account', fields: { name: 'One person at two vendors' } },
    { kind: 'account', fields: { name: 'Owned by its field', owner: 'carla@x.example' } },
  ]);
  await edge(owned!, 'assigned_to', ann!);
  await edge(disputed!, 'assigned_to', ann!);
  await edge(disputed!, 'assigned_to', bert!);
  await edge(same!, 'assigned_to', ann!);
  await edge(same!, 'assigned_to', annToo!);
}
