import { type Json, newId } from '@syncline/core';
import { listInsights } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { keepInterests } from '../interests/keep-interests.ts';
import { clientGraph } from '../testing/client-graph.ts';
import { runInsights } from './run-insights.ts';
import { runInsightsNow, showInsightRules } from './show-rules.ts';

let engine: TestEngine;
let ann: string;
let boat: string;
let interest: string;

const graph = clientGraph(() => engine.ctx.store);
const item = (name: string, fields: Record<string, Json>) => graph.add('inventory_item', { name, ...fields });
/** What a rule finds, once what has changed is followed. */
const found = (rule: string, expected: readonly unknown[]) =>
  vi.waitFor(
    async () => {
      await keepInterests(engine.ctx, 1);
      await runInsightsNow(engine.ctx, 1, rule);
      await runInsights(engine.ctx, 1);
      const { items } = await listInsights(engine.ctx.store, 1, { rule, state: 'open' }, { limit: 50 });
      const told = items.map(({ entityId, evidence }) => ({ entityId, ...evidence }) as Record<string, unknown>);
      expect(told.sort((a, b) => String(a['item']).localeCompare(String(b['item'])))).toEqual(expected);
    },
    { timeout: 60_000, interval: 50 },
  );

beforeAll(async () => {
  engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
  ann = await graph.add('contact', { first_name: 'Ann', last_name: 'Lee', email: 'ann@x.example' });
  boat = await item('Wooden boat Elsa', { category: 'Boats', price: 9_000 });
  await item('Steel boat Otto', { category: 'boats', price: 40_000 });
  await item('Sold boat', { category: 'boats', price: 9_000, status: 'sold' });
  await item('Oak chair', { category: 'furniture', price: 'ask us' });
  interest = await graph.add('interest', { contact: ann, category: 'boats', words: 'wooden mast', price_to: 10_000 });
  await graph.add('interest', { contact: newId(), category: 'furniture' });
});
afterAll(() => engine?.stop());

describe('who may want what is in stock', () => {
  it('by a stated interest, with the score and what it is made of', async () => {
    await found('interest_in_stock', [
      expect.objectContaining({
        entityId: ann,
        item: 'Wooden boat Elsa',
        item_id: boat,
        price: 9_000,
        score: 1,
        parts: { category: 5, words: 3, price: 2 },
        reason: 'Stated: category “boats”, word “wooden”, price 9000 (at most 10000)',
        interest_id: interest,
      }),
    ]);
  });

  it('is found anew when either side changes', async () => {
    await graph.edit(boat, { price: 12_000 });
    await found('interest_in_stock', []);
    await graph.edit(interest, { words: null, price_to: null });
    await found('interest_in_stock', [
      expect.objectContaining({ item: 'Steel boat Otto' }),
      expect.objectContaining({ item: 'Wooden boat Elsa' }),
    ]);
  });

  it('by what was said, with the sentence that names the item', async () => {
    const body = 'She called back. Would like to see the wooden boat elsa! Then lunch';
    await graph.add('activity', { type: 'call', body, occurred_at: new Date().toISOString() }, ['belongs_to', ann]);
    const old = { type: 'note', body: 'Steel boat Otto?', occurred_at: '2020-01-01T10:00:00Z' };
    await graph.add('activity', old, ['belongs_to', ann]);
    await found('item_talked_about', [
      expect.objectContaining({
        entityId: ann,
        item: 'Wooden boat Elsa',
        score: 1,
        said_in: 'call',
        sentence: 'Would like to see the wooden boat elsa',
      }),
    ]);
    const { rules } = await showInsightRules(engine.ctx, 1);
    expect(rules.map(({ error }) => error)).toEqual(rules.map(() => null));
  });
});
