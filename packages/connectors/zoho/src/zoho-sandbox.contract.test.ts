import { createVendorFetch, type FetchedPage, type PageCursor, type Stream } from '@syncline/connector-sdk';
import { createZohoSandbox, type ZohoSandbox, type ZohoSandboxOptions } from '@syncline/connector-zoho/sandbox';
import { toSynclineError } from '@syncline/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ZohoClient } from './client.ts';
import { zoho } from './connector.ts';
import { accountsUrlOf, zohoApiOrigin } from './hosts.ts';

const signal = new AbortController().signal;
const scope = 'organization';
const few = { accounts: 5, contacts: 5, deals: 5, quotes: 5, calls: 5, notes: 5 };

async function start(options: ZohoSandboxOptions = {}): Promise<ZohoSandbox> {
  const sandbox = await createZohoSandbox({ ...few, ...options });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

function connect(
  sandbox: ZohoSandbox,
  settings: object = {},
  secrets: Record<string, string> = { token: sandbox.token },
) {
  const gate = { take: async () => {}, report: async () => {} };
  return zoho.createClient({
    baseUrl: sandbox.url,
    settings: zoho.settings.parse({ quoteProduct: sandbox.quoteProduct, ...settings }),
    secrets,
    fetch: createVendorFetch({ gate, interpret: zoho.interpretAnswer, timeoutMs: 5_000, retries: 0 }),
  });
}

const streamNamed = (name: string) => zoho.streams.find((stream) => stream.name === name) as Stream<ZohoClient>;

async function walk(client: ZohoClient, name: string, since: Date | null = null, during?: (page: number) => void) {
  const { planWindows, readPage, parsePage, normalize } = streamNamed(name);
  const plan = since === null ? await planWindows?.(client, scope, signal) : null;
  const waiting: (PageCursor | null)[] = plan ? [...plan.windows] : [null];
  const pages: FetchedPage[] = [];
  for (let cursor = waiting.shift(); cursor !== undefined; cursor = waiting.shift()) {
    const page = await readPage(client, { scope, cursor, since }, signal);
    pages.push(page);
    during?.(pages.length);
    expect(pages.length).toBeLessThan(50);
    if (page.next) waiting.unshift(page.next);
  }
  const ids = pages
    .flatMap(({ raw }) => parsePage(raw).map((item) => normalize(item, scope)))
    .flatMap((result) => (result.outcome === 'record' ? [result.record.externalId] : []));
  return { ids, pages: pages.length, windows: plan?.windows.length ?? 0 };
}

const idsOf = (sandbox: ZohoSandbox, module: string) => sandbox.records(module).map(({ id }) => id);

describe('reading', () => {
  it('cuts a large module into windows, also where many records were made in one second', async () => {
    const sandbox = await start({ accounts: 7_000, seededSpanSeconds: 4 });
    const { ids, windows } = await walk(connect(sandbox), 'accounts');
    expect(windows).toBeGreaterThan(2);
    expect(ids.sort()).toEqual(idsOf(sandbox, 'Accounts').sort());
  });

  it('reads all of what was changed in one second, and what is edited meanwhile once more', async () => {
    const sandbox = await start({ accounts: 2_500, seededSpanSeconds: 1 });
    const [first = ''] = idsOf(sandbox, 'Accounts');
    const { ids } = await walk(connect(sandbox), 'accounts', new Date(0), (page) => {
      if (page === 1) sandbox.edit('Accounts', first, { Phone: '1' });
    });
    expect(new Set(ids).size).toBe(2_500);
    expect(ids.filter((id) => id === first)).toHaveLength(2);
  });

  it('follows notes by tokens beyond the end of page numbers, while some are deleted', async () => {
    const sandbox = await start({ notes: 450, pageLimit: 200 });
    const [first = '', ...others] = idsOf(sandbox, 'Notes');
    const { ids, pages } = await walk(connect(sandbox), 'notes', null, (page) => {
      if (page === 1) sandbox.delete('Notes', first);
    });
    expect(pages).toBe(3);
    expect(ids).toEqual([first, ...others]);
  });

  it('begins a list anew when its token has lapsed', async () => {
    let now = Date.UTC(2026, 10, 21);
    const sandbox = await start({ notes: 250, clock: { now: () => new Date(now) } });
    const { ids, pages } = await walk(connect(sandbox), 'notes', null, (page) => {
      if (page === 1) now += 2 * 86_400_000;
    });
    expect(pages).toBe(4);
    expect(new Set(ids)).toEqual(new Set(idsOf(sandbox, 'Notes')));
  });

  it('says that a list of notes ends, and takes it for no whole', async () => {
    const sandbox = await start({ notes: 450, tokenLimit: 400 });
    await expect(walk(connect(sandbox), 'notes')).rejects.toMatchObject({ class: 'invalid', code: 'zoho_list_ends' });
  });

  it('polls notes back to the time, and users by If-Modified-Since', async () => {
    const sandbox = await start({ notes: 450 });
    const client = connect(sandbox);
    const since = new Date(Date.now() - 60_000);
    const edited = idsOf(sandbox, 'Notes')[3] ?? '';
    sandbox.edit('Notes', edited, { Note_Title: 'edited' });
    const { ids, pages } = await walk(client, 'notes', since);
    expect([ids[0], pages]).toEqual([edited, 1]);
    expect(await walk(client, 'users', since)).toMatchObject({ ids: [], pages: 1 });
    expect((await walk(client, 'users', new Date(0))).ids).toEqual(idsOf(sandbox, 'Users'));
    expect(sandbox.log.recent().filter(({ status }) => status === 304)).toHaveLength(1);
  });

  it('tells a deleted record from one that is hidden', async () => {
    const sandbox = await start();
    const client = connect(sandbox);
    const [binned = '', purged = '', hidden = '', there = ''] = idsOf(sandbox, 'Deals');
    const never = `${there.slice(0, -3)}999`;
    const outcome = async (externalId: string, by = client) =>
      (await streamNamed('deals').fetchOne?.(by, { externalId, locator: null, scope }, signal))?.outcome;
    for (const id of [binned, purged]) sandbox.delete('Deals', id);
    sandbox.purge('Deals', purged);
    sandbox.hide('Deals', hidden);
    expect(await Promise.all([binned, purged, hidden, there].map((id) => outcome(id)))).toEqual([
      'gone',
      'gone',
      'unreachable',
      'found',
    ]);
    expect(await outcome(never)).toBe('unreachable');
    expect(await outcome(never, connect(sandbox, { seesAllRecords: true }))).toBe('gone');
  });
});

describe('writing', () => {
  const request = (fields: Record<string, string | number>, ownKey: string) => ({
    fields,
    ownKey: ownKey.padEnd(22, '_'),
    locators: {},
    parents: {},
    scope,
  });

  it('takes the answers of a hundred and more apart, also where every one of a call is refused', async () => {
    const sandbox = await start();
    const { writes } = streamNamed('accounts');
    const requests = Array.from({ length: 130 }, (_, at) =>
      request(
        { name: at % 3 === 0 && at < 100 ? 'x'.repeat(201) : at >= 100 ? 'x'.repeat(300) : `Account ${at}` },
        `k${at}`,
      ),
    );
    const answers = (await writes?.createMany?.(connect(sandbox), requests, signal)) ?? [];
    expect(answers.map(({ outcome }) => outcome === 'written')).toEqual(
      requests.map((_, at) => at < 100 && at % 3 !== 0),
    );
    for (const answer of answers)
      if (answer.outcome === 'refused') expect(answer.error).toMatchObject({ class: 'invalid', field: 'name' });
    expect(sandbox.count('Accounts')).toBe(5 + 66);
  });

  it('leaves all in doubt when an answer does not speak of each record', async () => {
    const sandbox = await start();
    const client = connect(sandbox);
    const cut: ZohoClient = {
      settings: client.settings,
      send: async (...call) => ({ ...(await client.send(...call)), data: { data: [] } }),
    };
    const creating = streamNamed('accounts').writes?.createMany?.(cut, [request({ name: 'A' }, 'k')], signal);
    await expect(creating).rejects.toMatchObject({ class: 'partial' });
  });

  it('refuses a quote of an older version for good, by create, update and batch, and adds no second line', async () => {
    const sandbox = await start();
    const client = connect(sandbox);
    const { writes } = streamNamed('quotes');
    const created = request({ name: 'Q', version: 2 }, 'quote');
    const made = await writes?.create?.(client, created, signal);
    const externalId = made?.key.externalId ?? '';
    await writes?.create?.(client, { ...created, fields: { name: 'Q again', version: 2 } }, signal);
    expect(sandbox.record('Quotes', externalId)).toMatchObject({ Subject: 'Q again', Quoted_Items: [{ Quantity: 1 }] });
    sandbox.edit('Quotes', externalId, { Quote_Version: 5 });
    const stale = { class: 'invalid', code: 'stale_outbound_write' };
    const update = {
      key: { externalId, locator: null, scope },
      fields: { status: 'Confirmed' },
      expected: { version: 2 },
      expectedVersion: null,
      ownKey: null,
      locators: {},
    };
    await expect(writes?.create?.(client, created, signal)).rejects.toMatchObject(stale);
    await expect(writes?.update?.(client, update, signal)).rejects.toMatchObject(stale);
    expect(await writes?.updateMany?.(client, [update], signal)).toMatchObject([{ outcome: 'refused', error: stale }]);
    await writes?.update?.(client, { ...update, fields: { status: 'Confirmed', version: 6 } }, signal);
    expect(sandbox.record('Quotes', externalId)).toMatchObject({ Quote_Stage: 'Confirmed', Quote_Version: 6 });
  });

  it('writes over nothing that was edited since, alone by the condition and among many by comparison', async () => {
    let now = Date.UTC(2026, 10, 21);
    const sandbox = await start({ clock: { now: () => new Date(now) } });
    const [externalId = ''] = idsOf(sandbox, 'Accounts');
    now += 5_000;
    sandbox.edit('Accounts', externalId, { Phone: 'by hand' });
    const update = {
      key: { externalId, locator: null, scope },
      fields: { phone: 'ours' },
      expected: { phone: 'before' },
      expectedVersion: new Date(now - 3_000).toISOString(),
      ownKey: null,
      locators: {},
    };
    const { writes } = streamNamed('accounts');
    const moved = { class: 'conflict' };
    await expect(writes?.update?.(connect(sandbox), update, signal)).rejects.toMatchObject(moved);
    expect(await writes?.updateMany?.(connect(sandbox), [update], signal)).toMatchObject([
      { outcome: 'refused', error: moved },
    ]);
    expect(sandbox.record('Accounts', externalId)?.['Phone']).toBe('by hand');
  });
});

describe('tokens', () => {
  const credentials = ({ clientId, clientSecret, refreshToken }: ZohoSandbox) => ({
    clientId,
    clientSecret,
    refreshToken,
  });

  it('are asked for once by however many need them, and again when they lapse', async () => {
    const sandbox = await start();
    const client = connect(sandbox, {}, credentials(sandbox));
    await Promise.all([zoho.check(client, signal), zoho.check(client, signal), zoho.check(client, signal)]);
    expect(sandbox.tokensIssued()).toBe(1);
    sandbox.expireTokens();
    await Promise.all([zoho.check(client, signal), zoho.check(client, signal)]);
    expect(sandbox.tokensIssued()).toBe(2);
  });

  it('that are refused end as auth, although Zoho says so with status 200', async () => {
    const sandbox = await start();
    const client = connect(sandbox, {}, { ...credentials(sandbox), refreshToken: 'revoked' });
    await expect(zoho.check(client, signal)).rejects.toMatchObject({ class: 'auth', code: 'zoho_token_refused' });
  });

  it('are sent to no API domain that is not of Zoho', async () => {
    const elsewhere = await start();
    const sandbox = await start({ apiDomain: elsewhere.url });
    const error = await zoho.check(connect(sandbox, {}, credentials(sandbox)), signal).catch(toSynclineError);
    expect(error).toMatchObject({ class: 'permission', code: 'zoho_foreign_api_domain' });
    expect(elsewhere.log.total).toBe(0);
    for (const domain of ['https://www.zohoapis.eu', 'https://sandbox.zohoapis.com', 'https://www.zohoapis.com.cn'])
      expect(zohoApiOrigin(domain)).toBe(domain);
    for (const domain of [
      'http://www.zohoapis.eu',
      'https://www.zohoapis.eu.evil.example',
      'https://evil-zohoapis.eu',
      'https://www.zohoapis.eu:444',
      null,
    ])
      expect(zohoApiOrigin(domain)).toBeNull();
    expect(accountsUrlOf('https://www.zohoapis.ca/')).toBe('https://accounts.zohocloud.ca');
    expect(accountsUrlOf('https://sandbox.zohoapis.in')).toBe('https://accounts.zoho.in');
  });
});

describe('channels of notifications', () => {
  it('are one for each module, prolonged before they lapse, and known to be gone after', async () => {
    let now = Date.now();
    const sandbox = await start({ clock: { now: () => new Date(now) } });
    const client = connect(sandbox);
    const { webhooks } = zoho;
    const target = { url: 'http://127.0.0.1:9/webhooks/1', secret: 's'.repeat(200) };
    const made = (await webhooks?.register?.(client, target, signal)) ?? [];
    expect(made.map((one) => one.scope)).toEqual(['Accounts', 'Contacts', 'Deals', 'Quotes', 'Calls']);
    expect((await webhooks?.register?.(client, target, signal))?.map(({ id }) => id)).toEqual(made.map(({ id }) => id));
    expect(sandbox.channels.list()).toHaveLength(5);
    for (const { expiresAt } of made) expect(Date.parse(expiresAt ?? '')).toBeGreaterThan(now + 6 * 86_400_000);
    // With most of the week left there is nothing to do yet.
    expect(await webhooks?.renew?.(client, made, signal)).toEqual(made);
    expect(sandbox.requestCount('PATCH')).toBe(0);
    const lapsing = made.map((each) => ({ ...each, expiresAt: new Date(now + 3 * 86_400_000).toISOString() }));
    const renewed = (await webhooks?.renew?.(client, lapsing, signal)) ?? [];
    expect(renewed.map(({ id }) => id)).toEqual(made.map(({ id }) => id));
    for (const { expiresAt } of renewed) expect(Date.parse(expiresAt ?? '')).toBeGreaterThan(now + 6 * 86_400_000);
    expect(await webhooks?.standing?.(client, made, signal)).toEqual(made);
    sandbox.channels.remove(made[1]?.id ?? '');
    expect(await webhooks?.standing?.(client, made, signal)).toHaveLength(4);
    now += 8 * 86_400_000;
    expect(await webhooks?.standing?.(client, made, signal)).toEqual([]);
  });
});
