import { listInsights } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillGraph, type GraphEntity, relate } from '../testing/fill-graph.ts';
import { runInsights } from './run-insights.ts';
import { runInsightsNow, showInsightRules } from './show-rules.ts';

let engine: TestEngine;
let ann: string;
let boat: string;

const fill = (entities: readonly GraphEntity[]) => fillGraph(engine.ctx.store, engine.connectionId, entities);
const item = (name: string, fields: GraphEntity['fields']): GraphEntity => ({
  kind: 'inventory_item',
  fields: { name, ...fields },
});
const found = async (rule: string) => {
  await runInsightsNow(engine.ctx, 1, rule);
  await runInsights(engine.ctx, 1);
  const { items } = await listInsights(engine.ctx.store, 1, { rule, state: 'open' }, { limit: 50 });
  return items.map(({ entityId, evidence }) => ({ entityId, ...evidence }) as Record<string, unknown>);
};

beforeAll(async () => {
  engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
  [ann, boat] = (await fill([
    { kind: 'contact', fields: { first_name: 'Ann', last_name: 'Lee', email: 'ann@x.example' } },
    item('Wooden boat Elsa', { category: 'Boats', price: 9_000 }),
    item('Steel boat Otto', { category: 'boats', price: 40_000 }),
    item('Sold boat', { category: 'boats', price: 9_000, status: 'sold' }),
    item('Wooden chair', { category: 'furniture', price: 'ask us' }),
  ])) as [string, string];
  await fill([
    { kind: 'interest', fields: { contact: ann, category: 'boats', words: 'wooden mast', price_to: 10_000 } },
    { kind: 'interest', fields: { contact: 'nobody', category: 'furniture' } },
  ]);
});
afterAll(() => engine?.stop());

describe('who may want what is in stock', () => {
  it('by a stated interest, with the score and what it is made of', async () => {
    expect(await found('interest_in_stock')).toEqual([
      expect.objectContaining({
        entityId: ann,
        item: 'Wooden boat Elsa',
        item_id: boat,
        score: 1,
        parts: { category: 5, words: 3, price: 2 },
      }),
    ]);
  });

  it('is found anew when either side changes', async () => {
    await engine.ctx.store.query(`update entities set fields = fields || '{"price": 12000}' where id = $1`, [boat]);
    expect(await found('interest_in_stock')).toEqual([]);
    await engine.ctx.store.query(
      `update entities set fields = fields - 'words' - 'price_to' where kind = 'interest' and fields->>'contact' = $1`,
      [ann],
    );
    const names = (await found('interest_in_stock')).map((each) => each['item'] as string);
    expect(names.sort()).toEqual(['Steel boat Otto', 'Wooden boat Elsa']);
  });

  it('by what was said, with the sentence that names the item', async () => {
    const [call, old] = await fill([
      {
        kind: 'activity',
        fields: {
          type: 'call',
          body: 'She called back. Would like to see the wooden boat elsa! Then lunch',
          occurred_at: new Date().toISOString(),
        },
      },
      { kind: 'activity', fields: { type: 'note', body: 'Steel boat Otto?', occurred_at: '2020-01-01T10:00:00Z' } },
    ]);
    for (const each of [call!, old!]) await relate(engine.ctx.store, engine.connectionId, each, 'belongs_to', ann);
    expect(await found('item_talked_about')).toEqual([
      expect.objectContaining({
        entityId: ann,
        item: 'Wooden boat Elsa',
        said_in: 'call',
        sentence: 'Would like to see the wooden boat elsa',
      }),
    ]);
    const { rules } = await showInsightRules(engine.ctx, 1);
    expect(rules.map(({ error }) => error)).toEqual(rules.map(() => null));
  });
});
