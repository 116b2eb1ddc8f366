import { describe, expect, it } from 'vitest';
import { quoChoices } from './choices.ts';
import { describeQuoFields } from './describe-fields.ts';
import { listQuoScopes } from './scopes.ts';
import { fetchOne, readAll, signal, start } from './testing/start-quo.ts';

const NUMBER = 'PNsandbox1';

describe('calls and messages', () => {
  it('are each read once, in windows that leave out nothing, and of one number alone', async () => {
    const { sandbox, client } = await start({ calls: 420, messages: 1_300 });
    for (const [stream, truths] of [
      ['calls', sandbox.calls()],
      ['messages', sandbox.messages()],
    ] as const) {
      let seen = 0;
      for (const { id: numberId } of sandbox.numbers) {
        const { records, times } = await readAll(client, stream, numberId);
        const wanted = truths.filter((truth) => truth.numberId === numberId);
        expect([...records.keys()].sort()).toEqual(wanted.map(({ id }) => id).sort());
        expect(times.records).toBe(wanted.length);
        if (stream === 'messages') expect(times.windows).toBeGreaterThan(1);
        seen += records.size;
      }
      expect(seen).toBe(truths.length);
    }
  });

  it('say who, when and how long in the words of every CRM', async () => {
    const { sandbox, client } = await start();
    const took = sandbox.call({ party: '+15551234567', seconds: 61 });
    const missed = sandbox.call({ party: '+15551234567', seconds: 0, voicemail: 'Please call back.' });
    const made = sandbox.call({ party: '+15557654321', seconds: 9, direction: 'outgoing' });
    const { records, callers } = await readAll(client, 'calls', NUMBER);
    expect(records.get(took.id)).toMatchObject({
      kind: 'activity',
      fields: {
        type: 'call',
        subject: 'Call from +15551234567',
        direction: 'inbound',
        duration_seconds: 61,
        status: 'completed',
        occurred_at: new Date(took.createdAt).toISOString(),
        who: '+15551234567',
        owner: 'USsandbox2',
        body: null,
      },
      references: [
        { relation: 'belongs_to', stream: 'callers', externalId: '+15551234567' },
        { relation: 'assigned_to', stream: 'users', externalId: 'USsandbox2' },
      ],
    });
    expect(records.get(missed.id)?.fields).toMatchObject({
      subject: 'Missed call from +15551234567',
      status: 'missed',
      duration_seconds: 0,
      body: 'Voicemail: Please call back.',
      voicemail_url: `https://storage.example/${missed.id}.mp3`,
    });
    expect(records.get(made.id)?.fields).toMatchObject({ subject: 'Call to +15557654321', direction: 'outbound' });
    expect([...callers].sort()).toEqual(['+15551234567', '+15557654321']);
    sandbox.summarise(took.id, ['They want seats.'], ['Send an offer', 'Call on Monday']);
    expect(await fetchOne(client, 'calls', took.id)).toMatchObject({
      fields: { body: 'They want seats.\n\nNext steps:\n- Send an offer\n- Call on Monday' },
    });
  });

  it('name nobody where no number is shown, and a group by its first', async () => {
    const { sandbox, client } = await start();
    const hidden = sandbox.call({ party: 'anonymous', seconds: 5 });
    const code = sandbox.text({ party: '72345', text: 'Your code is 1234' });
    const group = sandbox.text({ party: ['+15550000001', '+15550000002'], text: 'Hi', direction: 'outgoing' });
    const calls = await readAll(client, 'calls', NUMBER);
    expect(calls.records.get(hidden.id)).toMatchObject({
      fields: { who: null, phone: null, subject: 'Call from somebody unknown' },
      references: [{ relation: 'assigned_to' }],
    });
    const { records } = await readAll(client, 'messages', NUMBER);
    expect(records.get(code.id)?.fields).toMatchObject({ who: '72345', body: 'Your code is 1234', type: 'sms' });
    expect(records.get(group.id)?.fields).toMatchObject({
      who: '+15550000001',
      participants: ['+15550000001', '+15550000002'],
      direction: 'outbound',
    });
  });

  it('since a time are those created from then on, that moment among them', async () => {
    const { sandbox, client } = await start({ calls: 60, messages: 60, numbers: 1 });
    for (const [stream, truths] of [
      ['calls', sandbox.calls()],
      ['messages', sandbox.messages()],
    ] as const) {
      const since = new Date(truths[29]!.createdAt);
      const { records, times } = await readAll(client, stream, NUMBER, since);
      expect([...records.keys()].sort()).toEqual(
        truths
          .slice(29)
          .map(({ id }) => id)
          .sort(),
      );
      expect(times.pages).toBe(1);
    }
  });

  it('are asked for without summaries where the settings say so', async () => {
    const { sandbox, client } = await start({ calls: 3, numbers: 1 }, { summaries: false });
    const { records } = await readAll(client, 'calls', NUMBER);
    expect(records.size).toBe(3);
    expect(sandbox.requestCount('include=')).toBe(0);
    for (const { fields } of records.values()) expect(fields).not.toHaveProperty('body');
  });
});

describe('one record alone', () => {
  it('is gone when the workspace answers and it does not, and tells nothing when the workspace does not either', async () => {
    const { sandbox, client } = await start({ contacts: 2 });
    const [one, two] = sandbox.contacts();
    sandbox.deleteContact(one!.id);
    expect(await fetchOne(client, 'contacts', one!.id)).toBe('gone');
    expect(await fetchOne(client, 'contacts', two!.id)).toMatchObject({ externalId: two!.id });
    sandbox.faults.add({ kind: 'status', status: 403, path: '^/v1/contacts/' });
    expect(await fetchOne(client, 'contacts', two!.id)).toBe('unreachable');
    sandbox.faults.add({ kind: 'status', status: 500, path: '^/organization' });
    await expect(fetchOne(client, 'contacts', one!.id)).rejects.toMatchObject({ class: 'transient' });
  });
});

describe('a contact that somebody else edits', () => {
  it('keeps its other numbers and its custom fields through an update of one field', async () => {
    const { sandbox, client } = await start({ contacts: 40 });
    const rich = sandbox
      .contacts()
      .find(({ phoneNumbers, custom }) => phoneNumbers.length > 1 && 'inbound-lead' in custom)!;
    const before = sandbox.contact(rich.id)!;
    const { contacts } = await import('./streams/contacts.ts');
    const key = { externalId: rich.id, locator: rich.id, scope: 'workspace' };
    const request = { key, ownKey: null, locators: {}, expected: {}, expectedVersion: null };
    await contacts.writes!.update!(client, { ...request, fields: { phone: '+15559998888', title: 'Chair' } }, signal);
    const after = sandbox.contact(rich.id)!;
    expect(after).toMatchObject({ role: 'Chair', custom: before.custom, emails: before.emails });
    expect(after.phoneNumbers).toEqual([{ ...before.phoneNumbers[0], value: '+15559998888' }, before.phoneNumbers[1]]);
    await contacts.writes!.update!(
      client,
      { ...request, fields: { 'custom_notes-on': 'Likes tea', phone: null } },
      signal,
    );
    expect(sandbox.contact(rich.id)).toMatchObject({
      custom: { ...before.custom, 'notes-on': 'Likes tea' },
      phoneNumbers: [before.phoneNumbers[1]],
    });
    expect(await fetchOne(client, 'contacts', rich.id)).toMatchObject({
      fields: { phone: before.phoneNumbers[1]!.value, 'custom_notes-on': 'Likes tea', 'custom_inbound-lead': ['web'] },
    });
  });
});

describe('numbers', () => {
  it('are the scopes of calls and messages, as far as the settings take them', async () => {
    const { client } = await start({ numbers: 3 }, { phoneNumbers: ['PNsandbox2'] });
    expect(await listQuoScopes(client, 'number', signal)).toEqual([
      { key: 'PNsandbox2', title: 'Line 2 (+15559990002)' },
    ]);
    const choices = await quoChoices['phoneNumbers']!.read(client, { cursor: null, stream: null }, signal);
    expect(choices.choices.map(({ value }) => value)).toEqual(['PNsandbox1', 'PNsandbox2', 'PNsandbox3']);
  });

  it('custom fields are described, those of contacts alone', async () => {
    const { client } = await start();
    expect(await describeQuoFields(client, 'contacts', signal)).toEqual([
      { key: 'custom_inbound-lead', name: 'Inbound Lead', type: 'multi_select', writable: true },
      { key: 'custom_account-number', name: 'Account number', type: 'number', writable: true },
      { key: 'custom_notes-on', name: 'Notes on', type: 'text', writable: true },
    ]);
    expect(await describeQuoFields(client, 'calls', signal)).toEqual([]);
  });
});
