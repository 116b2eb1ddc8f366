import { setTimeout as delay } from 'node:timers/promises';
import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { type ServiceContainer, startPostgresContainer, startRedisContainer } from '@syncline/testing/start-containers';
import { type SyncEngine, startSyncEngine } from '@syncline/testing/start-sync-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const CONTACTS = 20;
const fields = { first_name: 'first_name', last_name: 'last_name', email: 'email', title: 'title' };
const member = { stream: 'contacts', createIn: 'org', match: ['email'], fields };
const settings = {
  kinds: { contact: { members: ['left', 'right'].map((connection) => ({ ...member, connection })) } },
};

describe('a sync whose services restart', () => {
  let postgres: ServiceContainer;
  let redis: ServiceContainer;
  let left: SalesforceSandbox;
  let right: SalesforceSandbox;
  let engine: SyncEngine;
  let contacts: string[];

  beforeAll(async () => {
    [postgres, redis, left, right] = await Promise.all([
      startPostgresContainer(),
      startRedisContainer(),
      createSalesforceSandbox({ accounts: 0 }),
      createSalesforceSandbox({ accounts: 0 }),
    ]);
    engine = await startSyncEngine({
      sides: [side('left', left), side('right', right)],
      database: { url: postgres.url, queue: { kind: 'redis', url: redis.url } },
    });
    await engine.configure('mirror', settings);
  });
  afterAll(async () => {
    await engine?.stop();
    await Promise.all([left?.close(), right?.close(), redis?.stop(), postgres?.stop()]);
  });

  it.each([
    { service: 'Redis', restart: () => redis.restart() },
    { service: 'Postgres', restart: () => postgres.restart() },
    { service: 'both', restart: () => Promise.all([redis.restart(), postgres.restart()]) },
  ])('converges after a restart of $service in the middle of it', async ({ service, restart }) => {
    contacts ??= Array.from({ length: CONTACTS }, (_, index) =>
      String(left.create('Contact', { LastName: `Muster ${index}`, Email: `${index}@example.org` }).Id),
    );
    for (const id of contacts) left.edit('Contact', id, { Title: `before ${service} restarts` });
    await touchAll(contacts);
    await until('a first write has arrived', () => countWith(right, `before ${service} restarts`) > 0);
    // The second half changes while the service is away, and is told of when it is back.
    const restarting = restart();
    const later = contacts.slice(CONTACTS / 2);
    for (const id of later) left.edit('Contact', id, { FirstName: `while ${service} restarts` });
    await restarting;
    await touchAll(later);
    await until('both sides are the same', () => differing().length === 0);
    expect([...right.records('Contact')]).toHaveLength(CONTACTS);
    const { rows } = await engine.ctx.store.query('select class, message from reconciliation_items');
    expect(rows).toEqual([]);
  });

  function differing(): string[] {
    const shown = (sandbox: SalesforceSandbox) =>
      [...sandbox.records('Contact')].map(({ Email, LastName, FirstName, Title }) =>
        [Email, LastName, FirstName, Title].join('|'),
      );
    const there = new Set(shown(right));
    return shown(left).filter((contact) => !there.has(contact));
  }

  function countWith(sandbox: SalesforceSandbox, title: string): number {
    return [...sandbox.records('Contact')].filter((contact) => contact.Title === title).length;
  }

  /** Told again for as long as the service that takes it is away, as a vendor's webhooks are. */
  async function touchAll(ids: readonly string[]): Promise<void> {
    for (const id of ids)
      await until(`${id} is told of`, () =>
        engine.hint('left', { stream: 'contacts', externalId: id, locator: id, scope: 'org' }).then(
          () => true,
          () => false,
        ),
      );
  }
});

function side(name: string, sandbox: SalesforceSandbox) {
  return {
    name,
    connector: 'salesforce',
    url: sandbox.url,
    settings: { organizationId: sandbox.organizationId, seesAllRecords: true },
    secrets: { clientId: sandbox.clientId, clientSecret: sandbox.clientSecret },
  };
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = performance.now() + 180_000; !(await holds()); await delay(100))
    if (performance.now() > deadline) throw new Error(`Not within 180 s: ${what}`);
}
