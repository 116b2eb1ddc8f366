import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeSalesforceDelivery } from '../src/webhooks/decode-delivery.ts';
import { verifySalesforceDelivery } from '../src/webhooks/verify-delivery.ts';
import { createSalesforceSandbox, type SalesforceSandbox } from './salesforce-sandbox.ts';

const secret = 'a secret of the tests';
let sandbox: SalesforceSandbox;
let received: { readonly deliveryId: string; readonly ops: string }[];
let stopReceiver: () => void;

beforeEach(async () => {
  sandbox = await createSalesforceSandbox({ accounts: 20 });
  received = [];
  const server = createServer((request, response) => {
    void request.toArray().then((chunks) => receive(request, response, Buffer.concat(chunks)));
  });
  function receive(request: IncomingMessage, response: ServerResponse, rawBody: Buffer): void {
    const verdict = verifySalesforceDelivery({ headers: request.headers, rawBody }, { webhookSecret: secret });
    const decoded = decodeSalesforceDelivery({ event: '', headers: request.headers, rawBody });
    if (verdict.outcome === 'verified' && decoded.outcome === 'hints') {
      const ops = decoded.hints.map(({ stream, op, externalId }) => `${op} ${stream} ${externalId}`).join(', ');
      received.push({ deliveryId: verdict.deliveryId, ops });
    }
    response.writeHead(verdict.outcome === 'verified' ? 202 : 401).end();
  }
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  stopReceiver = () => server.close();
  sandbox.hooks.add({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, secret });
});
afterEach(async () => {
  stopReceiver();
  await sandbox.close();
});

const ids = () => [...sandbox.records('Account')].map(({ Id }) => Id);
const patch = (path: string, body: object) =>
  fetch(`${sandbox.url}/services/data/v62.0${path}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${sandbox.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('callouts', () => {
  it('tell of each change, signed as the connector checks it', async () => {
    const [id = ''] = ids();
    sandbox.edit('Account', id, { Name: 'Edited' });
    sandbox.delete('Account', id);
    const made = sandbox.create('Account', { Name: 'New' });
    await sandbox.webhooks.idle();
    expect(received.map(({ ops }) => ops).sort()).toEqual([
      `changed accounts ${id}`,
      `changed accounts ${made.Id}`,
      `deleted accounts ${id}`,
    ]);
  });

  it('tell of a call with many records once', async () => {
    const records = ids().map((id) => ({ attributes: { type: 'Account' }, id, Phone: '1' }));
    await patch('/composite/sobjects', { allOrNone: false, records });
    await sandbox.webhooks.idle();
    expect(received).toHaveLength(1);
    expect(received[0]?.ops.split(', ')).toHaveLength(20);
  });

  it('say nothing of what was refused', async () => {
    expect((await patch(`/sobjects/Account/${ids()[0]}`, { Name: '' })).status).toBe(400);
    await sandbox.webhooks.idle();
    expect(received).toEqual([]);
  });

  it('are doubled, reordered, lost and held back on demand', async () => {
    sandbox.webhooks.setFaults({ duplicates: { min: 1, max: 1 }, shuffleWindow: 10, maxDelayMs: 20 });
    for (const id of ids()) sandbox.edit('Account', id, { Phone: '2' });
    await sandbox.webhooks.idle();
    expect(received).toHaveLength(40);
    expect(new Set(received.map(({ deliveryId }) => deliveryId)).size).toBe(20);
    const order = received.map(({ ops }) => ops);
    expect(order).not.toEqual([...order].sort());
    sandbox.webhooks.clearFaults();
    sandbox.webhooks.setFaults({ dropRate: 1 });
    sandbox.edit('Account', ids()[0] ?? '', { Phone: '3' });
    await sandbox.webhooks.idle();
    expect(received).toHaveLength(40);
    expect(sandbox.hooks.attempts().at(-1)?.result.status).toBe(0);
  });

  it('and the rest are controlled over HTTP by other processes', async () => {
    const control = (method: string, path: string, body?: object) =>
      fetch(`${sandbox.url}/_sandbox${path}`, {
        method,
        ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
    const [id = ''] = ids();
    await control('PATCH', `/records/Account/${id}`, { Name: 'From outside' });
    expect(await (await control('GET', `/records/Account/${id}`)).json()).toMatchObject({ Name: 'From outside' });
    const page = (await (await control('GET', '/records/Account?after=18&limit=5')).json()) as unknown[];
    expect(page).toHaveLength(2);
    await control('POST', '/faults', { kind: 'status', status: 503 });
    expect((await patch(`/sobjects/Account/${id}`, {})).status).toBe(503);
    await control('POST', '/rate-limit', { remaining: 0 });
    expect((await patch(`/sobjects/Account/${id}`, {})).status).toBe(403);
    await control('POST', '/expire-sessions');
    expect((await patch(`/sobjects/Account/${id}`, {})).status).toBe(401);
    await control('POST', '/edits', { ratePerSecond: 200, seconds: 0.2 });
    await vi.waitUntil(() => received.length > 5, { timeout: 60_000 });
    const log = (await (await control('GET', '/log?pattern=PATCH')).json()) as { counts: Record<string, number> };
    expect(Object.values(log.counts)).toEqual([3]);
  });
});
