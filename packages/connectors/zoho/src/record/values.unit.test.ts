import { describe, expect, it } from 'vitest';
import { definitionOf } from '../definitions.ts';
import { zohoSettings } from '../settings.ts';
import { writeBody } from '../writing/write-body.ts';
import { bareHost, expressValue } from './express-value.ts';
import { field } from './field.ts';
import { columnsOf, type ModuleDefinition } from './module-definition.ts';
import { normalizeRecord } from './normalize.ts';
import { splitOwnKey, withOwnKey } from './own-key-line.ts';

const id = '5725767000000000001';
const named = (stream: string): ModuleDefinition => definitionOf(stream) as ModuleDefinition;
const normal = (stream: string, item: object) => {
  const result = normalizeRecord(named(stream), { id, ...item });
  if (result.outcome !== 'record') throw new Error(JSON.stringify(result));
  return result;
};

describe('records of Zoho in canonical form', () => {
  it('have lookups as ids with their edges, times in UTC and the own key', () => {
    const { record, diagnostics } = normal('contacts', {
      Last_Name: ' Muster ',
      Account_Name: { id: '5725767000000000002', name: 'Acme' },
      Owner: { id: '5725767000000000003' },
      Created_Time: '2026-01-31T05:30:00+05:30',
      Modified_Time: '2026-01-31T17:30:00+05:30',
      Syncline_Key: 'k'.repeat(22),
    });
    expect(diagnostics).toEqual([]);
    expect(record.fields).toEqual({
      last_name: 'Muster',
      account: '5725767000000000002',
      owner: '5725767000000000003',
      created_at: '2026-01-31T00:00:00Z',
    });
    expect(record.references).toEqual([
      { relation: 'belongs_to', stream: 'accounts', externalId: '5725767000000000002' },
      { relation: 'assigned_to', stream: 'users', externalId: '5725767000000000003' },
    ]);
    expect(record).toMatchObject({
      ownKey: 'k'.repeat(22),
      version: '2026-01-31T12:00:00Z',
      remoteUpdatedAt: record.version,
    });
  });

  it('tell closed and won deals by the names of their stages', () => {
    const states = ['Closed Won', 'Closed-Won', 'Closed Lost to Competition', 'Negotiation', 'Closedown'].map(
      (Stage) => {
        const { is_closed: closed, is_won: won } = normal('deals', { Deal_Name: 'D', Stage }).record.fields;
        return [closed, won];
      },
    );
    expect(states).toEqual([
      [true, true],
      [true, true],
      [true, false],
      [false, false],
      [false, false],
    ]);
  });

  it('show what a call or note is about under the field of its module, and null under the others', () => {
    const call = {
      Subject: 's',
      Call_Type: 'Missed',
      Call_Start_Time: '2026-01-31T12:00:00+00:00',
      Call_Duration: '61:05',
    };
    expect(normal('calls', { ...call, What_Id: { id }, $se_module: 'Deals' }).record.fields).toMatchObject({
      type: 'call',
      direction: 'inbound',
      duration_seconds: 3_665,
      account: null,
      deal: id,
    });
    const note = { Note_Title: null, Note_Content: 'x', Parent_Id: { id, module: { api_name: 'Leads', id: '1' } } };
    expect(normal('notes', note).record.fields).toMatchObject({ type: 'note', account: null, deal: null, who: null });
    // Not said: not known, and not empty.
    expect(normal('notes', { Note_Content: 'x', Parent_Id: { id } }).record.fields).not.toHaveProperty('deal');
  });

  it('carry the custom fields that were read, and refuse what has no id', () => {
    expect(normal('accounts', { Account_Name: 'A', Region: ['EMEA'], $state: 'save' }).record.fields).toEqual({
      name: 'A',
      Region: ['EMEA'],
    });
    // A number would have lost digits.
    for (const item of [JSON.parse(`{ "id": ${id} }`), { id: 'x' }, {}, null])
      expect(normalizeRecord(named('accounts'), item).outcome).toBe('invalid');
    expect(columnsOf(named('accounts'), zohoSettings.parse({ customFields: { accounts: ['Region'] } }))).toContain(
      'Region',
    );
  });
});

describe('values for Zoho', () => {
  it('make of any web address its bare host', () => {
    const hosts = [
      'https://www.Acme.example:8080/about?x#y',
      'ACME.example',
      ' http://user@acme.example/ ',
      'www.acme.example.',
    ];
    expect(hosts.map(bareHost)).toEqual(['acme.example', 'acme.example', 'acme.example', 'acme.example']);
    expect(bareHost('https://')).toBeNull();
  });

  it('are rounded, cut to seconds and kept to one contact', () => {
    expect(expressValue(field('amount', 'Amount', 'number', { scale: 2 }), 1.005)).toBe(1.01);
    expect(expressValue(field('at', 'At', 'instant'), '2026-01-31T12:00:00.999+02:00')).toBe('2026-01-31T10:00:00Z');
    expect(expressValue(field('contacts', 'Contact_Name', 'reference_set'), ['2', '1'])).toEqual(['1']);
  });

  it('are sent in the form that Zoho takes, an empty lookup beside a full one left out', () => {
    const settings = zohoSettings.parse({});
    const body = writeBody(
      named('calls'),
      settings,
      {
        fields: {
          deal: id,
          account: null,
          direction: 'outbound',
          duration_seconds: 3_665,
          occurred_at: '2026-01-31T12:00:00Z',
        },
        ownKey: null,
      },
      'update',
    );
    expect(body).toEqual({
      What_Id: { id },
      $se_module: 'Deals',
      Call_Type: 'Outbound',
      Call_Duration: '61:05',
      Call_Start_Time: '2026-01-31T12:00:00+00:00',
    });
    expect(() => writeBody(named('calls'), settings, { fields: { Region: 'x' }, ownKey: null }, 'update')).toThrow(
      /not known/,
    );
    expect(() => writeBody(named('notes'), settings, { fields: { deal: id }, ownKey: null }, 'update')).toThrow(
      /set once/,
    );
  });

  it('say what a note is at the start of its title, and keep it when the subject is written anew', () => {
    const write = (fields: Record<string, string | null>, expected = {}) =>
      writeBody(named('notes'), zohoSettings.parse({}), { fields, ownKey: null, expected }, 'create')['Note_Title'];
    const titles = ['SMS: On our way', 'SMS', 'SMS are slow', 'E-mail: x', 'Other', null];
    const read = titles.map((Note_Title) => normal('notes', { Note_Title }).record.fields);
    expect(read.map(({ type, subject }) => [type, subject])).toEqual([
      ['sms', 'On our way'],
      ['sms', null],
      ['note', 'SMS are slow'],
      ['email', 'x'],
      ['note', 'Other'],
      ['note', null],
    ]);
    expect(read.map(({ type, subject }) => write({ type, subject } as Record<string, string | null>))).toEqual(titles);
    expect(write({ subject: 'Late' }, { type: 'sms', subject: 'On our way' })).toBe('SMS: Late');
    expect(() => write({ type: 'fax' })).toThrow(/fax/);
  });

  it('carry the key of a note on its last line, which is not part of its text', () => {
    const key = 'abcdefghijklmnopqrstuv';
    for (const text of ['one', 'one\n\ntwo', '[syncline:short]'])
      expect(splitOwnKey(withOwnKey(text, key))).toEqual({ text, ownKey: key });
    expect(splitOwnKey(`x\r\n\r\n[syncline:${key}] \r\n`)).toEqual({ text: 'x', ownKey: key });
    expect(splitOwnKey(`[syncline:${key}] is quoted`)).toEqual({ text: `[syncline:${key}] is quoted`, ownKey: null });
  });
});
