import { createHubspotSandbox, type HubspotSandbox } from '@syncline/connector-hubspot/sandbox';
import { type SyncEngine, startSyncEngine, waitForProcess } from '@syncline/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readFeed } from './read-feed.ts';
import { startBackfill } from './start-process.ts';

let sandbox: HubspotSandbox;
let engine: SyncEngine;
let connectionId: number;
const { signal } = new AbortController();

beforeEach(async () => {
  sandbox = await createHubspotSandbox({
    contacts: 12,
    rateLimit: { limit: 1_000_000, windowMs: 10_000 },
    searchesPerSecond: 1_000_000,
  });
  const { url, portalId, token, clientId, clientSecret } = sandbox;
  engine = await startSyncEngine({
    sides: [
      {
        name: 'hubspot',
        connector: 'hubspot',
        url,
        settings: { portalId, searchesPerSecond: 10_000, journalClientId: clientId },
        secrets: { token, webhookSecret: clientSecret },
      },
    ],
  });
  connectionId = engine.connectionId('hubspot');
  const { processId } = await startBackfill(engine.ctx, { connectionId });
  expect(await waitForProcess(engine.ctx, processId)).toMatchObject({ state: 'completed' });
  // The first look: from here on.
  await readFeed(engine.ctx, connectionId, signal);
}, 60_000);

afterEach(async () => {
  await engine?.stop();
  await sandbox?.close();
});

async function read(): Promise<void> {
  await readFeed(engine.ctx, connectionId, signal);
  await engine.quiet();
}

async function mapped(stream: string, id: string) {
  const { rows } = await engine.ctx.store.query<{ state: string; fields: Record<string, unknown> }>(
    `select m.state, e.fields from mappings m join entities e on e.id = m.entity_id where m.stream = $1 and m.external_id = $2`,
    [stream, id],
  );
  return rows[0];
}

async function companyOf(contact: string): Promise<string | undefined> {
  const { rows } = await engine.ctx.store.query<{ id: string }>(
    `select t.external_id as id from relations r
     join mappings m on m.entity_id = r.from_entity_id and m.stream = 'contacts' and m.external_id = $1
     join mappings t on t.entity_id = r.to_entity_id and t.stream = 'companies' where r.type = 'belongs_to'`,
    [contact],
  );
  return rows[0]?.id;
}

async function hintsOfFeed(): Promise<number> {
  const { rows } = await engine.ctx.store.query<{ n: number }>(
    `select count(*)::int as n from hints where source = 'feed'`,
  );
  return rows[0]!.n;
}

/** Another company than the contact's own becomes its primary one: no time of any record changes. */
async function moveContact(contact: string): Promise<string> {
  const before = await companyOf(contact);
  const other = [...sandbox.records('companies')].find(({ id }) => id !== before)!.id;
  if (before !== undefined) sandbox.dissociate('contacts', contact, 'companies', before);
  sandbox.associate('contacts', contact, 'companies', other, 1);
  return other;
}

describe("a vendor's feed", () => {
  it('brings edits, deletes and associations that no webhook told of', async () => {
    const [edited, gone, moved] = [...sandbox.records('contacts')].map(({ id }) => id) as [string, string, string];
    sandbox.edit('contacts', edited, { jobtitle: 'Told by the journal' });
    sandbox.delete('contacts', gone);
    const company = await moveContact(moved);
    const made = sandbox.create('deals', { dealname: 'New', dealstage: 'qualifiedtobuy' });
    await read();
    expect((await mapped('contacts', edited))?.fields).toMatchObject({ title: 'Told by the journal' });
    await expect.poll(async () => (await mapped('contacts', gone))?.state).toBe('gone');
    expect(await companyOf(moved)).toBe(company);
    expect((await mapped('deals', made.id))?.fields).toMatchObject({ name: 'New' });
  }, 60_000);

  it('is read on from where it was left, each file once, however many read it', async () => {
    sandbox.journal.most = 1;
    const [one, two] = [...sandbox.records('contacts')].map(({ id }) => id) as [string, string];
    for (const id of [one, two, one]) sandbox.edit('contacts', id, { jobtitle: `Edit ${Math.random()}` });
    await Promise.all([read(), read(), read()]);
    expect(await hintsOfFeed()).toBe(3);
    await read();
    expect(await hintsOfFeed()).toBe(3);
    sandbox.edit('contacts', two, { jobtitle: 'After' });
    await read();
    expect(await hintsOfFeed()).toBe(4);
    expect((await mapped('contacts', two))?.fields).toMatchObject({ title: 'After' });
  }, 60_000);

  it('stays where it is when reading fails, and passes nothing over', async () => {
    const [id] = [...sandbox.records('contacts')].map((record) => record.id) as [string];
    sandbox.edit('contacts', id, { jobtitle: 'Kept' });
    sandbox.faults.add({ kind: 'status', status: 503, path: '/journal-files/', count: 3 });
    await expect(readFeed(engine.ctx, connectionId, signal)).rejects.toMatchObject({ class: 'transient' });
    expect(await hintsOfFeed()).toBe(0);
    sandbox.faults.clear();
    await read();
    expect((await mapped('contacts', id))?.fields).toMatchObject({ title: 'Kept' });
  }, 60_000);

  it('that was not read for longer than it is kept has its streams read whole, and says so', async () => {
    const warn = vi.spyOn(engine.ctx.logger, 'warn');
    const [edited, moved] = [...sandbox.records('contacts')].map(({ id }) => id) as [string, string];
    sandbox.edit('contacts', edited, { jobtitle: 'Long ago' });
    const company = await moveContact(moved);
    sandbox.journal.lapse();
    await engine.ctx.store.query(`update feeds set read_at = now() - interval '4 days'`);
    sandbox.index();
    await read();
    const { rows } = await engine.ctx.store.query<{ id: string }>(
      `select id from processes where kind = 'backfill' and parent_id is null order by created_at desc`,
    );
    expect(rows).toHaveLength(2);
    expect(await waitForProcess(engine.ctx, rows[0]!.id)).toMatchObject({ state: 'completed' });
    await engine.quiet();
    expect((await mapped('contacts', edited))?.fields).toMatchObject({ title: 'Long ago' });
    expect(await companyOf(moved)).toBe(company);
    expect(warn.mock.calls.map(([, text]) => text)).toContain('a feed has lapsed: its streams are read whole');
    // What comes after it is told again.
    sandbox.edit('contacts', edited, { jobtitle: 'Since' });
    await read();
    expect((await mapped('contacts', edited))?.fields).toMatchObject({ title: 'Since' });
    expect(
      (await engine.ctx.store.query(`select from processes where kind = 'backfill' and parent_id is null`)).rowCount,
    ).toBe(2);
  }, 60_000);
});
