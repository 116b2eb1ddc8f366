import type { FetchedPage, PageCursor } from '@syncline/connector-sdk';
import { describe, expect, it } from 'vitest';
import { INDEX_LAG_MS } from './object-stream.ts';
import { readWhole, type Started, signal, start, streamNamed } from './testing/start-hubspot.ts';

const contacts = streamNamed('contacts');
/** By hand at the size of a real import: HUBSPOT_CONTACTS=45000 HUBSPOT_ONE_INSTANT=12000, with HubSpot's own cap. */
const size = {
  contacts: Number(process.env['HUBSPOT_CONTACTS'] ?? 450),
  instant: Number(process.env['HUBSPOT_ONE_INSTANT'] ?? 120),
  cap: process.env['HUBSPOT_CONTACTS'] === undefined ? 100 : 10_000,
  page: process.env['HUBSPOT_CONTACTS'] === undefined ? 25 : 200,
};

/** Ids of a read since a time, with how many pages there were. */
async function readSince(
  { client, scope }: Started,
  since: Date,
  between: (pages: number) => void = () => undefined,
): Promise<{ readonly ids: readonly string[]; readonly pages: number }> {
  const ids: string[] = [];
  let cursor: PageCursor | null = null;
  for (let pages = 1; ; pages++) {
    const page: FetchedPage = await contacts.readPage(client, { scope, cursor, since, pageSize: size.page }, signal);
    ids.push(...contacts.parsePage(page.raw).map((item) => String((item as { id: unknown }).id)));
    if (page.next === null) return { ids, pages };
    cursor = page.next;
    between(pages);
  }
}

const truth = ({ sandbox }: Started) => [...sandbox.records('contacts')];

describe('the cap of searches', () => {
  it(`does not keep a read from ${size.contacts} contacts, of which ${size.instant} share the millisecond of their change`, async () => {
    const place = await start({
      contacts: size.contacts,
      contactsOfOneInstant: size.instant,
      companies: 5,
      searchCap: size.cap,
    });
    const times = Map.groupBy(truth(place), ({ updatedAt }) => updatedAt);
    const [instant, shared] = [...times].reduce((most, one) => (one[1].length > most[1].length ? one : most));
    expect(shared.length).toBeGreaterThanOrEqual(size.instant);
    expect(shared.length).toBeGreaterThan(size.cap);
    const whole = await readSince(place, new Date(0));
    expect(whole.ids).toEqual(truth(place).map(({ id }) => id));
    const late = await readSince(place, new Date(instant));
    const expected = truth(place).filter(({ updatedAt }) => updatedAt >= instant);
    expect(late.ids).toEqual(expected.map(({ id }) => id));
    expect(late.pages).toBeGreaterThan(size.cap / size.page);
  }, 120_000);

  it('is there: neither its own paging nor a second sorting rule would have done', async () => {
    const { client } = await start({ contacts: 150, searchCap: 100 });
    const path = '/crm/v3/objects/contacts/search';
    const search = (body: object) => client.search(path, { limit: 50, ...body }, signal);
    await expect(search({ after: '50' })).resolves.toMatchObject({
      data: { total: 150, paging: { next: { after: '100' } } },
    });
    await expect(search({ after: '100' })).rejects.toMatchObject({ class: 'invalid', status: 400 });
    const sorts = ['lastmodifieddate', 'hs_object_id'].map((propertyName) => ({
      propertyName,
      direction: 'ASCENDING',
    }));
    await expect(search({ sorts })).rejects.toMatchObject({ class: 'invalid', message: /one sorting rule/ });
  });

  it('does not bound a backfill, whose windows hold every record once', async () => {
    const place = await start({ contacts: 1_700, companies: 5, searchCap: 250 });
    const plan = await contacts.planWindows?.(place.client, place.scope, signal);
    expect(plan?.windows.length).toBeGreaterThan(3);
    expect(plan?.count).toBe(1_700);
    const ids = (await readWhole(place, contacts)).map(({ id }) => id);
    expect(ids).toEqual(truth(place).map(({ id }) => id));
  });
});

describe('a poll', () => {
  it('passes over nothing that is edited, made or deleted meanwhile, but leaves it to the next poll', async () => {
    const place = await start({ contacts: 200, indexLagMs: 0 });
    const { sandbox } = place;
    const before = truth(place).map(({ id }) => id);
    const [gone, edited, later] = [before[150]!, before[10]!, before[190]!];
    const { ids } = await readSince(place, new Date(0), (pages) => {
      if (pages !== 2) return;
      sandbox.delete('contacts', gone);
      sandbox.edit('contacts', edited, { jobtitle: 'edited' });
      sandbox.edit('contacts', later, { jobtitle: 'edited' });
      sandbox.create('contacts', { lastname: 'Made meanwhile' });
    });
    expect(before.filter((id) => !ids.includes(id))).toEqual([gone]);
    const changed = await readSince(place, new Date(Date.now() - 60_000));
    const made = truth(place).at(-1)!.id;
    expect(changed.ids.toSorted()).toEqual([edited, later, made].sort());
  });

  it('finds what searches did not show yet by reading again as far back as they lag', async () => {
    let now = new Date('2026-11-20T12:00:00.000Z');
    const place = await start({ contacts: 10, indexLagMs: INDEX_LAG_MS - 1_000, clock: { now: () => now } });
    const { sandbox, client, scope } = place;
    const edited = truth(place)[3]!.id;
    sandbox.edit('contacts', edited, { jobtitle: 'edited' });
    now = new Date(now.getTime() + 1_000);
    const first = await contacts.readPage(
      client,
      { scope, cursor: null, since: new Date(now.getTime() - 60_000) },
      signal,
    );
    expect(contacts.parsePage(first.raw)).toEqual([]);
    now = new Date(now.getTime() + INDEX_LAG_MS);
    const next = await readSince(place, new Date(first.observedAt.getTime() - contacts.incrementalOverlapMs!));
    expect(next.ids).toEqual([edited]);
  });

  it('does not go on from a search that is answered in another order', async () => {
    const { sandbox, client, scope } = await start({ contacts: 30 });
    const cursor = { from: '', to: '', since: '', after: '1' };
    const ids = [...sandbox.records('contacts')].map(({ id }) => id).reverse();
    const wrong: typeof client = {
      ...client,
      search: async () => ({
        data: { total: 30, results: ids.map((id) => ({ id, properties: {} })) },
        observedAt: new Date(),
      }),
    };
    const read = contacts.readPage(wrong, { scope, cursor, since: null, pageSize: 30 }, signal);
    await expect(read).rejects.toMatchObject({ class: 'transient', code: 'hubspot_search_out_of_order' });
  });
});

describe('associations', () => {
  it('are shown with each record, however many there are', async () => {
    const place = await start({ contacts: 620, deals: 3, companies: 2 });
    const { sandbox, scope } = place;
    const deals = streamNamed('deals');
    const [deal] = sandbox.records('deals');
    const people = [...sandbox.records('contacts')].map(({ id }) => id);
    for (const id of people) sandbox.associate('deals', deal!.id, 'contacts', id, 3);
    const item = (await readWhole(place, deals)).find(({ id }) => id === deal!.id);
    const result = deals.normalize(item, scope);
    if (result.outcome !== 'record') throw new Error(result.outcome);
    expect(result.record.fields['contacts']).toEqual(people.toSorted());
    expect(result.record.references.filter(({ relation }) => relation === 'related_to')).toHaveLength(620);
  });

  it('that could not be read are no reason to show none', async () => {
    const { sandbox, client, scope } = await start({ contacts: 3 });
    sandbox.faults.add({ kind: 'status', status: 502, path: '/crm/v4/associations/' });
    await expect(contacts.readPage(client, { scope, cursor: null, since: null }, signal)).rejects.toMatchObject({
      class: 'transient',
    });
  });
});

describe('a record read alone', () => {
  const outcomeOf = async ({ client, scope }: Started, externalId: string, stream = 'contacts') =>
    (await streamNamed(stream).fetchOne?.({ ...client }, { externalId, locator: null, scope }, signal))?.outcome;

  it('is found, gone, unreachable, or under another id', async () => {
    const place = await start({ contacts: 3 });
    const { sandbox, client } = place;
    const [one, two] = truth(place).map(({ id }) => id) as [string, string];
    expect(await outcomeOf(place, one)).toBe('found');
    sandbox.delete('contacts', one);
    expect(await outcomeOf(place, one)).toBe('gone');
    expect(await outcomeOf(place, 'x/../1')).toBe('unreachable');
    const merged = { ...client, send: async () => ({ data: { id: '77', properties: {} }, observedAt: new Date() }) };
    expect(await outcomeOf({ ...place, client: merged }, two)).toBe('moved');
    sandbox.faults.add({ kind: 'status', status: 403, path: two });
    await expect(outcomeOf(place, two)).rejects.toMatchObject({ class: 'permission' });
  });

  it('of a type that the settings do not name is none of ours', async () => {
    const place = await start({ contacts: 3, customObjects: 1 });
    const scope = `${place.scope}/2-3456789`;
    expect(await outcomeOf({ ...place, scope }, '20000000001', 'custom_objects')).toBe('out_of_scope');
  });

  it('is an owner who left as well', async () => {
    const place = await start({ contacts: 0 });
    const [first] = place.sandbox.owners();
    const left = place.sandbox.owners().find(({ archived }) => archived);
    expect(await outcomeOf(place, first!.id, 'owners')).toBe('found');
    expect(await outcomeOf(place, left!.id, 'owners')).toBe('found');
    expect(await outcomeOf(place, '1', 'owners')).toBe('unreachable');
  });
});
