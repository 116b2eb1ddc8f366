import { createTrelloSandbox, type TrelloSandbox } from '@syncline/connector-trello/sandbox';
import { registerWebhooks } from '@syncline/engine';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestIngress, type TestIngress } from './testing/start-test-ingress.ts';

const signal = new AbortController().signal;

describe('an ingress whose address a vendor asks before it takes it, and signs', () => {
  let trello: TrelloSandbox;
  let engine: SyncEngine;
  let ingress: TestIngress;
  let connectionId: number;

  beforeAll(async () => {
    trello = await createTrelloSandbox({ cards: 3, boards: 2, rateLimit: { limit: 1_000_000, windowMs: 10_000 } });
    const { url, apiKey, token, secret } = trello;
    const secrets = { apiKey, token, webhookSecret: secret };
    engine = await startSyncEngine({ sides: [{ name: 'trello', connector: 'trello', url, settings: {}, secrets }] });
    connectionId = engine.connectionId('trello');
    ingress = await startTestIngress({ ctx: engine.ctx, connectionId });
  });
  afterAll(async () => {
    await ingress?.close();
    await engine?.stop();
    await trello?.close();
  });

  it('answers HEAD for connections that take webhooks, and for nothing else', async () => {
    const head = async (path: string) => (await fetch(`${ingress.url}${path}`, { method: 'HEAD' })).status;
    expect(await head(`/webhooks/${connectionId}`)).toBe(200);
    for (const path of [`/webhooks/${connectionId + 1}`, '/webhooks/0', '/webhooks/x'])
      expect(await head(path)).toBe(404);
  });

  it('takes deliveries for the address that was registered, and none for another', async () => {
    expect(await registerWebhooks(engine.ctx, connectionId, ingress.url, signal)).toBe(2);
    // The ingress looks a connection up again after two seconds.
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    const board = trello.boards()[0]?.id ?? '';
    const { id } = trello.createCard(board, { name: 'Told by Trello' });
    await trello.webhooks.idle();
    await engine.quiet();
    expect(trello.hooks.deliveries.map(({ result }) => result.status)).toEqual([202]);
    const { rows } = await engine.ctx.store.query<{ name: string }>(
      `select e.fields ->> 'name' as name from mappings m join entities e on e.id = m.entity_id
       where m.stream = 'cards' and m.external_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ name: 'Told by Trello' }]);

    // The same ingress by another name: what Trello signs for that one is not what was registered.
    await registerWebhooks(engine.ctx, connectionId, ingress.url.replace('127.0.0.1', 'localhost'), signal);
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    trello.editCard(id, { name: 'Told for two addresses' });
    await trello.webhooks.idle();
    const statuses = trello.hooks.deliveries.slice(1).map(({ result }) => result.status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([202, 401]);
  });
});
