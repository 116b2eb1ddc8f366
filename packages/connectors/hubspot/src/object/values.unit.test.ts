import { describe, expect, it } from 'vitest';
import { calls, messages } from '../streams/activities.ts';
import { companies } from '../streams/companies.ts';
import { contacts } from '../streams/contacts.ts';
import { deals } from '../streams/deals.ts';
import { associated, field } from './field.ts';
import { normalizeRecord } from './normalize.ts';
import { type ObjectDefinition, propertiesOf } from './object-definition.ts';
import { expressValue, propertyValue, readValue } from './values.ts';

const money = field('amount', 'amount', 'number', { scale: 2 });
const host = field('domain', 'domain', 'text', { notation: 'host' });
const seconds = field('duration_seconds', 'hs_call_duration', 'number', { notation: 'milliseconds', scale: 0 });
const direction = field('direction', 'hs_call_direction', 'choice', { notation: 'capitals' });

describe('what is shown of a value that was sent', () => {
  it.each([
    [field('x', 'x', 'text'), '  a\r\nb ', 'a\nb'],
    [field('x', 'x', 'text'), ' ', null],
    [host, 'HTTPS://www.Acme.example/about?x#y', 'acme.example'],
    [host, 'www.www.acme.example', 'acme.example'],
    [host, 'https://', null],
    [field('x', 'x', 'text', { notation: 'lower' }), 'Ada@Example.COM', 'ada@example.com'],
    [money, 1.005, 1.01],
    [money, -1.005, -1.01],
    [money, 1e21, 1e21],
    [field('x', 'x', 'instant'), '2026-11-20T12:00:00.750+02:00', '2026-11-20T10:00:00.750Z'],
    [field('x', 'x', 'date'), '2026-11-20T12:00:00Z', '2026-11-20'],
    [direction, 'INBOUND', 'inbound'],
  ])('%#', (described, sent, shown) => {
    expect(expressValue(described, sent)).toEqual(shown);
  });
});

describe('a property', () => {
  it.each([
    [money, '1234.50', 1_234.5],
    [money, '', null],
    [seconds, '90499', 90],
    [field('x', 'x', 'number', { notation: 'share', scale: 0 }), '0.29', 29],
    [field('x', 'x', 'boolean'), 'false', false],
    [field('x', 'x', 'date'), '2026-12-01T23:30:00Z', '2026-12-01'],
    [field('x', 'x', 'date'), '1572480000000', '2019-10-31'],
    [field('x', 'x', 'instant'), '2026-12-01', '2026-12-01T00:00:00.000Z'],
    [field('x', 'x', 'reference'), '9000001', '9000001'],
    [direction, 'OUTBOUND', 'outbound'],
  ])('is read: %#', (described, raw, shown) => {
    expect(readValue(described, raw)).toEqual({ is: 'value', value: shown });
  });

  it.each([
    [money, 'many'],
    [money, 12],
    [field('x', 'x', 'boolean'), 'yes'],
    [field('x', 'x', 'date'), 'tomorrow'],
    [field('x', 'x', 'instant'), '99999999999999999'],
    [field('x', 'x', 'reference'), 'nobody'],
  ])('of another kind is told apart: %#', (described, raw) => {
    expect(readValue(described, raw).is).toBe('wrong');
  });

  it.each([
    [money, null, ''],
    [money, 12.345, '12.35'],
    [seconds, 90, '90000'],
    [direction, 'inbound', 'INBOUND'],
    [field('x', 'x', 'boolean'), false, 'false'],
    [field('x', 'x', 'text'), null, ''],
    [field('x', 'x', 'date'), '2026-12-01', '2026-12-01'],
  ])('is written as text: %#', (described, value, sent) => {
    expect(propertyValue(described, value)).toBe(sent);
  });
});

describe('a record', () => {
  const recordOf = (definition: ObjectDefinition, properties: object, associations: object = {}) => {
    const result = normalizeRecord(definition, { id: '7', properties, associations });
    if (result.outcome !== 'record') throw new Error(result.outcome);
    return result;
  };
  const to = (toObjectId: number | string, ...typeIds: number[]) => ({
    toObjectId,
    associationTypes: typeIds.map((typeId) => ({ category: 'HUBSPOT_DEFINED', typeId, label: null })),
  });

  it('keeps apart what is not shown from what is empty, and leaves out what has the wrong type', () => {
    const { record, diagnostics } = recordOf(companies, {
      name: 'Acme',
      phone: null,
      numberofemployees: 'many',
      syncline_key: 'key',
      region: 'EMEA',
      constructor: 'x',
    });
    expect(record).toMatchObject({
      ownKey: 'key',
      locator: null,
      fields: { name: 'Acme', phone: null, region: 'EMEA' },
    });
    expect(Object.keys(record.fields)).not.toContain('employees');
    expect(Object.keys(record.fields)).not.toContain('description');
    expect(diagnostics).toMatchObject([{ severity: 'warning', field: 'employees' }]);
  });

  it('belongs to its primary company, and to none where none is primary', () => {
    const accountOf = (...entries: object[]) => recordOf(contacts, {}, { companies: entries }).record.fields['account'];
    expect(accountOf(to(5, 279), to(12, 279, 1))).toBe('12');
    expect(accountOf(to(5, 279))).toBeNull();
    expect(accountOf()).toBeNull();
    expect(recordOf(contacts, {}).record.fields).not.toHaveProperty('account');
  });

  it('of an activity belongs to the record with the smallest id, by number', () => {
    const { record } = recordOf(calls, {}, { contacts: [to('100', 194), to(99, 194)], companies: [], deals: [] });
    expect(record.fields).toMatchObject({ type: 'call', who: '99', account: null, deal: null });
    expect(record.references).toEqual([{ relation: 'belongs_to', stream: 'contacts', externalId: '99' }]);
    expect(record.relations).toEqual(['belongs_to']);
  });

  it('of a deal shows all contacts, in one order', () => {
    const { record } = recordOf(deals, { dealstage: '1075001' }, { contacts: [to(9, 3), to(10, 3)] });
    expect(record.fields).toMatchObject({ stage: '1075001', contacts: ['10', '9'] });
  });

  it('says what a message came over', () => {
    expect(recordOf(messages, { hs_communication_channel_type: 'SMS' }).record.fields['type']).toBe('sms');
    expect(recordOf(messages, { hs_communication_channel_type: 'WHATS_APP' }).record.fields['type']).toBe('whats_app');
  });

  it('whose associations are none is warned of', () => {
    const { record, diagnostics } = recordOf(contacts, {}, { companies: [{ toObjectId: null }] });
    expect(record.fields).not.toHaveProperty('account');
    expect(diagnostics).toMatchObject([{ severity: 'warning', field: 'account' }]);
  });

  it('in the recycle bin is no record', () => {
    expect(normalizeRecord(contacts, { id: '7', properties: {}, archived: true }).outcome).toBe('ignored');
  });

  it('is asked for with its own properties and those that the settings name, once each', () => {
    const properties = propertiesOf(contacts, { customFields: { contacts: ['region', 'email'], deals: ['x'] } });
    expect(properties).toEqual(expect.arrayContaining(['hs_object_id', 'lastmodifieddate', 'syncline_key', 'region']));
    expect(new Set(properties).size).toBe(properties.length);
    expect(properties).not.toContain('x');
    expect(associated('a', 'b', 'belongs_to', { to: 'c', typeId: 1 }).property).toBeNull();
  });
});
