import { createSalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { UNLIMITED, type Vendor, WEBHOOK_SECRET } from './vendor.ts';

/** An organisation without records. */
export async function startSalesforce(seed: number): Promise<Vendor> {
  const sandbox = await createSalesforceSandbox({ seed, accounts: 0, rateLimit: UNLIMITED });
  return {
    name: 'salesforce',
    connector: 'salesforce',
    stream: 'tasks',
    url: sandbox.url,
    settings: { organizationId: sandbox.organizationId, seesAllRecords: true, streams: ['tasks'] },
    secrets: { clientId: sandbox.clientId, clientSecret: sandbox.clientSecret, webhookSecret: WEBHOOK_SECRET },
    member: { connection: 'salesforce', stream: 'tasks', createIn: 'org', fields: { title: 'subject', body: 'body' } },
    createCalls: [
      { method: 'PATCH', path: '/sobjects/Task/Syncline_Key__c/' },
      { method: 'PATCH', path: '/composite/sobjects/Task/Syncline_Key__c', makesMany: true },
    ],
    writeCalls: /^(POST|PATCH|PUT|DELETE) .*\/sobjects\//,
    faults: sandbox.faults,
    webhooks: sandbox.webhooks,
    create({ title, body }) {
      const id = String(sandbox.create('Task', { Subject: title, Description: body }).Id);
      return { externalId: id, locator: id, scope: 'org' };
    },
    edit: (id, { title, body }) =>
      void sandbox.edit('Task', id, {
        ...(title !== undefined && { Subject: title }),
        ...(body !== undefined && { Description: body }),
      }),
    *records() {
      for (const { Id, Subject, Description } of sandbox.records('Task'))
        yield { id: String(Id), title: String(Subject), body: String(Description ?? '') };
    },
    readsOf: ({ externalId }) => sandbox.requestCount(new RegExp(`^GET .*${externalId}`)),
    requestCount: (pattern) => sandbox.requestCount(pattern),
    subscribe: (url) => void sandbox.hooks.add({ url, secret: WEBHOOK_SECRET }),
    close: () => sandbox.close(),
  };
}
