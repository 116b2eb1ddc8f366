import { describe, expect, it } from 'vitest';
import { accounts } from '../streams/accounts.ts';
import { tasks } from '../streams/tasks.ts';
import { users } from '../streams/users.ts';
import { expressValue } from './express-value.ts';
import { field } from './field.ts';
import { normalizeRecord } from './normalize.ts';
import { columnsOf } from './object-definition.ts';

const money = field('amount', 'Amount', 'number', { scale: 2 });
const ID = '001D000000IqhSL';

describe('what Salesforce shows of a value', () => {
  it.each([
    [field('x', 'X', 'text'), '  a\r\nb ', 'a\nb'],
    [field('x', 'X', 'text'), '', null],
    [money, 1.005, 1.01],
    [money, -1.005, -1.01],
    [money, 0.1 + 0.2, 0.3],
    [money, 1e21, 1e21],
    [field('x', 'X', 'boolean'), null, false],
    [field('x', 'X', 'instant'), '2026-11-20T12:00:00.750+02:00', '2026-11-20T10:00:00Z'],
    [field('x', 'X', 'date'), '2026-11-20T12:00:00Z', '2026-11-20'],
    [field('x', 'X', 'text_set'), ['b', 'a;c', 'b'], ['a,c', 'b']],
    [field('x', 'X', 'reference_set'), [ID], [`${ID}IAZ`]],
    [field('x', 'X', 'reference_set'), null, []],
  ])('%#', (described, sent, shown) => {
    expect(expressValue(described, sent)).toEqual(shown);
  });
});

describe('a record', () => {
  const task = {
    Id: '00T5g0000000001',
    SystemModstamp: '2026-11-20T12:00:00.000+0000',
    LastModifiedDate: '2026-11-20T11:59:59.000+0000',
    Syncline_Key__c: 'key',
    Subject: 'S',
    Depends_On__c: `${ID}; not an id ;${ID}IAZ;`,
    Labels__c: null,
    WhatId: ID,
    What: { attributes: { type: 'Name' }, Type: 'Account' },
    WhoId: null,
    Who: null,
  };

  it('has its version, our key, and the edges that were shown', () => {
    expect(normalizeRecord(tasks, task)).toMatchObject({
      outcome: 'record',
      diagnostics: [],
      record: {
        ownKey: 'key',
        version: '2026-11-20T11:59:59.000+0000',
        remoteUpdatedAt: '2026-11-20T12:00:00Z',
        fields: { subject: 'S', depends_on: [`${ID}IAZ`], labels: [], account: `${ID}IAZ`, deal: null, who: null },
        relations: ['belongs_to', 'depends_on'],
        references: [
          { relation: 'belongs_to', stream: 'accounts', externalId: `${ID}IAZ` },
          { relation: 'depends_on', stream: 'tasks', externalId: `${ID}IAZ` },
        ],
      },
    });
  });

  it('is invalid without what the stream requires, and keeps away what has the wrong type', () => {
    expect(normalizeRecord(accounts, { Id: ID, Name: null })).toMatchObject({
      outcome: 'invalid',
      diagnostics: [{ severity: 'error', field: 'name' }],
    });
    expect(normalizeRecord(accounts, { Id: ID, Name: 'A', NumberOfEmployees: 'many' })).toMatchObject({
      outcome: 'record',
      record: { fields: { name: 'A' } },
      diagnostics: [{ severity: 'warning', code: 'salesforce_wrong_type', field: 'employees' }],
    });
  });

  it('in the recycle bin is no record', () => {
    expect(normalizeRecord(accounts, { Id: ID, Name: 'A', IsDeleted: true }).outcome).toBe('ignored');
  });

  it('is asked for with the fields that it is made of, each once', () => {
    const settings = { customFields: { tasks: ['Region__c'] } } as never;
    const columns = columnsOf(tasks, settings);
    expect(columns).toEqual([...new Set(columns)]);
    expect(columns).toEqual(expect.arrayContaining(['Id', 'What.Type', 'WhatId', 'Region__c', 'IsDeleted']));
    expect(columnsOf(users, settings)).not.toContain('IsDeleted');
  });
});
