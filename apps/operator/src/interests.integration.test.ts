import { keepClients, keepInterests } from '@syncline/engine';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';
import { callApi } from './testing/call-api.ts';

describe('who may want what is in stock', () => {
  let engine: TestEngine;
  let app: App;
  const api = callApi(() => app, 'ada');
  const make = async (kind: string, fields: object): Promise<string> =>
    (await api.post('/api/v1/entities', { kind, fields })).body.id;

  beforeAll(async () => {
    engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
    app = await createOperatorApp({ context: engine.ctx, eventPollMs: 20 });
  });
  afterAll(async () => {
    await app?.close();
    await engine?.stop();
  });

  it('is told with the relations of either end, and with the client', async () => {
    const acme = await make('account', { name: 'Acme' });
    const boat = await make('inventory_item', { name: 'Elsa', category: 'boats', price: 9_000 });
    const interest = await make('interest', { account: acme, category: 'Boat', price_to: 10_000 });
    const edge = {
      type: 'interested_in',
      score: 1,
      explanation: {
        by: 'interest',
        sourceId: interest,
        says: 'Stated: category “Boat”, price 9000 (at most 10000)',
        parts: { category: 5, price: 2 },
        sentence: null,
        saidIn: null,
        saidAt: null,
      },
    };
    await vi.waitFor(
      async () => {
        await keepInterests(engine.ctx, 1);
        await keepClients(engine.ctx, 1);
        const { relations } = await api.get(`/api/v1/entities/${acme}`);
        expect(relations).toEqual([expect.objectContaining({ ...edge, direction: 'out', entityId: boat })]);
      },
      { timeout: 60_000, interval: 50 },
    );
    const { items } = await api.get(`/api/v1/entities/${boat}/relations?direction=in&type=interested_in`);
    expect(items).toEqual([expect.objectContaining({ ...edge, direction: 'in', entityId: acme, title: 'Acme' })]);
    const { matches } = await api.get(`/api/v1/clients/${acme}`);
    const { type: _, ...reason } = edge;
    expect(matches).toEqual({
      items: [{ ...reason, whoId: acme, whoName: 'Acme', itemId: boat, itemName: 'Elsa' }],
      total: 1,
    });
  });
});
