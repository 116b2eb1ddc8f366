import { asItem, type ContactQuery, type CrmMember, type RecordKey } from '@syncline/connector-sdk';
import type { HubspotClient } from './client.ts';
import { itemsIn } from './items-in.ts';
import { idOf } from './object/normalize.ts';
import { found } from './reading/fetch-record.ts';

/**
 * How companies and contacts are looked for. An e-mail address and a company are looked up directly; names, domains and
 * telephone numbers by searches, which compare without case and lag behind writes by seconds.
 */
export const hubspotCrm: CrmMember<HubspotClient> = {
  activities: { call: 'calls', sms: 'messages', note: 'notes', email: 'emails' },
  findAccounts: (client, asked, signal) => {
    const groups =
      asked.by === 'name'
        ? [[filter('name', 'EQ', asked.name)]]
        : [[filter('domain', 'EQ', asked.domain)], [filter('domain', 'EQ', `www.${asked.domain}`)]];
    return find(client, 'companies', groups, asked.limit, signal);
  },
  findContacts,
};

async function findContacts(
  client: HubspotClient,
  asked: ContactQuery,
  signal: AbortSignal,
): Promise<readonly RecordKey[]> {
  switch (asked.by) {
    case 'email': {
      const path = `/crm/v3/objects/contacts/${encodeURIComponent(asked.email)}`;
      const contact = await found(client, { path, query: { idProperty: 'email' } }, signal);
      return keysOf(client, [idOf(asItem(contact))]);
    }
    case 'account': {
      const path = `/crm/v4/objects/companies/${encodeURIComponent(asked.accountId)}/associations/contacts`;
      const answer = asItem(
        await found(client, { path, query: { limit: String(Math.min(asked.limit, 500)) } }, signal),
      );
      return keysOf(
        client,
        itemsIn(answer?.['results']).map(({ toObjectId }) => idOf({ id: String(toObjectId) })),
      );
    }
    case 'phone':
      // Area code and number, which is what HubSpot makes of a number to search by, whatever stands between the digits.
      return find(
        client,
        'contacts',
        [[filter(SEARCHABLE_PHONE, 'CONTAINS_TOKEN', `*${asked.digits}`)]],
        asked.limit,
        signal,
      );
    case 'name':
      return find(client, 'contacts', namedBy(asked.name), asked.limit, signal);
    default:
      return asked satisfies never;
  }
}

/** https://developers.hubspot.com/docs/api-reference/latest/crm/search-the-crm (phone numbers) */
const SEARCHABLE_PHONE = 'hs_searchable_calculated_phone_number';

interface CrmFilter {
  readonly propertyName: string;
  readonly operator: 'EQ' | 'CONTAINS_TOKEN';
  readonly value: string;
}

function filter(propertyName: string, operator: CrmFilter['operator'], value: string): CrmFilter {
  return { propertyName, operator, value };
}

/** The two longest words, each in first or last name: five groups are the most that a search takes. */
function namedBy(name: string): CrmFilter[][] {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const [one = '', two] = words.sort((a, b) => b.length - a.length);
  const holds = (property: string, word: string) => filter(property, 'CONTAINS_TOKEN', `*${word}*`);
  const names = ['firstname', 'lastname'];
  if (two === undefined) return names.map((property) => [holds(property, one)]);
  return names.flatMap((first) => names.map((second) => [holds(first, one), holds(second, two)]));
}

async function find(
  client: HubspotClient,
  object: string,
  groups: readonly (readonly CrmFilter[])[],
  limit: number,
  signal: AbortSignal,
): Promise<readonly RecordKey[]> {
  const body = {
    filterGroups: groups.map((filters) => ({ filters })),
    sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
    properties: [],
    limit: Math.min(limit, 200),
  };
  const { data } = await client.search(`/crm/v3/objects/${object}/search`, body, signal);
  return keysOf(client, itemsIn(asItem(data)?.['results']).map(idOf));
}

function keysOf({ settings }: HubspotClient, ids: readonly (string | null)[]): RecordKey[] {
  return ids.flatMap((id) => (id === null ? [] : [{ externalId: id, locator: null, scope: settings.portalId }]));
}
