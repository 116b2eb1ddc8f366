import type { CreateRequest, PageCursor, Stream } from '@syncline/connector-sdk';
import { recordingFetch, type WireCall } from '@syncline/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { interpretZohoAnswer } from '../src/answer.ts';
import { zohoChoices } from '../src/choices.ts';
import { createZohoClient, type ZohoClient } from '../src/client.ts';
import { zoho } from '../src/connector.ts';
import { SessionCache } from '../src/session/session-cache.ts';
import { zohoSettings } from '../src/settings.ts';
import { writeTrials } from '../src/testing/write-trials.ts';
import { zohoDescriptionFolder } from './testing/env.ts';
import { loadZohoDescription, type ZohoDescription } from './testing/openapi-check.ts';
import { createZohoSandbox, type ZohoSandbox } from './zoho-sandbox.ts';

const folder = zohoDescriptionFolder();
const signal = new AbortController().signal;

describe.skipIf(folder === null)("every request and every answer is as Zoho's descriptions have it", () => {
  let description: ZohoDescription;
  const calls: WireCall[] = [];
  let sandbox: ZohoSandbox;
  let client: ZohoClient;

  beforeAll(async () => {
    description = loadZohoDescription(folder ?? '');
    sandbox = await createZohoSandbox({ accounts: 210, contacts: 5, deals: 5, quotes: 5, calls: 5, notes: 210 });
    client = createZohoClient(
      {
        baseUrl: sandbox.url,
        settings: zohoSettings.parse({ quoteProduct: sandbox.quoteProduct }),
        secrets: { token: sandbox.token },
        fetch: recordingFetch(calls, interpretZohoAnswer),
      },
      new SessionCache(),
    );
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

  const streamNamed = (name: string) => zoho.streams.find((stream) => stream.name === name) as Stream;

  it.each(zoho.streams.map(({ name }) => name))('reading %s', async (name) => {
    const stream = streamNamed(name);
    const scope = 'organization';
    await wire(async () => {
      for (const since of [null, new Date(0), new Date('2100-01-01')]) {
        const plan = since === null ? await stream.planWindows?.(client, scope, signal) : null;
        const waiting: (PageCursor | null)[] = plan ? [...plan.windows] : [null];
        for (let cursor = waiting.shift(); cursor !== undefined; cursor = waiting.shift()) {
          const page = await stream.readPage(client, { scope, cursor, since, pageSize: 100 }, signal);
          if (page.next) waiting.unshift(page.next);
          const [item] = stream.parsePage(page.raw);
          const result = item === undefined ? null : stream.normalize(item, scope);
          if (result?.outcome === 'record') await stream.fetchOne?.(client, { ...result.record, scope }, signal);
        }
      }
    });
  });

  it('looking who we are, and what there is to choose from', () =>
    wire(async () => {
      await zoho.check(client, signal);
      for (const choices of Object.values(zohoChoices))
        expect((await choices.read(client, { cursor: null, stream: 'accounts' }, signal)).choices).not.toEqual([]);
    }));

  it.each(writeTrials.map((trial) => [trial.stream, trial] as const))('writing %s', async (name, trial) => {
    const { writes } = streamNamed(name);
    const scope = 'organization';
    const place = {
      sandbox: { sandbox, baseUrl: sandbox.url, settings: {}, secrets: {}, close: sandbox.close },
      client,
      scope,
    };
    const made = await wire(async () => {
      const draft = (await trial.draft?.(place, 1)) ?? { fields: {} };
      const request: CreateRequest = {
        parents: {},
        locators: {},
        ...draft,
        ownKey: `key-${name}`.padEnd(22, '_'),
        scope,
      };
      const written = await writes?.create?.(client, request, signal);
      if (!written) throw new Error('nothing made');
      await writes?.findCreated?.(client, { ...request, since: new Date() }, signal);
      const { fields } = await trial.edit(place, 2);
      const update = { key: written.key, fields, locators: {}, ownKey: null, expected: {}, expectedVersion: null };
      await writes?.update?.(client, update, signal);
      await writes?.updateMany?.(client, [update], signal);
      await writes?.remove?.(client, written.key, signal);
      await writes?.remove?.(client, written.key, signal);
      await streamNamed(name).fetchOne?.(client, written.key, signal);
      sandbox.purge(name[0]?.toUpperCase() + name.slice(1), written.key.externalId);
      expect(await streamNamed(name).fetchOne?.(client, written.key, signal)).toEqual({ outcome: 'gone' });
      const refused = await trial.refused?.(place, 3);
      if (!refused) return;
      const bad = { ...request, ...refused, ownKey: `bad-${name}`.padEnd(22, '_') };
      const good = { ...request, ownKey: `good-${name}`.padEnd(22, '_') };
      await expect(writes?.create?.(client, bad, signal)).rejects.toMatchObject({ class: 'invalid' });
      const answers = await writes?.createMany?.(client, [good, bad], signal);
      expect(answers?.map(({ outcome }) => outcome)).toEqual(['written', 'refused']);
    });
    expect(new Set(made.map(({ status }) => status))).toEqual(expect.objectContaining(new Set([200, 201, 207])));
  });

  it('watching modules, prolonging it, and ending it', () =>
    wire(async () => {
      const { webhooks } = zoho;
      const target = { url: 'https://syncline.example/webhooks/1', secret: 'secret' };
      const made = (await webhooks?.register?.(client, target, signal)) ?? [];
      expect(await webhooks?.register?.(client, target, signal)).toHaveLength(made.length);
      const lapsing = made.map(({ id, scope }) => ({ id, scope }));
      expect(await webhooks?.renew?.(client, lapsing, signal)).toEqual(
        made.map(({ id }) => expect.objectContaining({ id })),
      );
      expect(await webhooks?.standing?.(client, made, signal)).toEqual(made);
      for (const subscription of made) await webhooks?.unregister?.(client, subscription, signal);
      expect(await webhooks?.standing?.(client, made, signal)).toEqual([]);
    }));
});
