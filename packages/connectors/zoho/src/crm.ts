import type { AccountQuery, ContactQuery, CrmMember, RecordKey } from '@syncline/connector-sdk';
import type { ZohoClient } from './client.ts';
import { allOf, coqlText, query } from './reading/coql.ts';
import { ORG_SCOPE } from './scope.ts';
import { zohoId } from './zoho-id.ts';

/** What the CRM contract asks of Zoho beside its streams. */
export const zohoCrm: CrmMember<ZohoClient> = {
  activities: { call: 'calls', note: 'notes', sms: 'notes', email: 'notes', meeting: 'notes', task: 'notes' },
  stages: 'stages',
  findAccounts: (client, request, signal) =>
    find(client, 'Accounts', accountConditions(request), request.limit, signal),
  findContacts: (client, request, signal) =>
    find(client, 'Contacts', contactConditions(request), request.limit, signal),
};

function accountConditions(request: AccountQuery): readonly string[] {
  if (request.by === 'name') return [`Account_Name = ${coqlText(request.name)}`];
  return [`Website like ${coqlText(`%${request.domain}%`)}`];
}

function contactConditions(request: ContactQuery): readonly string[] {
  switch (request.by) {
    case 'email':
      return [`Email = ${coqlText(request.email)}`];
    case 'account':
      return [`Account_Name = ${coqlText(request.accountId)}`];
    case 'phone':
      // Apart by whatever people type between digits: the last four stand together in most forms.
      return [`Phone like ${coqlText(`%${request.digits.slice(-4)}`)}`];
    case 'name':
      return request.name
        .split(/\s+/)
        .map((word) => word.replaceAll(/[%_]/g, ''))
        .filter((word) => word !== '')
        .slice(0, 5)
        .map((word) => `(First_Name like ${coqlText(`%${word}%`)} or Last_Name like ${coqlText(`%${word}%`)})`);
  }
}

async function find(
  client: ZohoClient,
  module: string,
  conditions: readonly string[],
  limit: number,
  signal: AbortSignal,
): Promise<readonly RecordKey[]> {
  if (conditions.length === 0) return [];
  const coql = `select id from ${module} where ${allOf(conditions)} order by id asc limit ${Math.min(limit, 200)}`;
  const { records } = await query(client, coql, signal);
  return records.flatMap(({ id }): RecordKey[] => {
    const externalId = zohoId(id);
    return externalId === null ? [] : [{ externalId, locator: null, scope: ORG_SCOPE }];
  });
}
