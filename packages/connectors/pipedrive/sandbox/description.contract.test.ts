import type { CreateRequest, PageCursor, RecordKey } from '@syncline/connector-sdk';
import type { Json } from '@syncline/core';
import { recordingFetch, type WireCall } from '@syncline/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { interpretPipedriveAnswer } from '../src/answer.ts';
import type { PipedriveClient } from '../src/client.ts';
import { pipedrive } from '../src/connector.ts';
import { pipedriveSettings } from '../src/settings.ts';
import { NO_LIMIT, signal, streamNamed } from '../src/testing/connect.ts';
import { costOf } from './limits/token-budget.ts';
import { createPipedriveSandbox, type PipedriveSandbox } from './pipedrive-sandbox.ts';
import { pipedriveDescriptionFiles } from './testing/env.ts';
import { loadPipedriveDescription, type PipedriveDescription } from './testing/openapi-check.ts';

const files = pipedriveDescriptionFiles();

describe.skipIf(files === null)("every request and every answer is as Pipedrive's descriptions have it", () => {
  let description: PipedriveDescription;
  const calls: WireCall[] = [];
  let sandbox: PipedriveSandbox;
  let client: PipedriveClient;

  beforeAll(async () => {
    if (files) description = loadPipedriveDescription(files);
    sandbox = await createPipedriveSandbox({ persons: 520, ...NO_LIMIT });
    client = pipedrive.createClient({
      baseUrl: sandbox.url,
      settings: pipedriveSettings.parse({}),
      secrets: { token: sandbox.token },
      fetch: recordingFetch(calls, interpretPipedriveAnswer),
    });
  }, 60_000);
  afterAll(() => sandbox.close());

  /** The calls that it makes, none of which may be wrong, and at least one. */
  async function wire(act: () => Promise<unknown>): Promise<readonly WireCall[]> {
    const from = calls.length;
    await act();
    const made = calls.slice(from);
    expect(made.length).toBeGreaterThan(0);
    for (const call of made)
      expect(description.check(call).slice(0, 5), `${call.method} ${call.path} ${call.status}`).toEqual([]);
    return made;
  }

  it.each(pipedrive.streams.map(({ name }) => name))('reading %s', async (name) => {
    const stream = streamNamed(name);
    await wire(async () => {
      for (const since of stream.incremental === 'since' ? [null, new Date(0)] : [null]) {
        const plan = since === null ? await stream.planWindows?.(client, 'company', signal) : null;
        const waiting: (PageCursor | null)[] = plan ? [...plan.windows] : [null];
        for (let cursor = waiting.shift(); cursor !== undefined; cursor = waiting.shift()) {
          const page = await stream.readPage(client, { scope: 'company', cursor, since }, signal);
          if (page.next) waiting.push(page.next);
          waiting.push(...(page.split ?? []));
          const [item] = stream.parsePage(page.raw);
          const result = item === undefined ? null : stream.normalize(item, 'company');
          if (result?.outcome === 'record')
            await stream.fetchOne?.(client, { ...result.record, scope: 'company' }, signal);
        }
      }
    });
  });

  it('looking who we are, and what there is to choose', () =>
    wire(async () => {
      await pipedrive.check(client, signal);
      for (const [, choice] of Object.entries(pipedrive.choices ?? {}))
        await choice.read(client, { cursor: null, stream: choice.ofStream ? 'deals' : null }, signal);
    }));

  it('looking for accounts and contacts', () =>
    wire(async () => {
      await pipedrive.describeFields?.(client, 'deals', signal);
      for (const query of [
        { by: 'name', name: 'Acme', limit: 5 },
        { by: 'domain', domain: 'firm.example', limit: 5 },
      ] as const)
        await pipedrive.crm?.findAccounts(client, query, signal);
      for (const query of [
        { by: 'email', email: 'person1@firm.example', limit: 5 },
        { by: 'phone', phone: '+372 51000000', digits: '251000000', limit: 5 },
        { by: 'account', accountId: '1', limit: 5 },
      ] as const)
        await pipedrive.crm?.findContacts(client, query, signal);
    }));

  const request = (fields: CreateRequest['fields'], parents = {}): CreateRequest => {
    const ownKey = `key-${calls.length}`.padEnd(22, '_');
    return { fields, ownKey, locators: {}, parents, scope: 'company' };
  };

  const id = '1';
  const writes: readonly (readonly [string, Record<string, Json>, Record<string, Json>])[] = [
    [
      'organizations',
      { name: 'New', domain: 'acme.example', industry: 'Energy', labels: ['Customer'], segment: 'SMB', owner: id },
      { name: 'Edited', employees: 5, annual_revenue: null, labels: [], phone: '1' },
    ],
    [
      'persons',
      { first_name: 'Ada', last_name: 'Lovelace', email: 'ada@example.com', account: id },
      { last_name: 'King', phone: '+44 1', title: 'Countess', description: 'Of letters' },
    ],
    [
      'deals',
      { name: 'New', stage: '2', amount: 5.5, currency: 'USD', close_date: '2027-01-01', contacts: [id], account: id },
      { status: 'lost', lost_reason: 'Price', probability: 10, labels: ['Hot lead'], next_step: 'Call' },
    ],
    [
      'activities',
      { type: 'call', subject: 'New', body: '<p>Text</p>', who: id, deal: id, occurred_at: '2027-01-01T10:00:00Z' },
      { status: 'done', duration_seconds: 600, body: null, account: id },
    ],
    ['notes', { body: '<p>Text</p>', deal: id, occurred_at: '2026-01-01T10:00:00Z' }, { body: '<p>More</p>', who: id }],
  ];

  it.each(writes)('writing %s', async (name, draft, edit) => {
    const { writes: how } = streamNamed(name);
    await wire(async () => {
      const made = await how?.create?.(client, request(draft), signal);
      if (!made) throw new Error('nothing made');
      await how?.findCreated?.(client, { ...request(draft), since: new Date() }, signal);
      await how?.update?.(client, updateOf(made.key, edit), signal);
      await how?.remove?.(client, made.key, signal);
    });
  });

  it('writing a quote', async () => {
    const deal = String(sandbox.create('deals', { title: 'With a quote' }).id);
    const { writes: how } = streamNamed('quotes');
    await wire(async () => {
      const made = await how?.create?.(client, request({ name: 'Q', version: 1, total: 5, deal }), signal);
      if (!made) throw new Error('nothing made');
      await how?.update?.(client, updateOf(made.key, { version: 2, status: 'sent' }), signal);
      await how?.remove?.(client, made.key, signal);
    });
  });

  it('registering webhooks, and being refused', async () => {
    const made = await wire(async () => {
      const target = { url: 'https://syncline.example/webhooks/1', secret: 'password' };
      const [hook] = (await pipedrive.webhooks?.register?.(client, target, signal)) ?? [];
      await pipedrive.webhooks?.standing?.(client, hook ? [hook] : [], signal);
      if (hook) await pipedrive.webhooks?.unregister?.(client, hook, signal);
      await Promise.allSettled([
        client.send({ path: '/api/v2/deals/999999' }, signal),
        client.send({ path: '/v1/users/999999' }, signal),
        client.send({ method: 'PATCH', path: '/api/v2/deals/1', body: { title: '' } }, signal),
      ]);
    });
    expect(new Set(made.map(({ status }) => status))).toEqual(new Set([200, 201, 400, 404]));
  });

  it('costs what it costs there', () => {
    const made = new Set(calls.map(({ method, path }) => `${method} ${path.split('?', 1)[0]}`));
    for (const call of made) {
      const [method = '', path = ''] = call.split(' ');
      expect([call, costOf(method, path)]).toEqual([call, description.costOf(method, path)]);
    }
  });
});

function updateOf(key: RecordKey, fields: Record<string, Json>) {
  return { key, fields, locators: {}, ownKey: null, expected: {}, expectedVersion: null };
}
