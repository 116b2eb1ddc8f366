import type { Stream } from '@syncline/connector-sdk';
import type { NormalisedRecord } from '@syncline/core';
import type { QuoClient } from '../client.ts';
import { asItem } from '../item.ts';
import { notARecord } from '../normal-result.ts';
import { partyOf } from '../phone.ts';

/**
 * Who calls and texts, by their numbers: all that calls and messages say of them. The number is the id, so that
 * everything said with one number is one person's; a sync config makes it the CRM's contact by `match: [phone]`. Callers
 * have no list of their own but are shown by the calls and messages that are read.
 */
export const callers: Stream<QuoClient> = {
  name: 'callers',
  title: 'Numbers that call and text',
  kind: 'contact',
  partOf: 'calls',
  scopeKind: 'none',
  backfill: 'follow',
  incremental: 'none',
  pageSize: 1,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [{ name: 'phone', type: 'text', writable: 'no' }],
  readPage: async () => ({ raw: Buffer.from('[]'), next: null, observedAt: new Date() }),
  parsePage: (raw) => JSON.parse(new TextDecoder().decode(raw)) as unknown[],
  normalize(value) {
    const phone = partyOf(asItem(value)?.['phone']);
    if (phone === null) return notARecord('a caller');
    return { outcome: 'record', record: callerRecord(phone), embedded: [], followUps: [], diagnostics: [] };
  },
};

export function callerRecord(phone: string): NormalisedRecord {
  return {
    kind: 'contact',
    stream: 'callers',
    externalId: phone,
    locator: phone,
    fields: { phone },
    references: [],
    relations: [],
    remoteUpdatedAt: null,
    url: null,
  };
}
