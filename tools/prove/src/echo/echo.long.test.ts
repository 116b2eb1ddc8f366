import { createScratchDatabase, type ScratchDatabase } from '@syncline/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type MortalEngine, startMortalEngine } from '../shared/mortal-engine.ts';
import { scratchBackend } from '../testing/scratch-backend.ts';
import { startVendor, VENDORS } from '../vendors/start-vendor.ts';
import type { Shown, Vendor, VendorName } from '../vendors/vendor.ts';

/** Who edits, by whose record it is then written to. */
const SOURCE_OF: Readonly<Record<VendorName, VendorName>> = {
  github: 'jira',
  jira: 'salesforce',
  salesforce: 'github',
};

describe.each(VENDORS)('what is written to %s', (targetName) => {
  let database: ScratchDatabase;
  let vendors: Vendor[] = [];
  let engine: MortalEngine;
  const vendor = (name: VendorName): Vendor => vendors.find((each) => each.name === name)!;
  const source = (): Vendor => vendor(SOURCE_OF[targetName]);
  const target = (): Vendor => vendor(targetName);
  const shownAt = (at: Vendor, id: string): Shown | undefined => {
    const record = [...at.records()].find((candidate) => candidate.id === id);
    return record && { title: record.title, body: record.body };
  };
  const shownAtAll = (family: Family) => vendors.map((each) => shownAt(each, family.get(each.name)!));
  const settled = async (): Promise<void> => {
    // What is written sends webhooks again.
    for (let look = 0; look < 3; look += 1) {
      for (const each of vendors) if (!each.webhooks.faults.paused) await each.webhooks.idle();
      await engine.quiet(30_000);
    }
  };
  /** A record with its twins: their ids. */
  type Family = ReadonlyMap<VendorName, string>;
  const makeFamily = async (title: string): Promise<Family> => {
    source().create({ title, body: 'as it was' });
    await settled();
    return new Map(
      vendors.map((each) => {
        const [twin, ...others] = [...each.records()].filter((record) => record.title === title);
        if (!twin || others.length > 0) throw new Error(`${title} is not one record at ${each.name}`);
        return [each.name, twin.id];
      }),
    );
  };
  /** Edits at the source, and resolves at the moment at which it stands at the target, whose webhooks wait. */
  const write = async (family: Family, edit: Partial<Shown>): Promise<void> => {
    target().webhooks.setFaults({ paused: true });
    source().edit(family.get(source().name)!, edit);
    const id = family.get(targetName)!;
    await vi.waitUntil(
      () => Object.entries(edit).every(([field, value]) => shownAt(target(), id)![field as keyof Shown] === value),
      {
        timeout: 20_000,
        interval: 2,
      },
    );
  };
  const echo = async (): Promise<void> => {
    target().webhooks.setFaults({ paused: false });
    await settled();
  };

  beforeAll(async () => {
    database = await createScratchDatabase();
    vendors = await Promise.all(VENDORS.map((name) => startVendor(name, 7)));
    engine = await startMortalEngine({ backend: scratchBackend('postgres', database.url), sides: vendors, lives: [] });
    for (const each of vendors) each.subscribe(engine.webhookUrl(each.name));
    await engine.now().configure('echo', { kinds: { work_item: { members: vendors.map((each) => each.member) } } });
  });
  afterEach(() => {
    vi.useRealTimers();
    target().webhooks.setFaults({ paused: false });
  });
  afterAll(async () => {
    await engine?.close();
    for (const each of vendors) await each.close();
    await database?.drop();
  });

  it('and comes back as its webhook costs no write, and one read of that record at most', async () => {
    const family = await makeFamily('echo');
    await write(family, { title: 'echo, renamed' });
    await settled();
    const place = { externalId: family.get(targetName)!, ...(await placeOf(family.get(targetName)!)) };
    const writes = target().requestCount(target().writeCalls);
    const reads = target().readsOf(place);
    expect([writes, reads, target().webhooks.pending].every((count) => count > 0)).toBe(true);
    await echo();
    expect(target().requestCount(target().writeCalls)).toBe(writes);
    expect(target().readsOf(place) - reads).toBeLessThanOrEqual(1);
    expect(shownAtAll(family).map((shown) => shown?.title)).toEqual(VENDORS.map(() => 'echo, renamed'));
  });

  it.each(['title', 'body'] as const)(
    'and edited there 50 ms later, before its webhook comes: the %s of the person is carried to all sides',
    async (field) => {
      const family = await makeFamily(`edited ${field}`);
      await write(family, { title: `edited ${field}, by us` });
      await new Promise((resolve) => setTimeout(resolve, 50));
      target().edit(family.get(targetName)!, { [field]: `edited ${field}, by a person` });
      await echo();
      for (const shown of shownAtAll(family)) expect(shown?.[field]).toBe(`edited ${field}, by a person`);
      if (field === 'body') for (const shown of shownAtAll(family)) expect(shown?.title).toBe('edited body, by us');
    },
  );

  it('and edited there in the same second by the clocks of the vendors: the edit is carried', async () => {
    const family = await makeFamily('same second');
    // No vendor's stamp tells our write from the edit.
    vi.useFakeTimers({ toFake: ['Date'] });
    await write(family, { title: 'same second, by us' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    target().edit(family.get(targetName)!, { title: 'same second, by a person' });
    await echo();
    vi.useRealTimers();
    await settled();
    expect(shownAtAll(family).map((shown) => shown?.title)).toEqual(VENDORS.map(() => 'same second, by a person'));
  });

  async function placeOf(externalId: string): Promise<{ locator: string; scope: string }> {
    const { rows } = await engine
      .now()
      .ctx.store.query<{ locator: string; scope: string }>(
        'select locator, scope from mappings where external_id = $1',
        [externalId],
      );
    return rows[0]!;
  }
});
