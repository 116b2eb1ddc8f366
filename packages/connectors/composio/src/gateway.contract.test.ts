import {
  type ComposioSandbox,
  createComposioHubspotSandbox,
  createComposioSandbox,
  signatureHeaders,
} from '@syncline/connector-composio/sandbox';
import { hubspot } from '@syncline/connector-hubspot';
import { createVendorFetch } from '@syncline/connector-sdk';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ComposioClient } from './client.ts';
import { composio } from './connector.ts';
import { composioSettings } from './settings.ts';

const signal = new AbortController().signal;

async function start(change: object = {}) {
  const sandbox = await createComposioSandbox({ salesforce: { accounts: 3, contacts: 0, tasks: 0 } });
  onTestFinished(() => sandbox.close());
  return { sandbox, client: connect(sandbox, change) };
}

function connect(sandbox: Pick<ComposioSandbox, 'url' | 'settings' | 'token'>, change: object): ComposioClient {
  const gate = { take: async () => {}, report: async () => {} };
  return composio.createClient({
    baseUrl: sandbox.url,
    settings: composioSettings.parse({ ...sandbox.settings, ...change }),
    secrets: { token: sandbox.token },
    fetch: createVendorFetch({ gate, interpret: composio.interpretAnswer, timeoutMs: 5_000, retries: 0 }),
  }) as ComposioClient;
}

function accounts() {
  const stream = composio.streams.find(({ name }) => name === 'accounts');
  if (!stream?.fetchOne) throw new Error('no stream of accounts');
  return { ...stream, fetchOne: stream.fetchOne };
}

const place = (externalId: string) => ({ externalId, locator: null, scope: 'ca_sandbox1' });
const idOf = ({ salesforce }: ComposioSandbox) => String([...salesforce.records('Account')][0]?.Id);

describe('a request through Composio', () => {
  it('carries no credentials of ours but its own key, and the headers that the CRM is asked with', async () => {
    const { sandbox, client } = await start();
    expect((await accounts().fetchOne(client, place(idOf(sandbox)), signal)).outcome).toBe('found');
    expect(sandbox.log.count(/^POST \/api\/v3\/tools\/execute\/proxy/)).toBe(1);
    expect(sandbox.salesforce.requestCount(/^GET .*\/sobjects\/Account|^GET .*\/query/)).toBe(1);
  });

  it.each([
    ['a record that is not there any more', { status: 404 }, 'not_found'],
    ['a server of the CRM that fails', { status: 503 }, 'transient'],
    ['a limit of the CRM', { status: 429 }, 'rate_limited'],
    ['credentials that the CRM refuses', { status: 401 }, 'auth'],
  ])('that the CRM refuses is refused as by the CRM, though Composio says 200: %s', async (_, fault, expected) => {
    const { sandbox, client } = await start();
    sandbox.salesforce.faults.add({ kind: 'status', ...fault, count: 5 });
    const asked = accounts().readPage(client, { scope: 'ca_sandbox1', cursor: null, since: new Date(0) }, signal);
    await expect(asked).rejects.toMatchObject({ class: expected });
    expect(sandbox.log.recent().map(({ status }) => status)).toEqual([200]);
  });

  it('that was answered with 200 and not carried out is no success', async () => {
    const { sandbox, client } = await start();
    const before = [...sandbox.salesforce.records('Account')].length;
    sandbox.failQuietly(1);
    const request = {
      scope: 'ca_sandbox1',
      ownKey: 'A'.repeat(22),
      locators: {},
      parents: {},
      fields: { name: 'Quiet' },
    };
    const make = () => accounts().writes!.create!(client, request, signal);
    await expect(make()).rejects.toMatchObject({ class: 'transient', code: 'composio_unsuccessful' });
    expect([...sandbox.salesforce.records('Account')]).toHaveLength(before);
    const { key } = await make();
    expect(key).toMatchObject({ scope: 'ca_sandbox1' });
    expect((await make()).key.externalId).toBe(key.externalId);
    expect([...sandbox.salesforce.records('Account')]).toHaveLength(before + 1);
  });
});

describe('checking a connection', () => {
  it('asks Composio for the account, and the CRM who it is', async () => {
    const { client } = await start();
    expect(await composio.check(client, signal)).toMatchObject({ detail: expect.stringContaining('through Composio') });
  });

  it('says that the account has lapsed, or is not there', async () => {
    const { sandbox, client } = await start();
    sandbox.setStatus('EXPIRED');
    await expect(composio.check(client, signal)).rejects.toMatchObject({ class: 'auth' });
    const other = connect(sandbox, { connectedAccountId: 'ca_other' });
    await expect(composio.check(other, signal)).rejects.toMatchObject({ class: 'not_found' });
  });
});

describe('a HubSpot through Composio', () => {
  const ofHubspot = composio.forSettings!({ toolkit: 'hubspot' });
  const named = (name: string) => ofHubspot.streams.find((stream) => stream.name === name)!;

  async function startHubspot() {
    const sandbox = await createComposioHubspotSandbox({ hubspot: { contacts: 6, deals: 3 } });
    onTestFinished(() => sandbox.close());
    return { sandbox, client: connect(sandbox, {}) };
  }

  it('shows its records as they are by its own connector, under the names of ours', async () => {
    const { sandbox, client } = await startHubspot();
    const gate = { take: async () => {}, report: async () => {} };
    const direct = hubspot.createClient({
      baseUrl: sandbox.hubspot.url,
      settings: hubspot.settings.parse({ portalId: sandbox.hubspot.portalId }),
      secrets: { token: sandbox.hubspot.token },
      fetch: createVendorFetch({ gate, interpret: hubspot.interpretAnswer, timeoutMs: 5_000, retries: 0 }),
    });
    const id = [...sandbox.hubspot.records('deals')][0]?.id ?? '';
    const [theirs, ours] = [hubspot.streams.find(({ name }) => name === 'deals')!, named('deals')];
    const show = async (stream: Pick<typeof ours, 'parsePage' | 'normalize'>, read: { raw?: Uint8Array }) => {
      const result = stream.normalize(stream.parsePage(read.raw ?? new Uint8Array())[0], 'ca_sandbox1');
      if (result.outcome !== 'record') throw new Error(`${result.outcome}`);
      return result.record;
    };
    const one = await show(theirs as never, (await theirs.fetchOne!(direct, place(id), signal)) as never);
    const other = await show(ours, (await ours.fetchOne!(client, place(id), signal)) as never);
    expect(other.fields).toEqual(one.fields);
    expect(other.fields).toHaveProperty('pipeline');
    expect(other.references.map(({ stream }) => stream)).toEqual(
      one.references.map(({ stream }) => ({ companies: 'accounts', owners: 'users' })[stream] ?? stream),
    );
    expect(ours.fields?.find(({ name }) => name === 'account')?.references).toBe('accounts');
    expect(ours.writes?.parents?.map(({ stream }) => stream)).toEqual(['accounts']);
    expect(sandbox.hubspot.requestCount(/^GET \/crm\/v3\/objects\/deals/)).toBe(2);
  });

  it('is checked for being one, and is told by triggers', async () => {
    const { sandbox, client } = await startHubspot();
    expect(await ofHubspot.check(client, signal)).toMatchObject({ account: expect.stringContaining('HubSpot') });
    const wrong = connect(sandbox, { toolkit: 'salesforce', vendorSettings: { organizationId: '00D5g000004XyzzEAC' } });
    await expect(composio.check(wrong, signal)).rejects.toMatchObject({ code: 'composio_other_toolkit' });
    const body = JSON.stringify({
      type: 'composio.trigger.message',
      metadata: { trigger_slug: 'HUBSPOT_CONTACT_CREATED_TRIGGER', connected_account_id: 'ca_sandbox1' },
      data: { objectId: 512 },
    });
    const rawBody = new TextEncoder().encode(body);
    const decoded = ofHubspot.webhooks!.decode({ event: 'x', headers: signatureHeaders('s', 'm', body), rawBody });
    expect(decoded).toMatchObject({ outcome: 'hints', hints: [{ stream: 'contacts', externalId: '512' }] });
  });
});
