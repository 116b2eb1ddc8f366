import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GitLabSandboxOptions } from '@syncline/connector-gitlab/sandbox';
import type { WebhookSubscription } from '@syncline/connector-sdk';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { GitLabClient } from './client.ts';
import { gitLab } from './connector.ts';
import { gitLabSettings } from './settings.ts';
import { signal, start } from './testing/start-gitlab.ts';

const SECRET = 'a-secret-of-some-length';

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
  onTestFinished(() => new Promise<void>((closed) => server.close(() => closed())));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}

const webhooks = gitLab.webhooks as NonNullable<typeof gitLab.webhooks>;
const register = async (client: GitLabClient, url: string) =>
  (await webhooks.register?.(client, { url, secret: SECRET }, signal)) ?? [];
const standing = (client: GitLabClient, subscriptions: readonly WebhookSubscription[]) =>
  webhooks.standing?.(client, subscriptions, signal);

function hintsOf(delivery: Delivery) {
  const verdict = webhooks.verify(delivery, { webhookSecret: SECRET });
  if (verdict.outcome !== 'verified') throw new Error(verdict.reason);
  const decoded = webhooks.decode({ ...delivery, event: verdict.event });
  return decoded.outcome === 'hints' ? decoded.hints : [];
}

async function listen(options: GitLabSandboxOptions = {}, settings: object = {}) {
  const { sandbox, client } = await start({ projects: 2, ...options }, settings);
  const { url, received } = await receive();
  return { sandbox, client, url, received, made: await register(client, url) };
}

describe("a group's webhook", () => {
  it.each([
    ['signed', true],
    ['with a token alone, of an older version', false],
  ])('tells of what changes below the group, %s', async (_, signsWebhooks) => {
    const { sandbox, made, received } = await listen({ signsWebhooks });
    expect(made).toMatchObject([{ scope: 'groups/100' }]);
    sandbox.editIssue('acme/api', 2, { title: 'Edited', confidential: false });
    sandbox.createIssue('acme/web', { title: 'New' });
    sandbox.editIssue('acme/api', 3, { confidential: true });
    const { id } = sandbox.createComment('acme/api', 2, 'Said');
    sandbox.editComment('acme/api', 2, id, 'Said better');
    sandbox.editMilestone(20_101, { state_event: 'close' });
    sandbox.deleteMilestone(20_102);
    sandbox.createEpic({ title: 'Great plans' });
    await sandbox.webhooks.idle();
    for (const { headers } of received) expect('webhook-signature' in headers).toBe(signsWebhooks);
    const hints = received.flatMap(hintsOf);
    const scope = sandbox.scopeOf('acme/api');
    for (const hint of [
      { op: 'changed', stream: 'issues', externalId: '1002', locator: 'acme/api#2', scope },
      { op: 'changed', stream: 'issues', externalId: '1003', scope },
      { op: 'changed', stream: 'issues', scope: sandbox.scopeOf('acme/web') },
      { op: 'changed', stream: 'comments', externalId: String(id), locator: `acme/api#2/notes/${id}`, scope },
      { op: 'changed', stream: 'milestones', externalId: '20101', scope },
      { op: 'deleted', stream: 'milestones', externalId: '20102', scope },
    ])
      expect(hints).toContainEqual(expect.objectContaining(hint));
    const settings = gitLabSettings.parse({ group: 'acme', projects: ['acme/web'] });
    expect(hints.filter((hint) => webhooks.covers?.(settings, hint)).map(({ scope: of }) => of)).toEqual([
      sandbox.scopeOf('acme/web'),
    ]);
  });

  it('is registered once for an address', async () => {
    const { sandbox, client, url, made } = await listen();
    expect(await register(client, url)).toEqual(made);
    expect(sandbox.hooks.list()).toHaveLength(1);
    await webhooks.unregister?.(client, made[0] as WebhookSubscription, signal);
    await webhooks.unregister?.(client, made[0] as WebhookSubscription, signal);
    expect(sandbox.hooks.list()).toEqual([]);
    expect(await standing(client, made)).toEqual([]);
  });

  it('is one on each project where there are none of groups, or projects are named', async () => {
    const unlicensed = await listen({ isLicensed: false });
    expect(unlicensed.made.map(({ scope }) => scope)).toEqual(['projects/201', 'projects/202']);
    const named = await listen({}, { projects: ['acme/web'] });
    expect(named.made.map(({ scope }) => scope)).toEqual(['projects/202']);
    named.sandbox.editIssue('acme/api', 2, { title: 'Elsewhere', confidential: false });
    named.sandbox.editIssue('acme/web', 2, { title: 'Here', confidential: false });
    await named.sandbox.webhooks.idle();
    expect(named.received).toHaveLength(1);
  });

  it('stands while it rests after failures, and is made anew once GitLab has switched it off', async () => {
    const { sandbox, client, url, made } = await listen();
    const id = Number(made[0]?.id);
    sandbox.hooks.fail(id, 4);
    expect(await standing(client, made)).toEqual(made);
    sandbox.hooks.fail(id, 36);
    expect(await standing(client, made)).toEqual([]);
    const again = await register(client, url);
    expect(again[0]?.id).not.toBe(made[0]?.id);
    expect(sandbox.hooks.list()).toHaveLength(1);
    expect(await standing(client, again)).toEqual(again);
  });

  it('has one name over all that GitLab tries, and no other', async () => {
    const { sandbox, client } = await start({ webhookRetry: { times: 3, delayMs: 1 } });
    let failures = 2;
    const { url, received } = await receive(() => (failures-- > 0 ? 503 : 200));
    await register(client, url);
    sandbox.editIssue('acme/api', 1, { title: 'told until it is heard' });
    while (received.length < 3) await sleep(5);
    sandbox.editIssue('acme/api', 1, { title: 'told again' });
    while (received.length < 4) await sleep(5);
    const names = received.map((delivery) => {
      const verdict = webhooks.verify(delivery, { webhookSecret: SECRET });
      return verdict.outcome === 'verified' ? verdict.deliveryId : verdict.reason;
    });
    expect(new Set(names.slice(0, 3)).size).toBe(1);
    expect(names[3]).not.toBe(names[0]);
  });
});
