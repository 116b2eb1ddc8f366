import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const contacts = {
  email: 'email',
  phone: 'phone',
  department: { remote: 'department', direction: 'in' },
  nick: 'title',
};
const members = (left: object = {}, right: object = {}) => [
  { connection: 'left', stream: 'contacts', createIn: 'org', fields: { ...contacts, name: 'last_name' }, ...left },
  { connection: 'right', stream: 'contacts', createIn: 'org', fields: contacts, ...right },
];

describe('who takes part', () => {
  let left: SalesforceSandbox;
  let right: SalesforceSandbox;
  let engine: SyncEngine;

  beforeAll(async () => {
    left = await createSalesforceSandbox({ accounts: 0 });
    right = await createSalesforceSandbox({ accounts: 0 });
    engine = await startSyncEngine({
      sides: Object.entries({ left, right }).map(([name, { url, organizationId, clientId, clientSecret }]) => ({
        name,
        connector: 'salesforce',
        url,
        settings: { organizationId, seesAllRecords: true },
        secrets: { clientId, clientSecret },
      })),
    });
    const kind = { members: members({ only: { department: 'Sales' } }, { defaults: { last_name: { from: 'nick' } } }) };
    await engine.configure('some', { kinds: { contact: kind } });
  });
  afterAll(async () => {
    await engine?.stop();
    await left?.close();
    await right?.close();
  });

  const look = async (id: unknown): Promise<void> => {
    await engine.hint('left', { stream: 'contacts', externalId: String(id), locator: null, scope: 'org' });
    await engine.quiet();
  };
  const atRight = () => [...right.records('Contact')];

  it('is by what a record shows: the hub never hears of the others, and not of those that take part no more', async () => {
    const values = { LastName: 'Muster', Title: 'mu', Email: 'm@example.org', Department: 'Legal' };
    const { Id: id } = left.create('Contact', values);
    await look(id);
    const { rows } = await engine.ctx.store.query('select from entities');
    expect(rows).toEqual([]);
    left.edit('Contact', String(id), { Department: 'Sales' });
    await look(id);
    expect(atRight()).toMatchObject([{ Email: 'm@example.org' }]);
    left.edit('Contact', String(id), { Department: 'Legal', Phone: 'for lawyers alone' });
    await look(id);
    expect(atRight()).toMatchObject([{ Phone: null }]);
    left.edit('Contact', String(id), { Department: 'Sales', Phone: '+41 1' });
    await look(id);
    expect(atRight()).toMatchObject([{ Phone: '+41 1' }]);
  });

  it('starts there with values of its own fields, where the config says from which', async () => {
    left.create('Contact', { LastName: 'Beispiel', Title: 'bei', Department: 'Sales' });
    for (const { Id: id } of left.records('Contact')) await look(id);
    expect(
      atRight()
        .map((row) => String(row['LastName']))
        .sort(),
    ).toEqual(['bei', 'mu']);
  });

  it('is checked with the rest of the config', async () => {
    const kind = { members: members({ only: { departement: 'Sales' } }) };
    await expect(engine.configure('some', { kinds: { contact: kind } })).rejects.toMatchObject({
      field: 'kinds.contact.members.0.only.departement',
      message: expect.stringContaining('describes no field departement') as string,
    });
    const others = { members: members({ only: { department: 'Legal' } }) };
    await expect(engine.configure('more', { kinds: { contact: others } })).rejects.toMatchObject({
      field: 'kinds.contact.members.0.only',
    });
  });
});
