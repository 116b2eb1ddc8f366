import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createJiraSandbox, type JiraSandbox, type JiraSandboxOptions } from '@syncline/connector-jira/sandbox';
import type { WebhookSubscription } from '@syncline/connector-sdk';
import { createVendorFetch } from '@syncline/connector-sdk';
import { afterEach, describe, expect, it } from 'vitest';
import { createJiraClient, type JiraClient } from './client.ts';
import { jira } from './connector.ts';
import { jiraSettings } from './settings.ts';

const SECRET = 'a-secret-of-some-length';
const signal = new AbortController().signal;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: Uint8Array;
}

async function receive(status = () => 200) {
  const received: Delivery[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, rawBody: Buffer.concat(chunks) });
      response.writeHead(status()).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closing.push(() => new Promise((closed) => server.close(() => closed())));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}

async function start(options: JiraSandboxOptions = {}, settings: object = {}) {
  const sandbox = await createJiraSandbox({ issues: 10, projects: 2, ...options });
  closing.push(() => sandbox.close());
  const gate = { take: async () => {}, report: async () => {} };
  const client = createJiraClient({
    baseUrl: sandbox.url,
    settings: jiraSettings.parse({ email: sandbox.email, ...settings }),
    secrets: { token: sandbox.token },
    fetch: createVendorFetch({ gate, interpret: jira.interpretAnswer, retries: 0 }),
  });
  return { sandbox, client };
}

const webhooks = jira.webhooks as Required<NonNullable<typeof jira.webhooks>>;
const register = (client: JiraClient, url: string) => webhooks.register(client, { url, secret: SECRET }, signal);

function hintsOf(delivery: Delivery, secret = SECRET) {
  const verdict = webhooks.verify(delivery, { webhookSecret: secret });
  if (verdict.outcome !== 'verified') throw new Error(verdict.reason);
  const decoded = webhooks.decode({ ...delivery, event: verdict.event });
  if (decoded.outcome !== 'hints') throw new Error(decoded.reason);
  return decoded.hints;
}

async function everything(sandbox: JiraSandbox): Promise<void> {
  sandbox.createIssue('API', { summary: 'New' });
  sandbox.editIssue('API-2', { summary: 'Edited' });
  const { id } = sandbox.createComment('API-2', 'Said');
  sandbox.editComment(String(id), 'Said better');
  sandbox.deleteComment(String(id));
  sandbox.addLink('Relates', 'API-1', 'API-2');
  sandbox.editVersion(10_001, { released: false });
  sandbox.deleteVersion(10_003);
  sandbox.editSprint(3, { name: 'Renamed' });
  sandbox.deleteIssue('API-3');
  await sandbox.webhooks.idle();
}

describe("a site's own webhooks", () => {
  it('tell of everything that changes, signed', async () => {
    const { sandbox, client } = await start();
    const { url, received } = await receive();
    await register(client, url);
    await everything(sandbox);
    const hints = received.flatMap((delivery) => hintsOf(delivery));
    for (const hint of [
      { op: 'changed', stream: 'issues', externalId: '10006', locator: 'API-6', scope: '10000' },
      { op: 'changed', stream: 'issues', externalId: '10002', scope: '10000' },
      { op: 'deleted', stream: 'issues', externalId: '10003', scope: '10000' },
      { op: 'changed', stream: 'comments', scope: '10000' },
      { op: 'deleted', stream: 'comments', scope: '10000' },
      { op: 'changed', stream: 'issues', externalId: '10001', scope: 'site' },
      { op: 'changed', stream: 'versions', externalId: '10001', scope: '10000' },
      { op: 'deleted', stream: 'versions', externalId: '10003', scope: '10000' },
      { op: 'changed', stream: 'iterations', externalId: '3', scope: 'boards/1' },
    ])
      expect(hints).toContainEqual(expect.objectContaining(hint));
  });

  it('are registered once for an address, for the projects that take part, and with the newest secret', async () => {
    const { sandbox, client } = await start({}, { projects: ['API'] });
    const { url, received } = await receive();
    const first = await register(client, url);
    expect(await register(client, url)).toEqual(first);
    expect(sandbox.hooks.list()).toMatchObject([{ url, secret: SECRET, filter: 'project IN (API)' }]);
    sandbox.editIssue('WEB-1', { summary: 'elsewhere' });
    sandbox.editIssue('API-1', { summary: 'here' });
    await sandbox.webhooks.idle();
    expect(received).toHaveLength(1);
    expect(hintsOf(received[0] as Delivery)).toMatchObject([{ externalId: '10001' }]);
  });

  it('are seen to be gone or switched off, and put back', async () => {
    const { sandbox, client } = await start();
    const { url } = await receive();
    const [made] = await register(client, url);
    const standing = () => webhooks.standing(client, [made as WebhookSubscription], signal);
    expect(await standing()).toEqual([made]);
    sandbox.hooks.remove(Number(made?.id));
    expect(await standing()).toEqual([]);
    const [again] = await register(client, url);
    await webhooks.unregister(client, again as WebhookSubscription, signal);
    await webhooks.unregister(client, again as WebhookSubscription, signal);
    expect(sandbox.hooks.list()).toEqual([]);
  });

  it('have one name over all that Jira tries, and no other', async () => {
    const { sandbox, client } = await start({ webhookRetry: { times: 5, delayMs: 1 } });
    let failures = 3;
    const { url, received } = await receive(() => (failures-- > 0 ? 503 : 200));
    await register(client, url);
    sandbox.editIssue('API-1', { summary: 'told until it is heard' });
    while (received.length < 4) await sleep(5);
    const names = received.map((delivery) => webhooks.verify(delivery, { webhookSecret: SECRET }));
    expect(new Set(names.map((verdict) => (verdict.outcome === 'verified' ? verdict.deliveryId : ''))).size).toBe(1);
    sandbox.editIssue('API-1', { summary: 'told again' });
    while (received.length < 5) await sleep(5);
    const next = webhooks.verify(received[4] as Delivery, { webhookSecret: SECRET });
    expect(next).not.toMatchObject({ deliveryId: (names[0] as { deliveryId: string }).deliveryId });
  });

  it('that die in silence still stand: only polling notices', async () => {
    const { sandbox, client } = await start();
    const { url, received } = await receive();
    const made = await register(client, url);
    sandbox.hooks.silence(Number(made[0]?.id));
    sandbox.editIssue('API-1', { summary: 'unheard' });
    await sandbox.webhooks.idle();
    expect(received).toHaveLength(0);
    expect(await webhooks.standing(client, made, signal)).toEqual(made);
  });
});

describe("an app's webhooks", () => {
  const DAY_MS = 86_400_000;

  it('lapse after 30 days unless they are renewed', async () => {
    let offMs = 0;
    const clock = { now: () => new Date(Date.now() + offMs) };
    const { client } = await start({ clock }, { webhooks: 'dynamic', projects: ['API'] });
    const made = await register(client, 'https://syncline.example/hook');
    expect(await register(client, 'https://syncline.example/hook')).toMatchObject([{ id: made[0]?.id }]);
    const left = (subscriptions: readonly WebhookSubscription[]) =>
      Math.round((Date.parse(subscriptions[0]?.expiresAt ?? '') - clock.now().getTime()) / DAY_MS);
    expect(left(made)).toBe(30);
    offMs = 25 * DAY_MS;
    expect(left(made)).toBe(5);
    const renewed = await webhooks.renew(client, made, signal);
    expect(left(renewed)).toBe(30);
    offMs = 54 * DAY_MS;
    expect(await webhooks.standing(client, made, signal)).toMatchObject([{ id: made[0]?.id }]);
    offMs = 56 * DAY_MS;
    expect(await webhooks.standing(client, made, signal)).toEqual([]);
  });

  it('prove who sends, so that what they call deleted is only looked at', async () => {
    const { sandbox, client } = await start({}, { webhooks: 'dynamic' });
    const { url, received } = await receive();
    await register(client, url);
    sandbox.deleteIssue('API-3');
    await sandbox.webhooks.idle();
    const [delivery] = received as [Delivery];
    const clientSecret = `${sandbox.token}-client-secret`;
    expect(hintsOf(delivery, clientSecret)).toMatchObject([{ op: 'changed', externalId: '10003' }]);
    expect(webhooks.verify(delivery, { webhookSecret: SECRET }).outcome).toBe('rejected');
  });
});
