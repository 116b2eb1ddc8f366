import type { CrmMember, RecordKey } from '@syncline/connector-sdk';
import { textOfValue } from '@syncline/core';
import type { StubClient } from './client.ts';
import { allRows, type StubRow } from './world/rows.ts';

/** Looks through all of a world: as many records as people try things with. */
export const stubCrm: CrmMember<StubClient> = {
  activities: {
    call: 'activities',
    sms: 'activities',
    email: 'activities',
    note: 'activities',
    meeting: 'activities',
    task: 'activities',
  },
  findAccounts: async (client, asked, signal) =>
    find(client, 'accounts', asked.limit, signal, (row) =>
      asked.by === 'name' ? has(row, 'name', asked.name) : has(row, 'domain', asked.domain),
    ),
  findContacts: async (client, asked, signal) =>
    find(client, 'contacts', asked.limit, signal, (row) => {
      switch (asked.by) {
        case 'email':
          return has(row, 'email', asked.email);
        case 'phone':
          return textOfValue(row.fields['phone']).replaceAll(/\D/g, '').endsWith(asked.digits);
        case 'account':
          return row.fields['account'] === asked.accountId;
        case 'name':
          return asked.name.split(/\s+/).every((word) => has(row, 'first_name', word) || has(row, 'last_name', word));
        default:
          return asked satisfies never;
      }
    }),
};

function find(
  client: StubClient,
  stream: string,
  limit: number,
  signal: AbortSignal,
  isMeant: (row: StubRow) => boolean,
): readonly RecordKey[] {
  const rows = client.read(signal, (world) => allRows(world, stream).filter(isMeant));
  return rows.slice(0, limit).map(({ id }) => ({ externalId: id, locator: null, scope: client.world }));
}

function has({ fields }: StubRow, name: string, text: string): boolean {
  return textOfValue(fields[name]).toLowerCase().includes(text.trim().toLowerCase());
}
