import type { AccountQuery, ContactQuery, CrmMember, RecordKey } from '@syncline/connector-sdk';
import type { SalesforceClient } from './client.ts';
import { query } from './reading/query.ts';
import { soqlText } from './reading/soql.ts';
import { salesforceId } from './salesforce-id.ts';

/**
 * How accounts and contacts are looked for: by SOQL, which sees a record as soon as it is committed (SOSL has an index
 * that lags). Texts are compared without case. All activities are tasks.
 */
export const salesforceCrm: CrmMember<SalesforceClient> = {
  activities: { call: 'tasks', sms: 'tasks', email: 'tasks', note: 'tasks', meeting: 'tasks', task: 'tasks' },
  findAccounts: (client, asked, signal) => find(client, 'Account', accountCondition(asked), asked.limit, signal),
  findContacts: (client, asked, signal) => find(client, 'Contact', contactCondition(asked), asked.limit, signal),
};

function accountCondition(asked: AccountQuery): string {
  return asked.by === 'name' ? `Name = ${soqlText(asked.name)}` : `Website LIKE ${holding(asked.domain)}`;
}

function contactCondition(asked: ContactQuery): string {
  switch (asked.by) {
    case 'email':
      return `Email = ${soqlText(asked.email)}`;
    case 'account':
      return `AccountId = ${soqlText(asked.accountId)}`;
    case 'phone':
      // Whatever stands between the digits.
      return `Phone LIKE ${soqlText(`%${asked.digits.split('').join('%')}%`)}`;
    case 'name':
      return asked.name
        .split(/\s+/)
        .map((word) => `(FirstName LIKE ${holding(word)} OR LastName LIKE ${holding(word)})`)
        .join(' AND ');
    default:
      return asked satisfies never;
  }
}

/** What holds a text; in a pattern a backslash before `%` and `_` makes them mean themselves. */
function holding(text: string): string {
  return `'%${soqlText(text).slice(1, -1).replaceAll(/[%_]/g, String.raw`\$&`)}%'`;
}

async function find(
  client: SalesforceClient,
  object: string,
  condition: string,
  limit: number,
  signal: AbortSignal,
): Promise<readonly RecordKey[]> {
  const soql = `SELECT Id FROM ${object} WHERE ${condition} ORDER BY CreatedDate, Id LIMIT ${limit}`;
  const { records } = await query(client, soql, signal);
  return records.flatMap((record) => {
    const externalId = salesforceId(record['Id']);
    return externalId === null ? [] : [{ externalId, locator: null, scope: client.settings.organizationId }];
  });
}
