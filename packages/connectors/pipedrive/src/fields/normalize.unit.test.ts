import type { Json } from '@syncline/core';
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { activities } from '../streams/activities.ts';
import { deals } from '../streams/deals.ts';
import { notes } from '../streams/notes.ts';
import { organizations } from '../streams/organizations.ts';
import { persons } from '../streams/persons.ts';
import { quotes } from '../streams/quotes.ts';
import { users } from '../streams/users.ts';
import { expressDuration, expressInstant, hostOf } from './express.ts';
import { splitKey, withKey } from './keyed-html.ts';
import { normalizeRecord } from './normalize.ts';
import type { ObjectDefinition } from './object-definition.ts';

const catalogue: Catalogue = {
  keys: { own_key: 'k0', segment: 'k1', name: 'q1', version: 'q2', total: 'q3' },
  options: { industry: { '22': 'Energy' }, label_ids: { '11': 'Customer', '12': 'Hot lead' } },
  probabilities: { '2': 30 },
  types: { site_visit: 'meeting' },
  custom: { c1: 'enum', c2: 'set', c3: 'monetary' },
};
const recordOf = (definition: ObjectDefinition, item: object) => {
  const result = normalizeRecord(definition, { id: 7, syncline: catalogue, ...item });
  return result.outcome === 'record' ? result.record : result;
};
const fieldsOf = (definition: ObjectDefinition, item: object) => {
  const record = recordOf(definition, item);
  return 'fields' in record ? record.fields : record.outcome;
};

describe('an organization', () => {
  it('has options by their labels, a bare host, and what custom fields hold', () => {
    const item = {
      name: ' Acme ',
      website: 'https://WWW.Acme.example:8443/de?x=1',
      industry: 22,
      label_ids: [12, 11, 99],
      address: { value: 'Tallinn', country: 'Estonia' },
      owner_id: 3,
      add_time: '2025-01-02T03:04:05Z',
      custom_fields: { k0: 'key', k1: 'SMB', c1: 5, c2: [2, 1], c3: { value: 1, currency: 'EUR' } },
    };
    expect(recordOf(organizations, item)).toMatchObject({
      ownKey: 'key',
      fields: {
        name: 'Acme',
        domain: 'acme.example',
        industry: 'Energy',
        // An option that nobody knows the name of keeps its id.
        labels: ['99', 'Customer', 'Hot lead'],
        segment: 'SMB',
        billing_country: 'Estonia',
        owner: '3',
        created_at: '2025-01-02T03:04:05Z',
        c1: '5',
        c2: ['1', '2'],
        c3: { value: 1, currency: 'EUR' },
      },
      references: [{ relation: 'assigned_to', stream: 'users', externalId: '3' }],
    });
  });

  it('leaves out what was not shown, shows as empty what is, and says what is wrong', () => {
    const bare = fieldsOf(organizations, { name: 'Acme', website: null, custom_fields: {} });
    expect(bare).toEqual({ id: '7', name: 'Acme', domain: null, segment: null, c1: null, c2: [], c3: null });
    const result = normalizeRecord(organizations, { id: 7, name: 'Acme', employee_count: 'many', syncline: catalogue });
    expect(result).toMatchObject({ outcome: 'record', diagnostics: [{ severity: 'warning', field: 'employees' }] });
    expect(normalizeRecord(organizations, { id: 7, syncline: catalogue })).toMatchObject({ outcome: 'invalid' });
    expect(normalizeRecord(organizations, { name: 'Acme' })).toMatchObject({ outcome: 'invalid', externalId: null });
    expect(normalizeRecord(organizations, { id: 7, is_deleted: true })).toMatchObject({ outcome: 'ignored' });
  });
});

describe('a person', () => {
  it.each([
    [{ first_name: 'Ada', last_name: 'King Lovelace' }, 'Ada', 'King Lovelace'],
    [{ first_name: 'Plato', last_name: null }, null, 'Plato'],
    [{ first_name: 'Plato', last_name: '' }, null, 'Plato'],
  ])('called %j has a first and a last name', (item, first, last) => {
    expect(fieldsOf(persons, item)).toMatchObject({ first_name: first, last_name: last });
  });

  it('has the main one of several addresses', () => {
    const emails = [
      { value: 'b@x.example', primary: false },
      { value: 'a@x.example', primary: true },
    ];
    expect(fieldsOf(persons, { first_name: 'A', last_name: 'B', emails, phones: [] })).toMatchObject({
      email: 'a@x.example',
      phone: null,
    });
  });
});

describe('a deal', () => {
  it.each([
    ['open', false, false],
    ['won', true, true],
    ['lost', true, false],
  ])('that is %s says whether it is closed and won', (status, closed, won) => {
    expect(fieldsOf(deals, { title: 'A', status })).toMatchObject({ status, is_closed: closed, is_won: won });
  });

  it('has a probability of its own, or that of its stage', () => {
    expect(fieldsOf(deals, { title: 'A', stage_id: 2, probability: 5 })).toMatchObject({ probability: 5 });
    expect(fieldsOf(deals, { title: 'A', stage_id: 2, probability: null })).toMatchObject({ probability: 30 });
    expect(fieldsOf(deals, { title: 'A', stage_id: 3, probability: null })).toMatchObject({ probability: null });
  });

  it('carries a quote where one of its fields is filled', () => {
    expect(fieldsOf(quotes, { org_id: 4, custom_fields: { q1: null, q2: 0, q3: null } })).toEqual({
      id: '7',
      name: null,
      total: null,
      version: 0,
      deal: '7',
      account: '4',
      c1: null,
      c2: [],
      c3: null,
    });
    expect(fieldsOf(quotes, { custom_fields: { q1: null, q2: null, q3: '' } })).toBe('ignored');
  });
});

describe('an activity', () => {
  it.each([
    ['call', 'call'],
    ['lunch', 'meeting'],
    ['deadline', 'task'],
    ['site_visit', 'meeting'],
    ['something_else', 'task'],
  ])('of the type %s is a %s', (type, ours) => {
    expect(fieldsOf(activities, { type })).toMatchObject({ type: ours });
  });

  it('has its day and time together, and none without a time', () => {
    const at = (due_date: Json, due_time: Json) => fieldsOf(activities, { due_date, due_time });
    expect(at('2027-01-31', '09:30')).toMatchObject({ occurred_at: '2027-01-31T09:30:00Z', due_date: '2027-01-31' });
    expect(at('2027-01-31', '09:30:15')).toMatchObject({ occurred_at: '2027-01-31T09:30:15Z' });
    expect(at('2027-01-31', null)).toMatchObject({ occurred_at: null, due_date: '2027-01-31' });
    expect(fieldsOf(activities, { duration: '01:02:03' })).toMatchObject({ duration_seconds: 3_723 });
  });

  it('keeps our key out of its text', () => {
    const key = 'a'.repeat(22);
    expect(recordOf(activities, { note: `<p>Said</p>\n<p>[syncline:${key}]</p>` })).toMatchObject({
      ownKey: key,
      fields: { body: '<p>Said</p>' },
    });
    expect(recordOf(notes, { content: `<p>[syncline:${key}]</p>` })).toMatchObject({
      ownKey: key,
      fields: { body: null, type: 'note' },
    });
    for (const body of [null, '<p>Said</p>', 'plain'])
      expect(splitKey(withKey(body, key))).toEqual({ body, ownKey: key });
    expect(splitKey(withKey('plain', null))).toEqual({ body: 'plain', ownKey: undefined });
  });
});

it('a user who has left is there, as somebody who is not active', () => {
  const user = {
    name: 'Ada',
    email: 'ada@acme.example',
    active_flag: false,
    is_deleted: true,
    created: '2025-01-02 03:04:05',
  };
  expect(fieldsOf(users, user)).toMatchObject({
    username: 'ada@acme.example',
    active: false,
    created_at: '2025-01-02T03:04:05Z',
  });
});

it.each([
  ['http://user@Acme.example./a', 'acme.example'],
  ['acme.example', 'acme.example'],
  ['//www.acme.example', 'acme.example'],
  ['', null],
])('the host of %j is %j', (website, host) => {
  expect(hostOf(website)).toBe(host);
  if (host !== null) expect(hostOf(host)).toBe(host);
});

it('times and durations are whole seconds', () => {
  expect(expressInstant('2026-11-20T10:00:00.999+01:00')).toBe('2026-11-20T09:00:00Z');
  expect(expressInstant('soon')).toBe('soon');
  expect(expressDuration(90.4)).toBe(90);
});
