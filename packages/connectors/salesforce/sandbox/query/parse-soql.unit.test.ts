import { describe, expect, it } from 'vitest';
import type { Row } from '../model/row.ts';
import { meets } from './evaluate.ts';
import { parseSoql } from './parse-soql.ts';

const row = {
  Id: '001D000000IqhSLIAZ',
  Name: "O'Neill & Söhne",
  Amount: 12.5,
  IsDeleted: false,
  Phone: null,
  SystemModstamp: '2026-11-20T12:00:00.000+0000',
  LastModifiedDate: '2026-11-20T12:00:00.000+0000',
} as Row;

describe('a SOQL query', () => {
  it.each<[string, boolean]>([
    ["Name = 'o\\'neill & söhne'", true],
    ["Id = '001d000000iqhsliaz'", false],
    ["Id IN ('x', '001D000000IqhSLIAZ')", true],
    ["Name NOT IN ('x')", true],
    ["Name LIKE 'O%S_hne'", true],
    ['Amount >= 12.5 AND Amount < 13', true],
    ['Phone = null', true],
    ['Phone != null OR IsDeleted = true', false],
    ['NOT (Phone = null)', false],
    ['SystemModstamp > 2026-11-20T11:59:59Z', true],
    ['SystemModstamp >= 2026-11-20T14:00:00+02:00', true],
    ["SystemModstamp > 2026-11-20T12:00:00Z OR Id > '001D'", true],
    ["(SystemModstamp > 2026-11-20T12:00:00Z) AND Id > '001D'", false],
  ])('with %s finds a record: %s', (where, found) => {
    expect(meets(parseSoql(`SELECT Id FROM Account WHERE ${where}`).where, row)).toBe(found);
  });

  it('has fields, an order and a limit', () => {
    expect(parseSoql(' select Id , Owner.Name\nfrom Account order by Name desc, Id limit 5 ')).toEqual({
      fields: ['Id', 'Owner.Name'],
      isCount: false,
      aggregates: [],
      object: 'Account',
      where: null,
      orderBy: [
        { field: 'Name', isDescending: true },
        { field: 'Id', isDescending: false },
      ],
      limit: 5,
    });
    expect(parseSoql('SELECT COUNT() FROM Account')).toMatchObject({ isCount: true, fields: [] });
    expect(parseSoql('SELECT COUNT(Id) total, min(CreatedDate) first FROM Account')).toMatchObject({
      isCount: false,
      fields: [],
      aggregates: [
        { of: 'COUNT', field: 'Id', name: 'total' },
        { of: 'MIN', field: 'CreatedDate', name: 'first' },
      ],
    });
  });

  it.each([
    '',
    'SELECT',
    'SELECT Id FROM',
    'SELECT Id FROM Account WHERE',
    "SELECT Id FROM Account WHERE Name = 'x",
    'SELECT Id FROM Account LIMIT 5 6',
  ])('is refused as malformed: %s', (source) => {
    expect(() => parseSoql(source)).toThrow(expect.objectContaining({ code: 'MALFORMED_QUERY' }));
  });
});
