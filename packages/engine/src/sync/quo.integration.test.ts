import { createQuoSandbox } from '@syncline/connector-quo/sandbox';
import { startSyncEngine, waitForProcess } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackfill, startIncremental } from '../processes/start-process.ts';
import { type QuoAndSalesforce, quoSide, startQuoAndSalesforce, UNLIMITED } from '../testing/quo-and-salesforce.ts';

describe('a backfill of a Quo', () => {
  it('holds what the workspace holds, record by record, through a storm of failures', async () => {
    const sandbox = await createQuoSandbox({ contacts: 120, calls: 150, messages: 150, rateLimit: UNLIMITED });
    const engine = await startSyncEngine({ sides: [quoSide(sandbox)] });
    try {
      sandbox.faults.add({ kind: 'status', status: 502, skip: 2, count: 3 });
      sandbox.faults.add({ kind: 'reset', skip: 9, count: 2 });
      sandbox.faults.add({ kind: 'malformed', path: '/(contacts|calls|messages)\\?', skip: 1, count: 2 });
      sandbox.faults.add({ kind: 'secondary_limit', skip: 5 });
      const { processId } = await startBackfill(engine.ctx, { connectionId: engine.connectionId('quo') });
      expect(await waitForProcess(engine.ctx, processId)).toMatchObject({ state: 'completed' });
      const { rows } = await engine.ctx.store.query<{ stream: string; id: string; fields: Record<string, unknown> }>(
        `select m.stream, m.external_id as id, e.fields from mappings m join entities e on e.id = m.entity_id
         where e.deleted_at is null and m.state = 'linked'`,
      );
      const graph = Map.groupBy(rows, ({ stream }) => stream);
      const shown = (stream: string, names: readonly string[]) =>
        new Map(graph.get(stream)?.map(({ id, fields }) => [id, names.map((name) => fields[name] ?? null)]));
      expect(shown('contacts', ['first_name', 'company', 'phone', 'email'])).toEqual(
        new Map(
          sandbox
            .contacts()
            .map(({ id, firstName, company, phoneNumbers, emails }) => [
              id,
              [firstName, company, phoneNumbers[0]?.value ?? null, emails[0]?.value ?? null],
            ]),
        ),
      );
      expect(shown('calls', ['who', 'duration_seconds', 'status'])).toEqual(
        new Map(
          sandbox
            .calls()
            .map(({ id, party, duration, status }) => [id, [party === 'anonymous' ? null : party, duration, status]]),
        ),
      );
      expect(shown('messages', ['body', 'direction'])).toEqual(
        new Map(
          sandbox
            .messages()
            .map(({ id, text, direction }) => [id, [text, direction === 'incoming' ? 'inbound' : 'outbound']]),
        ),
      );
      const parties = [
        ...sandbox.calls().map(({ party }) => party),
        ...sandbox.messages().flatMap(({ direction, from, to }) => (direction === 'incoming' ? [from] : to)),
      ];
      const callers = new Set(parties.filter((party) => party !== 'anonymous'));
      expect([...shown('callers', []).keys()].sort()).toEqual([...callers].sort());
      const { rows: open } = await engine.ctx.store.query('select type from relations where to_entity_id is null');
      expect(open).toEqual([]);
    } finally {
      await engine.stop();
      await sandbox.close();
    }
  });
});

describe('a Quo whose calls and texts become tasks of a Salesforce', () => {
  let pair: QuoAndSalesforce;

  beforeAll(async () => {
    pair = await startQuoAndSalesforce();
  });
  afterAll(() => pair?.close());

  const tasks = () => [...pair.salesforce.records('Task')].filter(({ IsDeleted }) => IsDeleted !== true);

  it('keeps the contacts of Quo from the CRM, and carries edits of either side', async () => {
    const { quo, salesforce, engine, touchQuo, touchSalesforce } = pair;
    const ada = String(salesforce.create('Contact', { LastName: 'Lovelace', Phone: '+15550000001' }).Id);
    await touchSalesforce('contacts', ada);
    await engine.quiet();
    const [made] = quo.contacts();
    expect(quo.contacts()).toHaveLength(1);
    expect(made).toMatchObject({ lastName: 'Lovelace', source: 'syncline', phoneNumbers: [{ value: '+15550000001' }] });
    quo.editContact(made!.id, { firstName: 'Ada', email: 'ada@example.com' });
    await touchQuo('contacts', made!.id);
    await engine.quiet();
    expect(salesforce.record('Contact', ada)).toMatchObject({ FirstName: 'Ada', Email: 'ada@example.com' });
    salesforce.edit('Contact', ada, { Title: 'Countess' });
    await touchSalesforce('contacts', ada);
    await engine.quiet();
    expect(quo.contact(made!.id)).toMatchObject({ role: 'Countess', emails: [{ value: 'ada@example.com' }] });
  });

  it('makes each call and text one task, of the contact that has the number', async () => {
    const { quo, salesforce, engine, touchQuo } = pair;
    const [ada] = [...salesforce.records('Contact')];
    const call = quo.call({ party: '+15550000001', seconds: 30 });
    const text = quo.text({ party: '+15550000001', text: 'On my way', direction: 'outgoing' });
    const stranger = quo.text({ party: '+15550000009', text: 'Who is this?' });
    for (const [stream, { id }] of [
      ['calls', call],
      ['messages', text],
      ['messages', stranger],
      ['calls', call],
      ['messages', text],
    ] as const)
      await touchQuo(stream, id);
    await engine.quiet();
    const shown = tasks().map(({ Subject, Description, WhoId, Status }) => ({ Subject, Description, WhoId, Status }));
    expect(shown).toHaveLength(3);
    expect(shown).toContainEqual({
      Subject: 'Call from +15550000001',
      Description: null,
      WhoId: ada?.Id,
      Status: 'Completed',
    });
    expect(shown).toContainEqual({
      Subject: 'Text message to +15550000001',
      Description: 'On my way',
      WhoId: ada?.Id,
      Status: 'Completed',
    });
    expect(shown).toContainEqual(
      expect.objectContaining({ Subject: 'Text message from +15550000009', Description: 'Who is this?', WhoId: null }),
    );
    // A number that calls makes nobody a contact, at either side.
    expect(quo.contacts()).toHaveLength(1);
    quo.summarise(call.id, ['She is coming.']);
    await touchQuo('calls', call.id);
    await engine.quiet();
    expect(tasks()).toHaveLength(3);
    expect(tasks().map(({ Description }) => Description)).toContain('She is coming.');
  });

  it('finds what no webhook told by polling', async () => {
    const { quo, engine } = pair;
    const poll = async () => {
      const { processId } = await startIncremental(engine.ctx, { connectionId: engine.connectionId('quo') });
      expect(await waitForProcess(engine.ctx, processId!)).toMatchObject({ state: 'completed' });
      await engine.quiet();
    };
    // The first read of a stream carries nothing over (rule 3.12).
    await poll();
    quo.call({ party: '+15550000001', seconds: 7, direction: 'outgoing' });
    await poll();
    expect(tasks().map(({ Subject }) => Subject)).toContain('Call to +15550000001');
    await poll();
    expect(tasks()).toHaveLength(4);
  });
});
