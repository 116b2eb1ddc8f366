import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestIngress, type TestIngress } from './testing/start-test-ingress.ts';

const outboundKey = 'a key of the tests';

describe('outbound messages of Salesforce', () => {
  let salesforce: SalesforceSandbox;
  let engine: SyncEngine;
  let ingress: TestIngress;

  beforeAll(async () => {
    salesforce = await createSalesforceSandbox({ accounts: 2 });
    const { url, token, organizationId } = salesforce;
    const side = { name: 'salesforce', connector: 'salesforce', url, settings: { organizationId } };
    engine = await startSyncEngine({ sides: [{ ...side, secrets: { token, outboundKey } }] });
    ingress = await startTestIngress({ ctx: engine.ctx, connectionId: engine.connectionId('salesforce') });
  });
  afterAll(async () => {
    await ingress?.close();
    await engine?.stop();
    await salesforce?.close();
  });

  const inbox = async () =>
    (await engine.ctx.store.query<{ event: string; body: Buffer }>('select event, body from inbox order by id')).rows;
  const nameOf = async (id: string) => {
    const { rows } = await engine.ctx.store.query<{ name: string }>(
      `select e.fields ->> 'last_name' as name from mappings m join entities e on e.id = m.entity_id
       where m.stream = 'contacts' and m.external_id = $1`,
      [id],
    );
    return rows.map(({ name }) => name);
  };

  it('are refused without a row until their address has the key, and are then sent again and acknowledged', async () => {
    salesforce.outbound.add({ url: `${ingress.webhookUrl}?key=another`, object: 'Contact' });
    const { Id } = salesforce.create('Contact', { LastName: 'Told in vain' });
    await salesforce.webhooks.idle();
    await salesforce.outbound.retry();
    expect(salesforce.outbound.answers.map(({ status }) => status)).toEqual([401, 401]);
    expect(salesforce.outbound.waiting).toBe(1);
    expect(await inbox()).toEqual([]);
    expect(await nameOf(Id)).toEqual([]);
  });

  it('bring the record as it is now into the graph, once, though they come twice, and leave no session behind', async () => {
    const url = `${ingress.webhookUrl}?key=${encodeURIComponent(outboundKey)}`;
    salesforce.outbound.add({ url, object: 'Contact', sendSessionId: true });
    salesforce.webhooks.setFaults({ duplicates: { min: 1, max: 1 } });
    const { Id } = salesforce.create('Contact', { LastName: 'Told by a flow' });
    await salesforce.webhooks.idle();
    await engine.quiet();
    expect(await nameOf(Id)).toEqual(['Told by a flow']);
    expect(salesforce.outbound.answers.at(-1)).toMatchObject({
      status: 200,
      body: expect.stringContaining('<Ack>true</Ack>'),
    });
    const kept = await inbox();
    expect(kept.map(({ event }) => event)).toEqual(['outbound.message']);
    expect(kept[0]?.body.toString()).not.toContain('a.session.of.a.person');
  });

  it('come in by the short address as well', async () => {
    salesforce.webhooks.clearFaults();
    salesforce.outbound.add({
      url: `${ingress.url}/api/webhooks/salesforce?key=${encodeURIComponent(outboundKey)}`,
      object: 'Account',
    });
    salesforce.create('Account', { Name: 'Told by the short address' });
    await salesforce.webhooks.idle();
    expect(salesforce.outbound.answers.at(-1)?.status).toBe(200);
    // Both contacts, at the address with another key.
    expect(salesforce.outbound.waiting).toBe(2);
  });
});
