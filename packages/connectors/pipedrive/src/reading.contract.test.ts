import { describe, expect, it } from 'vitest';
import { fetchOne, readAll, signal, start, streamNamed } from './testing/connect.ts';

const LONG_AGO = new Date('2020-01-01T00:00:00Z');

describe('windows of the time of the last change', () => {
  it('hold every record once, side by side, and end', async () => {
    const { sandbox, client } = await start({ persons: 6_300 });
    const stream = streamNamed('persons');
    const plan = await stream.planWindows?.(client, 'company', signal);
    const seen: string[] = [];
    let open = [...(plan?.windows ?? [])];
    let widest = 0;
    for (let rounds = 0; open.length > 0; rounds++) {
      expect(rounds).toBeLessThan(12);
      widest = Math.max(widest, open.length);
      const pages = await Promise.all(
        open.map((cursor) => stream.readPage(client, { scope: 'company', cursor, since: null }, signal)),
      );
      open = pages.flatMap(({ next, split = [] }) => [...(next ? [next] : []), ...split]);
      for (const { raw } of pages)
        seen.push(...stream.parsePage(raw).map((item) => String((item as { id: number }).id)));
    }
    expect(widest).toBeGreaterThanOrEqual(8);
    expect(seen).toHaveLength(6_300);
    expect(new Set(seen)).toEqual(new Set(sandbox.records('persons').map(({ id }) => String(id))));
  });

  it('read a second with more records than a page to its end', async () => {
    const { sandbox, client } = await start({ persons: 1_700, seededSpanSeconds: 1 });
    expect((await readAll(client, 'persons')).size).toBe(sandbox.count('persons'));
  });

  it('hold what is edited or archived while they are read', async () => {
    const { sandbox, client } = await start({ persons: 3_000, deals: 700 });
    for (const name of ['persons', 'deals'] as const) {
      const stream = streamNamed(name);
      const plan = await stream.planWindows?.(client, 'company', signal);
      const seen = new Set<string>();
      const waiting = [...(plan?.windows ?? [])];
      for (let pages = 0; waiting.length > 0; pages++) {
        expect(pages).toBeLessThan(100);
        // The newest first, so that what is edited goes to where it was looked for already.
        const cursor = waiting.pop()!;
        const {
          raw,
          next,
          split = [],
        } = await stream.readPage(client, { scope: 'company', cursor, since: null }, signal);
        for (const item of stream.parsePage(raw)) seen.add(String((item as { id: number }).id));
        waiting.push(...(next ? [next] : []), ...split);
        const unread = sandbox.records(name).filter(({ id }) => !seen.has(String(id)));
        for (const { id } of unread.slice(0, 7))
          sandbox.edit(name, id, name === 'deals' ? { is_archived: true } : { job_title: `Edited ${pages}` });
      }
      expect(seen).toEqual(new Set(sandbox.records(name).map(({ id }) => String(id))));
    }
  });
});

describe('changes since a time', () => {
  it('are asked for at whole seconds, in archived deals too', async () => {
    const { sandbox, client } = await start({ deals: 30 });
    sandbox.log.clear();
    const all = await readAll(client, 'deals', new Date('2020-01-01T00:00:00.750Z'), 7);
    expect(all.size).toBe(30);
    expect([...all.values()].filter(({ fields }) => fields['archived'] === true)).toHaveLength(3);
    expect(sandbox.requestCount(/updated_since=2020-01-01T00%3A00%3A00Z/)).toBe(
      sandbox.requestCount(/GET \/api\/v2\/deals/),
    );
  });

  it('of notes lose none when one that was read is deleted between two pages', async () => {
    const { sandbox, client } = await start({ notes: 40 });
    const stream = streamNamed('notes');
    const seen = new Set<number>();
    let request = { scope: 'company', cursor: null, since: LONG_AGO, pageSize: 10 } as Parameters<
      typeof stream.readPage
    >[1];
    for (let pages = 0; pages < 20; pages++) {
      const page = await stream.readPage(client, request, signal);
      const ids = stream.parsePage(page.raw).map((item) => (item as { id: number }).id);
      expect(ids.length).toBeLessThanOrEqual(10);
      for (const id of ids) seen.add(id);
      // The last one of the page, which the next page begins with, and one before it.
      if (pages === 0) for (const id of [ids[9] ?? 0, ids[3] ?? 0]) sandbox.delete('notes', id);
      if (!page.next) break;
      request = { ...request, cursor: page.next };
    }
    expect(seen.size).toBe(40);
  });
});

describe('one record', () => {
  it.each(['organizations', 'persons', 'deals', 'activities', 'notes'] as const)(
    'of %s is gone when it is marked so, and hidden is not gone',
    async (name) => {
      const { sandbox, client } = await start();
      expect(await fetchOne(client, name, '1')).toMatchObject({ externalId: '1' });
      sandbox.delete(name, 1);
      expect(await fetchOne(client, name, '1')).toBe('gone');
      sandbox.erase(name, 2);
      expect(await fetchOne(client, name, '2')).toBe('unreachable');
    },
  );

  it('that is not found is gone where the user sees all, while its list answers', async () => {
    const { sandbox, client } = await start({}, { seesAllRecords: true });
    sandbox.erase('persons', 2);
    expect(await fetchOne(client, 'persons', '2')).toBe('gone');
    sandbox.faults.add({ kind: 'status', status: 403, path: '/persons\\?' });
    await expect(fetchOne(client, 'persons', '2')).rejects.toMatchObject({ class: 'permission' });
  });

  it('of quotes is gone with its deal, and when the deal carries none any more', async () => {
    const { sandbox, client } = await start();
    expect(await fetchOne(client, 'quotes', '1')).toMatchObject({ fields: { name: 'Quote 1', deal: '1', version: 1 } });
    expect(await fetchOne(client, 'quotes', '2')).toBe('gone');
    sandbox.delete('deals', 1);
    expect(await fetchOne(client, 'quotes', '1')).toBe('gone');
  });
});

describe('what the company calls things', () => {
  it('is found by name or by the settings, and not shown where there is none', async () => {
    const { sandbox, client } = await start({}, { fields: { organizations: { type: 'segment' } } });
    sandbox.edit('organizations', 1, { custom_fields: { Segment: 'SMB', Description: 'About' }, industry: 22 });
    const fields = { description: 'About', segment: 'SMB', type: 'SMB', industry: 'Energy' };
    expect(await fetchOne(client, 'organizations', '1')).toMatchObject({ fields });
    const bare = await start({ customFields: false });
    const shown = await fetchOne(bare.client, 'organizations', '1');
    expect(shown).toMatchObject({ fields: { name: expect.any(String) } });
    expect(shown).not.toHaveProperty('fields.segment');
    expect(shown).not.toHaveProperty('ownKey');
  });
});
