import { describe, expect, it } from 'vitest';
import { Organisation } from './model/organisation.ts';
import { settingsFrom } from './options.ts';
import { parseSoql } from './query/parse-soql.ts';
import { runQuery } from './query/run-query.ts';

const clock = { now: () => new Date('2026-11-20T12:00:00Z') };

describe('a seeded organisation', () => {
  it('is the same for the same seed, and another for another', () => {
    const rows = (seed: number) => [
      ...(new Organisation(settingsFrom({ seed, clock, accounts: 30 })).store('Task')?.rows() ?? []),
    ];
    expect(rows(7)).toEqual(rows(7));
    expect(rows(7)).not.toEqual(rows(8));
  });

  it('of a million records is read from anywhere at once', () => {
    const organisation = new Organisation(settingsFrom({ clock, accounts: 1_000_000 }));
    const last = runQuery(
      organisation,
      parseSoql(
        'SELECT Id FROM Account WHERE SystemModstamp >= 2026-10-31T00:00:00Z ORDER BY SystemModstamp, Id LIMIT 2000',
      ),
      false,
    );
    expect(last.count).toBe(2_000);
    expect(runQuery(organisation, parseSoql('SELECT COUNT() FROM Account'), false).count).toBe(1_000_000);
  });

  it('refers to records that are there', () => {
    const organisation = new Organisation(settingsFrom({ clock, accounts: 30 }));
    for (const object of ['Contact', 'Opportunity', 'Quote', 'Task', 'GitHub_Repository__c', 'GitHub_Pull_Request__c'])
      for (const row of organisation.store(object)?.rows() ?? [])
        for (const [name, field] of organisation.store(object)?.schema.fields ?? []) {
          const id = row[name];
          if (field.type !== 'reference' || typeof id !== 'string') continue;
          expect(organisation.storeOf(id)?.get(id), `${object}.${name}`).toBeDefined();
        }
  });
});
