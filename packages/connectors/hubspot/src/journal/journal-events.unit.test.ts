import { describe, expect, it } from 'vitest';
import { readJournalFile } from './journal-events.ts';

const event = (more: object) => ({ type: 'crm_object', portalId: 7, objectTypeId: '0-1', objectId: 11, ...more });
const file = (...journalEvents: unknown[]) => ({ offset: 'a', publishedAt: '2026-11-01T00:00:00Z', journalEvents });
const contact = (externalId: string) => ({ stream: 'contacts', externalId, op: 'changed', locator: null, scope: '7' });

describe('a file of the journal', () => {
  it.each(['CREATE', 'UPDATE', 'DELETE', 'RESTORE'])('%s: the record is to be read', (action) => {
    expect(readJournalFile(file(event({ action })))).toEqual({ hints: [contact('11')], passedOver: 0 });
  });

  it('MERGE: what was merged and what came of it', () => {
    const merge = event({ action: 'MERGE', primaryObjectId: 11, mergedObjectIds: [12, '13'] });
    expect(readJournalFile(file(merge))?.hints).toEqual(['11', '12', '13'].map(contact));
  });

  it('an association, added or removed: both ends, those that a stream shows', () => {
    const ends = { fromObjectId: 11, toObjectId: 21, fromObjectTypeId: '0-1', toObjectTypeId: '0-2' };
    for (const action of ['ASSOCIATION_ADDED', 'ASSOCIATION_REMOVED'])
      expect(readJournalFile(file({ portalId: 7, action, ...ends }))?.hints).toEqual([
        contact('11'),
        { ...contact('21'), stream: 'companies' },
      ]);
    const ticket = { portalId: 7, action: 'ASSOCIATION_ADDED', ...ends, toObjectTypeId: '0-5' };
    expect(readJournalFile(file(ticket))?.hints).toEqual([contact('11')]);
  });

  it('a record is told of once, whatever happened to it', () => {
    const events = ['CREATE', 'UPDATE', 'DELETE', 'RESTORE'].map((action) => event({ action }));
    expect(readJournalFile(file(...events))?.hints).toEqual([contact('11')]);
  });

  it('what is not understood is counted, and keeps nothing else back', () => {
    const odd = [null, 5, event({ action: 'SNAPSHOT' }), event({}), event({ action: 'UPDATE', objectId: 'x' })];
    expect(readJournalFile(file(...odd, event({ action: 'UPDATE' })))).toEqual({
      hints: [contact('11')],
      passedOver: odd.length,
    });
    for (const none of [null, [], {}, { journalEvents: 'x' }]) expect(readJournalFile(none)).toBeNull();
  });
});
