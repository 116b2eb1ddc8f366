import type { Feed } from '@syncline/connector-sdk';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { HubspotClient } from '../client.ts';
import { hubspot } from '../connector.ts';
import type { HubspotSettings } from '../settings.ts';
import { connectTo, type Started, signal, start } from '../testing/start-hubspot.ts';

const feed = hubspot.feed as Required<Feed<HubspotClient, HubspotSettings>>;

async function startJournal(settings: object = {}): Promise<Started> {
  const place = await start({ contacts: 8 });
  const client = connectApp(place, settings);
  await feed.subscribe(client, signal);
  return { ...place, client };
}

function connectApp({ sandbox }: Started, settings: object = {}, webhookSecret = sandbox.clientSecret): HubspotClient {
  return connectTo(
    sandbox,
    { journalClientId: sandbox.clientId, ...settings },
    { token: sandbox.token, webhookSecret },
  );
}

const at = (position: string, readAt = new Date()) => ({ position, readAt });
const idsOf = ({ sandbox }: Started, object: string) => [...sandbox.records(object)].map(({ id }) => id);

/** Reads on to the end; returns the hints, and where it is then. */
async function readOn({ client }: Started, from: string) {
  const hints = [];
  let position = from;
  for (;;) {
    const read = await feed.read(client, at(position), signal);
    if (read.outcome !== 'hints') return { hints, position, end: read.outcome };
    hints.push(...read.hints);
    position = read.next;
  }
}

describe('the webhooks journal', () => {
  it('tells what webhooks tell, of the record and of both ends of an association', async () => {
    const place = await startJournal({ customObjects: { '2-3456789': ['name'] } });
    const { sandbox, client, scope } = place;
    const from = await feed.start(client, signal);
    const [edited, gone] = idsOf(place, 'contacts') as [string, string];
    const [company] = idsOf(place, 'companies') as [string];
    const [thing] = idsOf(place, '2-3456789') as [string];
    sandbox.edit('contacts', edited, { jobtitle: 'Chief' });
    sandbox.delete('contacts', gone);
    sandbox.associate('contacts', edited, 'companies', company, 1);
    sandbox.edit('2-3456789', thing, { name: 'Renamed' });
    const { hints, end } = await readOn(place, from);
    expect(end).toBe('end');
    const common = { op: 'changed', locator: null };
    expect(hints).toEqual([
      { stream: 'contacts', externalId: edited, scope, ...common },
      // Whether it is gone still, its own read tells.
      { stream: 'contacts', externalId: gone, scope, ...common },
      { stream: 'companies', externalId: company, scope, ...common },
      { stream: 'custom_objects', externalId: thing, scope: `${scope}/2-3456789`, ...common },
    ]);
    expect(hints.every((hint) => hubspot.webhooks!.covers!(client.settings, hint))).toBe(true);
  });

  it('is asked to write things down once, and again what was lost or has come to be carried', async () => {
    const { sandbox, client } = await startJournal();
    const posts = () => sandbox.requestCount(/^POST \/webhooks-journal\/subscriptions/);
    const first = posts();
    expect(first).toBe(sandbox.journal.subscriptions.size);
    await feed.subscribe(client, signal);
    expect(posts()).toBe(first);
    sandbox.journal.subscriptions.delete([...sandbox.journal.subscriptions.keys()][0]!);
    await feed.subscribe(client, signal);
    expect(posts()).toBe(first + 1);
    await feed.subscribe(connectApp({ sandbox } as Started, { customFields: { contacts: ['city'] } }), signal);
    expect(posts()).toBe(first + 2);
    expect([...sandbox.journal.subscriptions.values()].some((one) => one.properties?.includes('city'))).toBe(true);
  });

  it('goes by file after file, and from the beginning where nothing was written yet', async () => {
    const place = await startJournal();
    const { sandbox, client } = place;
    const from = await feed.start(client, signal);
    expect((await readOn(place, from)).hints).toEqual([]);
    sandbox.journal.most = 2;
    const ids = idsOf(place, 'contacts').slice(0, 5);
    for (const id of ids) sandbox.edit('contacts', id, { jobtitle: `Title of ${id}` });
    const { hints, position } = await readOn(place, from);
    expect(hints.map(({ externalId }) => externalId)).toEqual(ids);
    expect((await readOn(place, position)).hints).toEqual([]);
    expect(await feed.start(client, signal)).toBe(position);
  });

  it('asks for another address where that of a file has lapsed, and for another token', async () => {
    const place = await startJournal();
    const { sandbox, client } = place;
    const from = await feed.start(client, signal);
    const [id] = idsOf(place, 'contacts') as [string];
    sandbox.edit('contacts', id, { jobtitle: 'x' });
    sandbox.journal.lapsedAddresses = 1;
    expect((await readOn(place, from)).hints).toHaveLength(1);
    sandbox.journal.lapsedAddresses = 2;
    await expect(feed.read(client, at(from), signal)).rejects.toMatchObject({ class: 'transient' });
    sandbox.expireTokens();
    expect((await readOn(place, from)).hints).toHaveLength(1);
  });

  it('has lapsed when it was not read for three days, and not when nothing happened for as long', async () => {
    const place = await startJournal();
    const { sandbox, client } = place;
    const [id] = idsOf(place, 'contacts') as [string];
    sandbox.edit('contacts', id, { jobtitle: 'x' });
    const from = await feed.start(client, signal);
    sandbox.journal.lapse();
    expect(await feed.read(client, at(from), signal)).toEqual({ outcome: 'end' });
    sandbox.edit('contacts', id, { jobtitle: 'y' });
    expect(await feed.read(client, at(from), signal)).toMatchObject({ outcome: 'hints', hints: [{ externalId: id }] });
    const longAgo = new Date(Date.now() - 3 * 86_400_000);
    expect(await feed.read(client, at(from, longAgo), signal)).toMatchObject({ outcome: 'lapsed' });
  });

  it('is looked at by the check: an app that may not read it is named, and the account goes on', async () => {
    const place = await startJournal();
    expect(await hubspot.check(place.client, signal)).toMatchObject({ account: expect.any(String) });
    const wrong = connectApp(place, {}, 'not the secret');
    await expect(hubspot.check(wrong, signal)).rejects.toMatchObject({ class: 'permission' });
    const none = connectApp(place, {}, '');
    await expect(hubspot.check(none, signal)).rejects.toMatchObject({
      class: 'permission',
      code: 'hubspot_no_app_secret',
    });
    expect(feed.isOn(connectTo(place.sandbox).settings)).toBe(false);
    expect(await hubspot.check(connectTo(place.sandbox), signal)).toBeDefined();
  });
});

/**
 * What HubSpot's own description requires (PublicApiSpecs/Webhooks, 2026-03, in HubSpot-public-api-spec-collection): the
 * client has no models of the journal.
 */
const JournalFetchResponse = z.strictObject({ currentOffset: z.uuid(), expiresAt: z.iso.datetime(), url: z.url() });
const SubscriptionResponse = z.object({
  actions: z.array(
    z.enum(['CREATE', 'UPDATE', 'DELETE', 'MERGE', 'RESTORE', 'ASSOCIATION_ADDED', 'ASSOCIATION_REMOVED']),
  ),
  appId: z.int(),
  createdAt: z.iso.datetime(),
  id: z.int(),
  objectTypeId: z.string(),
  subscriptionType: z.enum(['OBJECT', 'ASSOCIATION']),
  updatedAt: z.iso.datetime(),
  portalId: z.int(),
  properties: z.array(z.string()).optional(),
  associatedObjectTypeIds: z.array(z.string()).optional(),
});

it('the simulated journal answers as HubSpot describes it', async () => {
  const { sandbox } = await startJournal();
  const [id] = [...sandbox.records('contacts')].map((record) => record.id) as [string];
  sandbox.edit('contacts', id, { jobtitle: 'x' });
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: sandbox.clientId,
    client_secret: sandbox.clientSecret,
    scope: 'developer.webhooks_journal.read',
  });
  const given = await fetch(`${sandbox.url}/oauth/v1/token`, { method: 'POST', body: form });
  const { access_token: token } = z
    .object({ access_token: z.string(), expires_in: z.int(), token_type: z.literal('bearer') })
    .parse(await given.json());
  const ask = async (path: string) => {
    const answer = await fetch(`${sandbox.url}/webhooks-journal/${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return answer.status === 200 ? ((await answer.json()) as unknown) : answer.status;
  };
  const query = `installPortalId=${sandbox.portalId}`;
  const latest = JournalFetchResponse.parse(await ask(`journal-local/2026-03/latest?${query}`));
  expect(await ask(`journal-local/2026-03/offset/${latest.currentOffset}/next?${query}`)).toBe(204);
  expect(await ask(`journal-local/2026-03/offset/of-long-ago/next?${query}`)).toBe(404);
  z.object({ results: z.array(SubscriptionResponse).min(1) }).parse(await ask('subscriptions/2026-03'));
  expect(await (await fetch(latest.url)).json()).toMatchObject({
    offset: latest.currentOffset,
    journalEvents: [{ portalId: sandbox.portalId }],
  });
});
