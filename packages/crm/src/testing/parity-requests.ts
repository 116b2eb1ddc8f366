import type { ActivityType } from '@syncline/connector-sdk';
import type { Json } from '@syncline/core';
import type { Crm, CrmRecord, CrmWrite, MappingDiagnostic } from '../contract.ts';

/** One side, with what it was seeded with. */
export interface Trial {
  readonly crm: Crm;
  /** External ids. */
  readonly account: string;
  readonly contact: string;
  /** The name of the first stage there. */
  readonly stage: string;
  /** What ids of the contract stand for: those of vendors are given once per kind of record. */
  readonly names: Map<string, string>;
  /** Ids of what earlier requests made, by what they call it. */
  readonly remembered: Map<string, string>;
}

export interface Answer {
  readonly records: readonly CrmRecord[];
  /** What else is to be equal. */
  readonly says?: Readonly<Record<string, Json>>;
  readonly diagnostics?: readonly MappingDiagnostic[];
}

interface ParityRequest {
  readonly name: string;
  ask(trial: Trial, signal: AbortSignal): Promise<Answer>;
}

const found = (records: readonly CrmRecord[]): Answer => ({ records });

function wrote(trial: Trial, name: string, { record, outcome, diagnostics }: CrmWrite): Answer {
  trial.names.set(record.id, name);
  trial.remembered.set(name, record.id);
  return { records: [record], says: { outcome }, diagnostics };
}

const deal = ({ stage, account }: Trial): Record<string, Json> => ({
  name: 'Parity Deal',
  stage,
  amount: 1234.5,
  currency: 'EUR',
  close_date: '2027-01-31',
  next_step: 'Call again',
  description: 'One for all',
  account,
});

const createDeal =
  (name: string, more: (trial: Trial) => Record<string, Json> = () => ({}), key = name): ParityRequest['ask'] =>
  async (trial, signal) =>
    wrote(
      trial,
      'the deal',
      await trial.crm.createDeal(
        { idempotencyKey: `parity ${key}`, fields: { ...deal(trial), ...more(trial) } },
        signal,
      ),
    );

const quote =
  (version: number, isNew: boolean, total = version * 100): ParityRequest['ask'] =>
  async (trial, signal) => {
    const id = isNew ? null : (trial.remembered.get('the quote') ?? 'none');
    const fields: Record<string, Json> = {
      name: 'Parity Quote',
      status: 'Draft',
      total,
      currency: 'EUR',
      expiration_date: '2027-02-28',
      version,
      attachment_reference: `quotes/parity-${version}.pdf`,
    };
    const parents: Record<string, Json> = isNew ? { deal: trial.remembered.get('the deal') ?? 'none' } : {};
    const request = { quote: id, idempotencyKey: 'parity quote', fields: { ...fields, ...parents } };
    const write = await trial.crm.writeQuote(request, signal);
    const answer = wrote(trial, 'the quote', write);
    return { ...answer, says: { ...answer.says, version: write.version, attachment: write.attachmentReference } };
  };

const activity = (type: ActivityType): ParityRequest => ({
  name: `logActivity: ${type}`,
  ask: async (trial, signal) => {
    const fields = {
      subject: `Parity ${type}`,
      body: 'Said so.',
      account: trial.account,
      ...((type === 'call' || type === 'email') && { direction: 'outbound' }),
      ...(type === 'call' && { duration_seconds: 90 }),
      ...(type !== 'note' && { occurred_at: '2026-11-20T10:00:00Z' }),
    };
    const write = await trial.crm.logActivity({ type, idempotencyKey: `parity ${type}`, fields }, signal);
    const { record } = write;
    const answer = wrote(trial, `the ${type}`, write);
    // How vendors call the state of what is over differs, as do the parents that they fill in.
    const shown = Object.fromEntries(
      ['type', 'subject', 'body', 'direction', 'duration_seconds', 'account'].map((name) => [
        name,
        record.fields[name] ?? null,
      ]),
    );
    return { ...answer, records: [{ ...record, fields: shown }] };
  },
});

/** The same for every CRM, in this order: later ones rest on what earlier ones made. */
export const requests: readonly ParityRequest[] = [
  {
    name: 'lookupAccount by name, other case',
    ask: async ({ crm }, signal) => found(await crm.lookupAccount({ name: ' parity probe  gmbh ' }, signal)),
  },
  {
    name: 'lookupAccount by domain',
    ask: async ({ crm }, signal) =>
      found(await crm.lookupAccount({ domain: 'https://www.Parity-Probe.example/a' }, signal)),
  },
  {
    name: 'lookupAccount of nobody',
    ask: async ({ crm }, signal) => found(await crm.lookupAccount({ name: "Nobody's 100% (Ltd.)" }, signal)),
  },
  {
    name: 'searchContacts by e-mail',
    ask: async ({ crm }, signal) => found(await crm.searchContacts({ email: 'PAULA@parity-probe.example' }, signal)),
  },
  {
    name: 'searchContacts by name',
    ask: async ({ crm }, signal) => found(await crm.searchContacts({ name: 'parität paula' }, signal)),
  },
  {
    name: 'searchContacts by phone',
    ask: async ({ crm }, signal) => found(await crm.searchContacts({ phone: '+49 (40) 123-4567' }, signal)),
  },
  {
    name: 'searchContacts of an account',
    ask: async ({ crm, account }, signal) => found(await crm.searchContacts({ account }, signal)),
  },
  { name: 'createDeal', ask: createDeal('deal') },
  { name: 'createDeal, the same again', ask: createDeal('deal') },
  { name: 'createDeal without a name', ask: createDeal('nameless', () => ({ name: null })) },
  { name: 'createDeal in an unknown stage', ask: createDeal('lost', () => ({ stage: 'No such stage' })) },
  {
    name: 'createDeal of an account that is not there',
    ask: createDeal('orphan', ({ account }) => ({ account: `${account.slice(0, -3)}999` })),
  },
  { name: 'createDeal with an unknown field', ask: createDeal('odd', () => ({ colour: 'red' })) },
  { name: 'createDeal with a text as amount', ask: createDeal('typed', () => ({ amount: 'a lot' })) },
  {
    name: 'getDeal',
    ask: async (trial, signal) => found([await trial.crm.getDeal(trial.remembered.get('the deal') ?? 'none', signal)]),
  },
  {
    name: 'updateDeal',
    ask: async (trial, signal) => {
      const fields = { amount: 2000, close_date: '2027-03-31', next_step: null };
      const request = { deal: trial.remembered.get('the deal') ?? 'none', fields };
      return wrote(trial, 'the deal', await trial.crm.updateDeal(request, signal));
    },
  },
  {
    name: 'updateDeal with what is there',
    ask: async (trial, signal) => {
      const request = { deal: trial.remembered.get('the deal') ?? 'none', fields: { amount: 2000 } };
      return wrote(trial, 'the deal', await trial.crm.updateDeal(request, signal));
    },
  },
  { name: 'writeQuote, version 1', ask: quote(1, true) },
  { name: 'writeQuote, version 3 supersedes it', ask: quote(3, false) },
  { name: 'writeQuote, version 3 again', ask: quote(3, false) },
  { name: 'writeQuote, version 3 with other content', ask: quote(3, false, 1) },
  { name: 'writeQuote, version 2 is stale', ask: quote(2, false) },
  activity('call'),
  activity('sms'),
  activity('email'),
  activity('note'),
  {
    name: 'syncIncremental of deals',
    ask: async (trial, signal) => {
      const known = await trial.crm.getDeal(trial.remembered.get('the deal') ?? 'none', signal);
      const { stream, externalId } = known.externalReference;
      const since = new Date(Date.parse(known.sourceTime ?? '') - 60_000);
      let cursor: string | null = null;
      const seen: CrmRecord[] = [];
      do {
        const page: Awaited<ReturnType<Crm['syncIncremental']>> = await trial.crm.syncIncremental(
          { stream, since, cursor },
          signal,
        );
        seen.push(...page.records.filter((record) => record.externalReference.externalId === externalId));
        cursor = page.nextCursor;
      } while (cursor !== null && seen.length === 0);
      return found(seen.slice(0, 1));
    },
  },
];
