import type { CrmMember, RecordKey } from '@syncline/connector-sdk';
import type { ComposioClient } from './client.ts';

/** Looked for as the CRM's own connector does. Activities are not carried by the gateway. */
export const composioCrm: CrmMember<ComposioClient> = {
  activities: {},
  findAccounts: async (client, query, signal) =>
    found(client, await crmOf(client).findAccounts(client.inner, query, signal)),
  findContacts: async (client, query, signal) =>
    found(client, await crmOf(client).findContacts(client.inner, query, signal)),
};

function crmOf({ toolkit }: ComposioClient): CrmMember {
  const { crm, title } = toolkit.connector;
  if (!crm) throw new Error(`${title} does not say how records are looked for`);
  return crm;
}

function found({ settings }: ComposioClient, keys: readonly RecordKey[]): RecordKey[] {
  return keys.map((key) => ({ ...key, scope: settings.connectedAccountId }));
}
