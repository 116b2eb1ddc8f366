import type { AccountQuery, ContactQuery, CrmMember, RecordKey } from '@syncline/connector-sdk';
import type { ApiRequest, PipedriveClient } from './client.ts';
import { asItem, dataOf, idOf, itemsOf, listOf } from './item.ts';
import { COMPANY } from './list-scopes.ts';

/**
 * How organizations and persons are looked for: by search, whose index lags a little. It knows nothing of websites: by
 * domain, those are found that are called like it, and those of persons who have addresses there.
 */
export const pipedriveCrm: CrmMember<PipedriveClient> = {
  activities: {
    call: 'activities',
    sms: 'activities',
    email: 'activities',
    meeting: 'activities',
    task: 'activities',
    note: 'notes',
  },
  findAccounts,
  findContacts,
};

async function findAccounts(client: PipedriveClient, asked: AccountQuery, signal: AbortSignal) {
  if (asked.by === 'name')
    return keysOf(await search(client, 'organizations', asked.name, 'name', asked.limit, signal), asked);
  const label = asked.domain.split('.')[0] ?? asked.domain;
  const called = await search(client, 'organizations', label, 'name', asked.limit, signal);
  const people = await search(client, 'persons', asked.domain, 'email', asked.limit, signal);
  return keysOf([...called, ...people.map((person) => asItem(person)?.['organization'])], asked);
}

async function findContacts(client: PipedriveClient, asked: ContactQuery, signal: AbortSignal) {
  switch (asked.by) {
    case 'email':
      return keysOf(await search(client, 'persons', asked.email, 'email', asked.limit, signal), asked);
    case 'name':
      return keysOf(await search(client, 'persons', asked.name, 'name', asked.limit, signal), asked);
    case 'phone': {
      // As people write it, and by its digits alone.
      const written = await search(client, 'persons', asked.phone, 'phone', asked.limit, signal);
      return keysOf(
        [...written, ...(await search(client, 'persons', asked.digits, 'phone', asked.limit, signal))],
        asked,
      );
    }
    case 'account': {
      const query = { org_id: asked.accountId, limit: asked.limit, sort_by: 'id' };
      return keysOf(itemsOf((await client.send({ path: '/api/v2/persons', query }, signal)).data), asked);
    }
    default:
      return asked satisfies never;
  }
}

/** What is searched for has two letters at least; one is only found where it is all. */
async function search(
  client: PipedriveClient,
  kind: 'organizations' | 'persons',
  term: string,
  fields: string,
  limit: number,
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  const trimmed = term.trim();
  if (trimmed === '') return [];
  const request: ApiRequest = {
    path: `/api/v2/${kind}/search`,
    query: { term: trimmed, fields, limit, ...(trimmed.length < 2 && { exact_match: true }) },
  };
  const { data } = await client.send(request, signal);
  return listOf(asItem(dataOf(data))?.['items']).map((found) => asItem(found)?.['item']);
}

function keysOf(found: readonly unknown[], { limit }: { readonly limit: number }): readonly RecordKey[] {
  const ids = new Set(found.flatMap((item) => idOf(asItem(item)?.['id']) ?? []));
  return [...ids].slice(0, limit).map((externalId) => ({ externalId, locator: null, scope: COMPANY }));
}
