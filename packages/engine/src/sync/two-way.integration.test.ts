import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const contactFields = {
  first_name: 'first_name',
  last_name: 'last_name',
  email: 'email',
  phone: 'phone',
  title: 'title',
};

function settings(policies: Record<string, unknown> = {}) {
  return {
    kinds: {
      contact: {
        policies,
        members: [
          { connection: 'left', stream: 'contacts', createIn: 'org', match: ['email'], fields: contactFields },
          { connection: 'right', stream: 'contacts', createIn: 'org', match: ['email'], fields: contactFields },
        ],
      },
    },
  };
}

describe('two organisations in step', () => {
  let left: SalesforceSandbox;
  let right: SalesforceSandbox;
  let engine: SyncEngine;
  const side = (name: string, sandbox: SalesforceSandbox) => ({
    name,
    connector: 'salesforce',
    url: sandbox.url,
    settings: { organizationId: sandbox.organizationId, seesAllRecords: true },
    secrets: { clientId: sandbox.clientId, clientSecret: sandbox.clientSecret },
  });
  const touch = (name: string, id: string) =>
    engine.hint(name, { stream: 'contacts', externalId: id, locator: id, scope: 'org' });
  const twinOf = async (id: string): Promise<string> => {
    const { rows } = await engine.ctx.store.query<{ id: string }>(
      `select b.external_id as id from mappings a join mappings b using (workspace_id, entity_id)
       where a.external_id = $1 and a.connection_id <> b.connection_id`,
      [id],
    );
    if (!rows[0]) throw new Error(`no twin: ${JSON.stringify(await dump())}`);
    return rows[0].id;
  };
  const dump = async () => {
    const tables = ['writebacks', 'writeback_attempts', 'reconciliation_items', 'mappings', 'hints', 'pages'];
    const found: Record<string, unknown> = {};
    for (const table of tables) found[table] = (await engine.ctx.store.query(`select * from ${table} limit 3`)).rows;
    return found;
  };

  beforeAll(async () => {
    left = await createSalesforceSandbox({ accounts: 0 });
    right = await createSalesforceSandbox({ accounts: 0 });
    engine = await startSyncEngine({
      sides: [side('left', left), side('right', right)],
      logLevel: (process.env.TEST_LOG as 'warn') ?? 'silent',
    });
    await engine.configure('mirror', settings({ title: 'manual' }));
  });
  afterAll(async () => {
    await engine?.stop();
    await left?.close();
    await right?.close();
  });

  it('creates a twin once, carries an edit, and writes nothing when its echo comes', async () => {
    const made = left.create('Contact', { LastName: 'Muster', Email: 'm@example.org', Title: 'Chief' });
    await touch('left', String(made.Id));
    await engine.quiet();
    const twin = await twinOf(String(made.Id));
    expect(right.record('Contact', twin)).toMatchObject({ LastName: 'Muster', Email: 'm@example.org', Title: 'Chief' });
    right.edit('Contact', twin, { Phone: '+41 1' });
    await touch('right', twin);
    await engine.quiet();
    expect(left.record('Contact', String(made.Id))).toMatchObject({ Phone: '+41 1' });
    const writes = await writesSoFar();
    await touch('left', String(made.Id));
    await touch('right', twin);
    await engine.quiet();
    expect(await writesSoFar()).toBe(writes);
  });

  it('merges edits of different fields, and holds what both changed where a person decides', async () => {
    const made = left.create('Contact', { LastName: 'Beispiel', Email: 'b@example.org', Title: 'A' });
    const id = String(made.Id);
    await touch('left', id);
    await engine.quiet();
    const twin = await twinOf(id);
    left.edit('Contact', id, { Title: 'from the left', Phone: '1' });
    right.edit('Contact', twin, { Title: 'from the right', FirstName: 'Rita' });
    await touch('left', id);
    await touch('right', twin);
    await engine.quiet();
    expect(left.record('Contact', id)).toMatchObject({ FirstName: 'Rita', Phone: '1', Title: 'from the left' });
    expect(right.record('Contact', twin)).toMatchObject({ FirstName: 'Rita', Phone: '1', Title: 'from the right' });
    // Whichever side was read first is the hub's by now.
    const { rows } = await engine.ctx.store.query<{ class: string; field: string; values: string[] }>(
      `select class, field, array[local_value #>> '{}', remote_value #>> '{}'] as values from sync_conflicts`,
    );
    expect(rows.map((row) => ({ ...row, values: row.values.sort() }))).toEqual([
      { class: 'concurrent_edit', field: 'title', values: ['from the left', 'from the right'] },
    ]);
  });

  async function writesSoFar(): Promise<number> {
    const { rows } = await engine.ctx.store.query<{ count: number }>(
      'select count(*)::int as count from writeback_attempts',
    );
    return rows[0]!.count;
  }
});
