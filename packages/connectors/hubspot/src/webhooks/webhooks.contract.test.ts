import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChangeHint } from '@syncline/connector-sdk';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HubspotClient } from '../client.ts';
import { hubspot } from '../connector.ts';
import { connectTo, signal, start } from '../testing/start-hubspot.ts';

interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: Uint8Array;
}

/** Where deliveries come in; `answer` is what each is answered with. */
async function receive(answer: () => number = () => 200) {
  const received: Delivery[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, rawBody: Buffer.concat(chunks) });
      response.writeHead(answer()).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => new Promise((closed) => server.close(() => closed())));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/1`, received };
}

const webhooks = hubspot.webhooks as Required<NonNullable<typeof hubspot.webhooks>>;
const register = (client: HubspotClient, url: string) => webhooks.register(client, { url, secret: 'unused' }, signal);
const eventsIn = ({ rawBody }: Delivery) => JSON.parse(Buffer.from(rawBody).toString()) as Record<string, unknown>[];

function hintsOf(delivery: Delivery, url: string, secret: string): readonly ChangeHint[] {
  const verdict = webhooks.verify({ ...delivery, url }, { webhookSecret: secret });
  if (verdict.outcome !== 'verified') throw new Error(verdict.reason);
  const decoded = webhooks.decode({ ...delivery, event: verdict.event });
  if (decoded.outcome !== 'hints') throw new Error(`${verdict.event}: ${decoded.reason}`);
  return decoded.hints;
}

async function startApp(answer?: () => number) {
  const place = await start({ contacts: 12, webhookRetryMs: [5, 5] });
  const { sandbox } = place;
  const secrets = { token: sandbox.token, developerKey: sandbox.developerKey };
  const client = connectTo(sandbox, { appId: sandbox.appId }, secrets);
  return { ...place, client, ...(await receive(answer)) };
}

const told = async ({ sandbox, received }: Awaited<ReturnType<typeof startApp>>, deliveries = 1) => {
  await expect.poll(() => received.length).toBeGreaterThanOrEqual(deliveries);
  await sandbox.webhooks.idle();
};

describe('webhooks of an app', () => {
  it('tell of what is made, edited, deleted and associated, up to a hundred events at once', async () => {
    const place = await startApp();
    const { sandbox, client, url, received, scope } = place;
    await register(client, url);
    const [edited, gone] = [...sandbox.records('contacts')].map(({ id }) => id) as [string, string];
    const [company] = [...sandbox.records('companies')].map(({ id }) => id) as [string];
    for (let at = 0; at < 120; at++) sandbox.edit('contacts', edited, { jobtitle: `Title ${at}` });
    const made = sandbox.create('notes', { hs_note_body: 'x', hs_timestamp: '2026-11-01T00:00:00Z' });
    sandbox.delete('contacts', gone);
    sandbox.associate('notes', made.id, 'companies', company, 190);
    await told(place, 2);
    expect(received.map((delivery) => eventsIn(delivery).length)).toEqual([100, 23]);
    const hints = received.flatMap((delivery) => hintsOf(delivery, url, sandbox.clientSecret));
    const common = { locator: null, scope };
    expect(hints).toEqual(
      expect.arrayContaining([
        { stream: 'contacts', externalId: edited, op: 'changed', ...common },
        { stream: 'contacts', externalId: gone, op: 'deleted', ...common },
        { stream: 'notes', externalId: made.id, op: 'changed', ...common },
        { stream: 'companies', externalId: company, op: 'changed', ...common },
      ]),
    );
    expect(hints.every((hint) => webhooks.covers(client.settings, hint))).toBe(true);
  });

  it('are named the same over all attempts, and not tried again once refused for good', async () => {
    let isUp = false;
    const place = await startApp(() => (isUp ? 401 : 500));
    const { sandbox, client, url, received } = place;
    await register(client, url);
    const [id] = [...sandbox.records('contacts')].map((record) => record.id) as [string];
    sandbox.edit('contacts', id, { jobtitle: 'Chief' });
    await told(place, 3);
    expect(received.map((delivery) => eventsIn(delivery)[0]?.['attemptNumber'])).toEqual([0, 1, 2]);
    const ids = received.map((delivery) =>
      webhooks.verify({ ...delivery, url }, { webhookSecret: sandbox.clientSecret }),
    );
    expect(new Set(ids.map((verdict) => (verdict.outcome === 'verified' ? verdict.deliveryId : null))).size).toBe(1);
    isUp = true;
    sandbox.edit('contacts', id, { jobtitle: 'Chief of all' });
    await told(place, 4);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(received).toHaveLength(4);
  });

  it('are set up once, looked at, made again, and taken away', async () => {
    const { sandbox, client, url } = await startApp();
    const first = await register(client, url);
    expect(new Set(first.map(({ id }) => id)).size).toBe(first.length);
    expect(await register(client, url)).toEqual(first);
    expect(sandbox.events.subscriptions.size).toBe(first.length);
    const [off, gone] = first as [(typeof first)[number], (typeof first)[number]];
    sandbox.events.subscriptions.set(off.id, { ...sandbox.events.subscriptions.get(off.id)!, active: false });
    sandbox.events.subscriptions.delete(gone.id);
    expect(await webhooks.standing(client, first, signal)).toEqual(first.slice(2));
    const again = await register(client, url);
    expect(again[0]).toEqual(off);
    expect(await webhooks.standing(client, again, signal)).toEqual(again);
    for (const subscription of again) await webhooks.unregister(client, subscription, signal);
    await webhooks.unregister(client, off, signal);
    expect(sandbox.events.subscriptions.size).toBe(0);
  });

  it('that its configuration declares are only taken note of', async () => {
    const { sandbox, scope } = await start({ contacts: 3 });
    const client = connectTo(sandbox);
    sandbox.log.clear();
    const subscriptions = await register(client, 'https://hooks.example/webhooks/1');
    expect(subscriptions).toEqual([{ id: 'declared', scope }]);
    expect(await webhooks.standing(client, subscriptions, signal)).toEqual(subscriptions);
    for (const subscription of subscriptions) await webhooks.unregister(client, subscription, signal);
    expect(sandbox.log.total).toBe(0);
  });

  it('say nothing of the developer key where it is refused', async () => {
    const { sandbox } = await start({ contacts: 3 });
    const client = connectTo(sandbox, { appId: sandbox.appId }, { developerKey: 'wrong-developer-key' });
    const error = await register(client, 'https://hooks.example/').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ class: 'auth' });
    expect(String(error)).not.toContain('wrong-developer-key');
  });
});
