import { insertDeliveries, type NewReconciliationItem, openItems } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';

let engine: TestEngine;
let app: App;

beforeAll(async () => {
  engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
  app = await createOperatorApp({ context: engine.ctx });
  const { connectionId } = engine;
  await openItems(
    engine.ctx.store,
    Array.from({ length: 5 }, (_, index) => item(connectionId, index, index < 3 ? 'missing title' : 'gone')),
  );
  await insertDeliveries(
    engine.ctx.store,
    Array.from({ length: 5 }, (_, index) => ({
      workspaceId: 1,
      connectionId,
      deliveryId: `delivery ${index}`,
      event: index === 0 ? 'ping' : 'issues',
      headers: { 'x-hub-signature-256': 'sha256=00' },
      body: Buffer.from('{"private":true}'),
    })),
  );
});

afterAll(async () => {
  await app?.close();
  await engine?.stop();
});

const get = async (url: string) => (await app.inject(url)).json();

it('pages through items, newest first, without repeating one', async () => {
  const first = await get('/api/v1/reconciliation?limit=3');
  const second = await get(`/api/v1/reconciliation?limit=3&cursor=${first.nextCursor}`);
  expect([...first.items, ...second.items].map((each) => each.id)).toEqual([5, 4, 3, 2, 1]);
  expect(second.nextCursor).toBeNull();
  expect((await get('/api/v1/reconciliation?state=resolved')).items).toEqual([]);
});

describe('a delivery', () => {
  it('is shown as it came, without what proves its origin', async () => {
    const [{ id }] = (await get('/api/v1/inbox?limit=1')).items;
    expect(await get(`/api/v1/inbox/${id}`)).toMatchObject({
      id,
      headers: { 'x-hub-signature-256': '(struck out)' },
      body: '{"private":true}',
      bodyEncoding: 'utf8',
      bodyCut: false,
      caused: [],
      items: [],
    });
    expect((await app.inject('/api/v1/inbox/999')).statusCode).toBe(404);
  });

  it('is replayed when it was processed, and says what it caused', async () => {
    const { store } = engine.ctx;
    const [{ id }] = (await get('/api/v1/inbox?limit=1')).items;
    const replay = () => app.inject({ method: 'POST', url: `/api/v1/inbox/${id}/replay` });
    expect((await replay()).statusCode).toBe(409);
    await store.query(
      `update inbox set state = 'malformed', reason = 'not known then', processed_at = now() where id = $1`,
      [id],
    );
    await store.query(
      `insert into hints (workspace_id, connection_id, stream, external_id, scope, op, source, inbox_id, state)
       values (1, $1, 'issues', '11', 'x', 'changed', 'webhook', $2, 'done')`,
      [engine.connectionId, id],
    );
    const answer = await replay();
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      state: 'received',
      reason: null,
      processedAt: null,
      caused: [{ stream: 'issues', externalId: '11', op: 'changed', state: 'done', entityId: null }],
    });
    expect((await get('/api/v1/audit?action=delivery.replayed')).items).toMatchObject([{ actor: 'operator' }]);
  });
});

it('groups items by cause', async () => {
  const { items } = await get('/api/v1/reconciliation/groups');
  expect(items).toMatchObject([
    { fingerprint: 'gone', items: 2 },
    { fingerprint: 'missing title', items: 3, class: 'mapping' },
  ]);
  const { items: ofOne } = await get('/api/v1/reconciliation?fingerprint=gone');
  expect(ofOne).toHaveLength(2);
});

it('retries an item by having its record read again', async () => {
  const answer = await app.inject({ method: 'POST', url: '/api/v1/reconciliation/1/retry' });
  expect(answer.statusCode).toBe(202);
  expect(answer.json()).toMatchObject({ id: 1, state: 'retrying' });
});

it('tells in the status that somebody should look', async () => {
  const status = await get('/api/v1/status');
  expect(status.health).toBe('attention');
  expect(status.sentence).toContain('5 records wait for a decision');
  expect(status.counts.deliveriesWaiting).toBe(5);
  expect(status.lagMs).toBeGreaterThan(0);
});

it('lists deliveries without what they carried', async () => {
  const page = await get('/api/v1/inbox?limit=2&event=issues');
  expect(page.items.map((each: { deliveryId: string }) => each.deliveryId)).toEqual(['delivery 4', 'delivery 3']);
  expect(page.items[0]).toMatchObject({ state: 'received', bytes: 16, connectionName: 'github' });
  expect(JSON.stringify(page)).not.toMatch(/private|sha256/);
});

function item(connectionId: number, index: number, fingerprint: string): NewReconciliationItem {
  return {
    workspaceId: 1,
    key: `item ${index}`,
    fingerprint,
    connectionId,
    stream: 'issues',
    scope: 'acme/api',
    externalId: String(index),
    locator: `acme/api#${index}`,
    entityKind: 'work_item',
    class: 'mapping',
    code: 'missing_field',
    message: `Record ${index} has no title`,
    field: 'title',
    remoteValue: null,
    pageId: null,
    inboxId: null,
    processId: null,
    correlationId: null,
  };
}
