import { type CreateRequest, createVendorTransfer, type PageCursor, type Stream } from '@syncline/connector-sdk';
import { fileBytes, recordingFetch, type WireCall } from '@syncline/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { interpretTrelloAnswer } from '../src/answer.ts';
import type { TrelloClient } from '../src/client.ts';
import { trello } from '../src/connector.ts';
import { customFieldName } from '../src/custom-fields.ts';
import { trelloSettings } from '../src/settings.ts';
import { trelloDescriptionFile } from './testing/env.ts';
import { loadTrelloDescription, type TrelloDescription } from './testing/openapi-check.ts';
import { createTrelloSandbox, type TrelloSandbox } from './trello-sandbox.ts';

const file = trelloDescriptionFile();
const signal = new AbortController().signal;

describe.skipIf(file === null)("every request and every answer is as Trello's description has it", () => {
  let description: TrelloDescription;
  const calls: WireCall[] = [];
  let sandbox: TrelloSandbox;
  let client: TrelloClient;
  let board: string;

  beforeAll(async () => {
    description = loadTrelloDescription(file ?? '');
    sandbox = await createTrelloSandbox({ cards: 260, boards: 1, rateLimit: { limit: 100_000, windowMs: 10_000 } });
    board = sandbox.boards()[0]?.id ?? '';
    const recorded = recordingFetch(calls, interpretTrelloAnswer);
    client = trello.createClient({
      baseUrl: sandbox.url,
      settings: trelloSettings.parse({}),
      secrets: { apiKey: sandbox.apiKey, token: sandbox.token },
      fetch: recorded,
      transfer: createVendorTransfer({
        gate: { take: async () => {}, report: async () => {} },
        interpret: interpretTrelloAnswer,
        // What is sent on, and where it leads, is no part of the description.
        transport: (url, init) =>
          typeof url === 'string' && url.includes('/download/') ? fetch(url, init) : recorded(url, init),
      }),
    }) as TrelloClient;
  });
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

  const streamNamed = (name: string) => trello.streams.find((stream) => stream.name === name) as Stream;

  it.each(trello.streams.map(({ name }) => name))('reading %s', async (name) => {
    const stream = streamNamed(name);
    await wire(async () => {
      for (const { key: scope } of await trello.listScopes(client, stream.scopeKind, signal)) {
        for (const since of stream.incremental === 'since' ? [null, new Date(0)] : [null]) {
          const plan = since === null ? await stream.planWindows?.(client, scope, signal) : null;
          const waiting: (PageCursor | null)[] = plan ? [...plan.windows] : [null];
          for (let cursor = waiting.shift(); cursor !== undefined; cursor = waiting.shift()) {
            const page = await stream.readPage(client, { scope, cursor, since }, signal);
            if (page.next) waiting.unshift(page.next);
            const [item] = stream.parsePage(page.raw);
            const result = item === undefined ? null : stream.normalize(item, scope);
            if (result?.outcome === 'record') await stream.fetchOne?.(client, { ...result.record, scope }, signal);
          }
        }
      }
    });
  });

  it('looking who we are', () => wire(() => trello.check(client, signal)));
  it('describing fields', () => wire(async () => trello.describeFields?.(client, 'cards', signal)));

  const request = (fields: CreateRequest['fields'], parents = {}): CreateRequest => {
    const ownKey = `key-${calls.length}`.padEnd(22, '_');
    return { fields, ownKey, locators: {}, parents, scope: board };
  };
  const update = { locators: {}, ownKey: null, expected: {}, expectedVersion: null };

  it('writing cards', async () => {
    const { writes } = streamNamed('cards');
    const fieldOf = (name: string) =>
      customFieldName(sandbox.customFields(board).find((field) => field.name === name)?.id ?? '');
    const draft = {
      name: 'New',
      description: 'Text',
      list: 'To Do',
      labels: ['bug', 'a new label'],
      assignees: [sandbox.members()[1]?.id ?? ''],
      due: '2027-01-01T00:00:00.000Z',
      start: null,
      due_complete: false,
      state: 'closed',
      [fieldOf('Customer')]: 'Acme',
      [fieldOf('Points')]: 3,
      [fieldOf('Urgent')]: true,
      [fieldOf('Ship date')]: '2027-01-01T00:00:00.000Z',
    };
    await wire(async () => {
      const made = await writes?.create?.(client, request(draft), signal);
      if (!made) throw new Error('nothing made');
      await writes?.findCreated?.(client, { ...request(draft), since: new Date() }, signal);
      const fields = { name: 'Edited', list: 'Done', state: 'open', labels: [], assignees: [], due: null };
      await writes?.update?.(client, { ...update, key: made.key, fields }, signal);
      await writes?.update?.(client, { ...update, key: made.key, fields: { [fieldOf('Size')]: 'Large' } }, signal);
      await writes?.remove?.(client, made.key, signal);
    });
  });

  it('writing comments, labels and checklists', async () => {
    const card = { externalId: sandbox.cards(board)[0]?.id ?? '', locator: null, scope: board };
    for (const [name, draft, edit] of [
      ['comments', request({ body: 'Hello' }, { comments_on: card }), { body: 'Bye' }],
      ['labels', request({ name: 'fresh', color: 'lime' }), { name: 'stale', color: null }],
      [
        'checklists',
        request({ name: 'Before release', items: [{ name: 'One', done: true }] }, { part_of: card }),
        {
          name: 'After release',
          items: [
            { name: 'One', done: false },
            { name: 'Two', done: true },
          ],
        },
      ],
    ] as const) {
      const { writes } = streamNamed(name);
      await wire(async () => {
        const made = await writes?.create?.(client, draft, signal);
        if (!made) throw new Error('nothing made');
        await writes?.findCreated?.(client, { ...draft, since: new Date() }, signal);
        await writes?.update?.(client, { ...update, key: made.key, fields: edit }, signal);
        await writes?.remove?.(client, made.key, signal);
      });
    }
  });

  it('attaching files, reading and deleting them', async () => {
    const { content, writes } = streamNamed('attachments');
    const card = { externalId: sandbox.cards(board)[0]?.id ?? '', locator: null, scope: board };
    const bytes = fileBytes(10_000);
    const draft = request({ file_name: 'shot 1.png', size: bytes.length }, { part_of: card });
    const file = {
      fileName: 'shot 1.png',
      contentType: 'image/png',
      size: bytes.length,
      body: new Blob([bytes]).stream(),
    };
    await wire(async () => {
      const made = await writes?.create?.(client, { ...draft, file }, signal);
      if (!made) throw new Error('nothing made');
      await writes?.findCreated?.(client, { ...draft, since: new Date() }, signal);
      const { body } = await content!.open(client, made.key, signal);
      expect(Buffer.from(await new Response(body).arrayBuffer())).toEqual(bytes);
      await writes?.remove?.(client, made.key, signal);
    });
  });

  it('registering webhooks, and being refused', async () => {
    const made = await wire(async () => {
      const { webhooks } = trello;
      // Nobody answers there.
      await expect(
        webhooks?.register?.(client, { url: 'http://127.0.0.1:9/webhooks/1', secret: '' }, signal),
      ).rejects.toMatchObject({ class: 'invalid' });
      await webhooks?.standing?.(client, [], signal);
      await Promise.allSettled([
        client.send({ path: '/cards/ffffffffffffffffffffffff' }, signal),
        client.send({ method: 'PUT', path: `/cards/${sandbox.cards(board)[0]?.id}`, body: { due: 'soon' } }, signal),
      ]);
    });
    expect(new Set(made.map(({ status }) => status))).toEqual(new Set([200, 400, 404]));
  });
});
