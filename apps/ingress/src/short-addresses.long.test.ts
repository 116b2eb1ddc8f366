import { createHmac, randomUUID } from 'node:crypto';
import { replayDelivery } from '@syncline/engine';
import { listDeliveries, showDelivery } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestIngress, type TestIngress } from './testing/start-test-ingress.ts';

const cloudflareSecret = 'what Cloudflare was told';
const ping = '{"zen":"Keep it logically awesome."}';
let engine: TestEngine;
let ingress: TestIngress;

beforeAll(async () => {
  engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
  const cloudflare = { secret: cloudflareSecret, workspaceId: 1 };
  ingress = await startTestIngress(engine, { cloudflare });
});
afterAll(async () => {
  await ingress?.close();
  await engine?.stop();
});

const send = async (url: string, body: string, headers: Record<string, string>) => {
  const answer = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
  await answer.arrayBuffer();
  return answer.status;
};
const rows = async (sql: string) => (await engine.ctx.store.query<Record<string, unknown>>(sql)).rows;

describe('an address that names GitHub and no connection', () => {
  let second: number;
  beforeEach(async () => {
    await engine.ctx.store.query('delete from inbox');
    await engine.ctx.store.query('delete from connections where id <> $1', [engine.connectionId]);
    const made = await rows(
      `insert into connections (workspace_id, name, connector, base_url, settings, secrets)
       select workspace_id, 'second', connector, base_url, settings, '{}' from connections returning id`,
    );
    second = made[0]!.id as number;
    // Connections are looked up again after two seconds.
    await new Promise((resolve) => setTimeout(resolve, 2_100));
  });

  const deliver = (secret: string, headers: Record<string, string> = {}) =>
    send(`${ingress.url}/api/webhooks/github`, ping, {
      'x-github-event': 'ping',
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(ping).digest('hex')}`,
      ...headers,
    });

  it('finds the connection whose secret proves the delivery', async () => {
    expect(await deliver(engine.webhookSecret)).toBe(202);
    expect(await rows('select connection_id from inbox')).toEqual([{ connection_id: engine.connectionId }]);
  });

  it('refuses without a row what proves nothing', async () => {
    expect(await deliver('another secret')).toBe(401);
    expect(await deliver(engine.webhookSecret, { 'x-hub-signature-256': '' })).toBe(401);
    expect(await deliver('')).toBe(401);
    expect(await rows('select from inbox')).toEqual([]);
  });

  it('refuses what is proven for two: whose it is nobody can say', async () => {
    await engine.ctx.store.query(
      'update connections set secrets = (select secrets from connections where id = $1) where id = $2',
      [engine.connectionId, second],
    );
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect(await deliver(engine.webhookSecret)).toBe(401);
    expect(await rows('select from inbox')).toEqual([]);
    expect(
      await send(ingress.webhookUrl, ping, {
        'x-github-event': 'ping',
        'x-github-delivery': 'by number',
        'x-hub-signature-256': `sha256=${createHmac('sha256', engine.webhookSecret).update(ping).digest('hex')}`,
      }),
    ).toBe(202);
  });

  it('is not there where no connection is of that vendor', async () => {
    expect(await send(`${ingress.url}/api/webhooks/salesforce`, '{}', {})).toBe(404);
    expect(await send(`${ingress.url}/api/webhooks/trello`, '{}', {})).toBe(404);
  });
});

describe('notifications of Cloudflare', () => {
  const body = JSON.stringify({
    name: 'Tunnel down',
    text: 'The tunnel is down',
    alert_type: 'tunnel_health_event',
    ts: 1,
  });
  const notify = (text: string, secret: string | null, url = ingress.url) =>
    send(`${url}/api/webhooks/cloudflare`, text, secret === null ? {} : { 'cf-webhook-auth': secret });
  const audited = () =>
    rows(
      `select actor, subject, why, details ->> 'alert_type' as type from audit_log where action = 'notification.cloudflare'`,
    );

  it('are refused without the secret, with another, and where none is set', async () => {
    for (const secret of [null, '', 'another', `${cloudflareSecret} `.repeat(2)])
      expect(await notify(body, secret)).toBe(401);
    const closed = await startTestIngress(engine);
    expect(await notify(body, cloudflareSecret, closed.url)).toBe(401);
    expect(await notify(body, '', closed.url)).toBe(401);
    await closed.close();
    expect(await audited()).toEqual([]);
  });

  it('are in the audit once, however often they come', async () => {
    expect(await notify(body, cloudflareSecret)).toBe(202);
    expect(await notify(body, cloudflareSecret)).toBe(202);
    expect(await audited()).toEqual([
      { actor: 'cloudflare', subject: 'Tunnel down', why: 'The tunnel is down', type: 'tunnel_health_event' },
    ]);
  });

  it('are in the inbox like other deliveries, with what they caused, and nothing follows from a replay', async () => {
    const { items } = await listDeliveries(engine.ctx.store, 1, { event: 'cloudflare' }, { limit: 10 });
    expect(items).toMatchObject([
      {
        connectionName: 'cloudflare',
        state: 'processed',
        reason: 'Written into the audit as notification.cloudflare: Tunnel down',
        bytes: body.length,
      },
    ]);
    const { id } = items[0]!;
    expect((await showDelivery(engine.ctx.store, 1, id))?.body.toString()).toBe(body);
    expect(await replayDelivery(engine.ctx, { workspaceId: 1, id, actor: 'test' })).toBe('replayed');
    expect(await audited()).toHaveLength(1);
  });

  it('are refused where they are none, or too large', async () => {
    expect(await notify('[', cloudflareSecret)).toBe(400);
    expect(await notify(JSON.stringify({ text: 'x'.repeat(70_000) }), cloudflareSecret)).toBe(413);
    expect(await audited()).toHaveLength(1);
  });
});
