import { createQuoSandbox, type QuoSandbox } from '@syncline/connector-quo/sandbox';
import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';

export const UNLIMITED = { limit: 1_000_000, windowMs: 1_000 };

/** A Quo whose calls and texts become tasks of a Salesforce, and whose contacts are kept from there; both empty. */
export interface QuoAndSalesforce {
  readonly quo: QuoSandbox;
  readonly salesforce: SalesforceSandbox;
  readonly engine: SyncEngine;
  /** Tells the engine of a change, as a webhook would. */
  touchQuo(stream: 'contacts' | 'calls' | 'messages', id: string): Promise<void>;
  touchSalesforce(stream: 'contacts' | 'tasks', id: string): Promise<void>;
  close(): Promise<void>;
}

export function quoSide(sandbox: QuoSandbox) {
  const secrets = { token: sandbox.token };
  return { name: 'quo', connector: 'quo', url: sandbox.url, settings: {}, secrets };
}

export async function startQuoAndSalesforce(): Promise<QuoAndSalesforce> {
  const quo = await createQuoSandbox({ contacts: 0, calls: 0, messages: 0, rateLimit: UNLIMITED });
  const salesforce = await createSalesforceSandbox({ accounts: 0 });
  const { organizationId, clientId, clientSecret } = salesforce;
  const engine = await startSyncEngine({
    sides: [
      quoSide(quo),
      {
        name: 'salesforce',
        connector: 'salesforce',
        url: salesforce.url,
        settings: { organizationId, seesAllRecords: true },
        secrets: { clientId, clientSecret },
      },
    ],
  });
  await engine.configure('phone', phoneConfig(organizationId));
  return {
    quo,
    salesforce,
    engine,
    touchQuo: (stream, id) =>
      engine.hint('quo', {
        stream,
        externalId: id,
        locator: id,
        scope: stream === 'contacts' ? 'workspace' : quo.numbers[0]!.id,
      }),
    touchSalesforce: (stream, id) => engine.hint('salesforce', { stream, externalId: id, scope: organizationId }),
    async close() {
      await engine.stop();
      await quo.close();
      await salesforce.close();
    },
  };
}

/** As docs/connectors/quo.md has it. */
const phoneConfig = (organization: string) => ({
  kinds: {
    contact: {
      members: [
        { connection: 'quo', stream: 'callers', direction: 'in', match: ['phone'], fields: { phone: 'phone' } },
        {
          connection: 'quo',
          stream: 'contacts',
          // For contacts of the CRM alone: a number that calls makes nobody a contact.
          createIn: { [organization]: 'workspace' },
          match: ['phone', 'email'],
          fields: { first_name: 'first_name', last_name: 'last_name', phone: 'phone', email: 'email', title: 'title' },
        },
        {
          connection: 'salesforce',
          stream: 'contacts',
          create: false,
          match: ['phone', 'email'],
          fields: { first_name: 'first_name', last_name: 'last_name', phone: 'phone', email: 'email', title: 'title' },
        },
      ],
    },
    activity: {
      members: [
        {
          connection: 'quo',
          stream: 'calls',
          direction: 'in',
          fields: { subject: 'subject', body: 'body', who: 'who' },
        },
        {
          connection: 'quo',
          stream: 'messages',
          direction: 'in',
          fields: { subject: 'subject', body: 'body', who: 'who' },
        },
        {
          connection: 'salesforce',
          stream: 'tasks',
          direction: 'out',
          createIn: 'org',
          defaults: { status: 'Completed' },
          fields: { subject: 'subject', body: 'body', who: 'who' },
        },
      ],
    },
  },
});
