import 'jsforce/lib/api/bulk2.js';
import { Connection } from 'jsforce/lib/connection.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSalesforceSandbox, type SalesforceSandbox } from './salesforce-sandbox.ts';

let sandbox: SalesforceSandbox;
let connection: Connection;
beforeEach(async () => {
  sandbox = await createSalesforceSandbox({ accounts: 450, batchSize: 200 });
  connection = new Connection({ instanceUrl: sandbox.url, accessToken: sandbox.token, version: '62.0' });
});
afterEach(() => sandbox.close());

/** jsforce with its own transport: a client that this repository did not write. */
describe('jsforce', () => {
  it('queries, and follows the cursor to the end', async () => {
    const first = await connection.query<{ Id: string }>('SELECT Id, Name, Owner.Name FROM Account ORDER BY Name DESC');
    expect(first).toMatchObject({ totalSize: 450, done: false });
    const records = await connection.query("SELECT Id FROM Account WHERE Name LIKE '%1%' AND NOT Website = null").run({
      autoFetch: true,
      maxFetch: 1_000,
    });
    expect(records.records.length).toBeGreaterThan(100);
    const found = await connection.sobject('Account').find({ Name: 'Nobody' }, ['Id']);
    expect(found).toEqual([]);
    await expect(connection.query('SELECT Nothing FROM Account')).rejects.toMatchObject({ errorCode: 'INVALID_FIELD' });
    await expect(connection.query('SELECT FROM')).rejects.toMatchObject({ errorCode: 'MALFORMED_QUERY' });
  });

  it('has ten cursors, and loses the oldest', async () => {
    const first = await connection.query('SELECT Id FROM Account');
    for (let more = 0; more < 10; more += 1) await connection.query('SELECT Id FROM Contact');
    await expect(connection.queryMore(first.nextRecordsUrl ?? '')).rejects.toMatchObject({
      errorCode: 'INVALID_QUERY_LOCATOR',
    });
  });

  it('creates, retrieves, updates, upserts and deletes', async () => {
    const accounts = connection.sobject('Account');
    const made = await accounts.create({ Name: 'Made by jsforce' });
    expect(made).toMatchObject({ success: true });
    const id = String(made.id);
    await accounts.update({ Id: id, Phone: '1' });
    expect(await accounts.retrieve(id)).toMatchObject({ Id: id, Name: 'Made by jsforce', Phone: '1' });
    await accounts.upsert({ Syncline_Key__c: 'k1', Name: 'Upserted' }, 'Syncline_Key__c');
    await accounts.upsert({ Syncline_Key__c: 'k1', Name: 'Upserted again' }, 'Syncline_Key__c');
    expect(sandbox.recordWithKey('Account', 'k1')).toMatchObject({ Name: 'Upserted again' });
    await accounts.delete(id);
    await expect(accounts.retrieve(id)).rejects.toMatchObject({ errorCode: 'ENTITY_IS_DELETED' });
    expect(connection.limitInfo.apiUsage?.used).toBeGreaterThan(0);
  });

  it('writes collections, each entry for itself', async () => {
    const answers = await connection.sobject('Contact').create([{ LastName: 'One' }, { FirstName: 'Two' }]);
    expect(answers).toMatchObject([
      { success: true },
      { success: false, errors: [{ statusCode: 'REQUIRED_FIELD_MISSING', fields: ['LastName'] }] },
    ]);
  });

  it('reads by Bulk 2.0', async () => {
    const stream = await connection.bulk2.query('SELECT Id, Name FROM Account', { pollInterval: 20 });
    const rows = await stream.toArray();
    expect(rows).toHaveLength(450);
    expect(rows[0]).toEqual({ Id: expect.stringMatching(/^001/), Name: expect.any(String) });
  });

  it('gets a token by client credentials', async () => {
    const { clientId, clientSecret, url } = sandbox;
    const fresh = new Connection({
      instanceUrl: url,
      loginUrl: url,
      version: '62.0',
      oauth2: { clientId, clientSecret, loginUrl: url },
    });
    await fresh.authorize({ grant_type: 'client_credentials' });
    expect((await fresh.query('SELECT COUNT() FROM User')).totalSize).toBe(10);
  });
});
