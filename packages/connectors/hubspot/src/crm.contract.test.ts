import type { AccountQuery, ContactQuery } from '@syncline/connector-sdk';
import { expect, it } from 'vitest';
import { hubspotCrm } from './crm.ts';
import { signal, start } from './testing/start-hubspot.ts';

it('looks for companies and contacts as people know them', async () => {
  const { sandbox, client } = await start({ contacts: 40 });
  const company = sandbox.create('companies', { name: 'Probe GmbH', domain: 'www.probe.example' });
  const person = sandbox.create('contacts', {
    firstname: 'Paula Maria',
    lastname: 'Parität',
    email: 'paula@probe.example',
    phone: '+49 (40) 123-4567',
  });
  sandbox.associate('contacts', person.id, 'companies', company.id, 279);
  const limit = 5;
  const contacts = async (asked: ContactQuery) =>
    (await hubspotCrm.findContacts(client, asked, signal)).map(({ externalId }) => externalId);
  const accounts = async (asked: AccountQuery) =>
    (await hubspotCrm.findAccounts(client, asked, signal)).map(({ externalId }) => externalId);

  // What searches do not show yet is found where it is looked up directly.
  expect(await contacts({ by: 'name', name: 'paula', limit })).toEqual([]);
  expect(await contacts({ by: 'email', email: 'PAULA@probe.example', limit })).toEqual([person.id]);
  expect(await contacts({ by: 'account', accountId: company.id, limit })).toEqual([person.id]);
  sandbox.index();
  for (const name of ['paula', 'parität paula', 'Maria Parität', 'paula maria parität'])
    expect(await contacts({ by: 'name', name, limit }), name).toEqual([person.id]);
  expect(await contacts({ by: 'phone', phone: '', digits: '401234567', limit })).toEqual([person.id]);
  expect(await contacts({ by: 'email', email: 'nobody@probe.example', limit })).toEqual([]);
  expect(await contacts({ by: 'account', accountId: '1', limit })).toEqual([]);
  expect(await accounts({ by: 'name', name: 'PROBE gmbh', limit })).toEqual([company.id]);
  expect(await accounts({ by: 'domain', domain: 'probe.example', limit })).toEqual([company.id]);
  expect(await accounts({ by: 'domain', domain: 'robe.example', limit })).toEqual([]);
});
