import type { RecordKey } from '@syncline/connector-sdk';
import type { ConformanceSandbox, WriteConformance, WriteDraft } from '@syncline/connector-sdk/testing';
import type { ZohoSandbox } from '@syncline/connector-zoho/sandbox';
import { definitions } from '../definitions.ts';

export interface ZohoTrial extends ConformanceSandbox {
  readonly sandbox: ZohoSandbox;
}

type Trial = WriteConformance<ZohoTrial>;
type Ids = (module: string, turn: number) => string;
type Fields = WriteDraft['fields'];

interface Values {
  readonly stream: string;
  draft(turn: number, ids: Ids): Fields;
  edit(turn: number, ids: Ids): Fields;
  /** A field of which one value is refused. */
  readonly refused: { readonly field: string; readonly value: string };
  readonly entails?: Readonly<Record<string, readonly string[]>>;
  readonly empties: readonly string[];
  readonly closing?: Trial['closing'];
  readonly parent?: { readonly relation: string; readonly module: string };
}

/** How each stream's writes are tried by the conformance suite. */
export const writeTrials: readonly Trial[] = [
  trial({
    stream: 'accounts',
    draft: (turn) => ({ name: `Account ${turn}`, segment: 'SMB' }),
    edit: (turn, ids) => ({
      name: `  Renamed ${turn} `,
      domain: `https://WWW.Company-${turn}.example/about`,
      industry: 'Energy',
      segment: `Segment ${turn}`,
      type: 'Customer',
      phone: `+49 ${turn}`,
      description: `one\r\ntwo ${turn}`,
      employees: turn,
      annual_revenue: turn * 1_000 + 0.5,
      billing_country: `Country ${turn}`,
      owner: ids('Users', 1),
    }),
    refused: { field: 'name', value: 'x'.repeat(201) },
    empties: ['domain', 'employees'],
  }),
  trial({
    stream: 'contacts',
    draft: (turn) => ({ last_name: `Person ${turn}` }),
    edit: (turn, ids) => ({
      first_name: `First ${turn}`,
      last_name: `Last ${turn}`,
      email: `p${turn}@example.com`,
      phone: `${turn}`,
      title: `Title ${turn}`,
      department: `Department ${turn}`,
      description: `About ${turn}`,
      account: ids('Accounts', 1),
      owner: ids('Users', 1),
    }),
    refused: { field: 'first_name', value: 'x'.repeat(41) },
    empties: ['email', 'account'],
    parent: { relation: 'belongs_to', module: 'Accounts' },
  }),
  trial({
    stream: 'deals',
    draft: (turn) => ({ name: `Deal ${turn}`, stage: 'Qualification' }),
    edit: (turn, ids) => ({
      name: `Renamed ${turn}`,
      stage: 'Negotiation/Review',
      amount: turn + 0.125,
      currency: 'USD',
      probability: 42,
      close_date: '2027-01-31',
      type: 'New Business',
      next_step: `Step ${turn}`,
      description: `About ${turn}`,
      account: ids('Accounts', 1),
      contacts: [ids('Contacts', 1)],
      owner: ids('Users', 1),
    }),
    refused: { field: 'stage', value: 'No such stage' },
    entails: { stage: ['probability'] },
    closing: { on: { stage: 'Closed Won' }, off: { stage: 'Qualification' } },
    empties: ['amount', 'next_step', 'contacts'],
    parent: { relation: 'belongs_to', module: 'Accounts' },
  }),
  trial({
    stream: 'quotes',
    draft: (turn, ids) => ({ name: `Quote ${turn}`, version: turn, account: ids('Accounts', 0) }),
    edit: (turn, ids) => ({
      name: `Renamed ${turn}`,
      status: 'Confirmed',
      total: turn + 0.5,
      currency: 'USD',
      expiration_date: '2027-01-31',
      description: `About ${turn}`,
      version: turn,
      attachment_reference: `quotes/${turn}.pdf`,
      deal: ids('Deals', 1),
      account: ids('Accounts', 1),
    }),
    refused: { field: 'currency', value: 'Dollars' },
    empties: ['total', 'attachment_reference'],
    parent: { relation: 'belongs_to', module: 'Deals' },
  }),
  trial({
    stream: 'calls',
    draft: (turn, ids) => ({
      subject: `Call ${turn}`,
      direction: 'inbound',
      occurred_at: '2026-11-01T10:00:00Z',
      account: ids('Accounts', 0),
    }),
    edit: (turn, ids) => ({
      subject: `Renamed ${turn}`,
      body: `# About\n\n- ${turn}`,
      direction: 'outbound',
      occurred_at: '2026-11-02T10:00:00.500Z',
      duration_seconds: 3_600 + turn,
      account: null,
      deal: ids('Deals', 1),
      who: ids('Contacts', 1),
      owner: ids('Users', 1),
    }),
    refused: { field: 'subject', value: 'x'.repeat(256) },
    // One lookup of Zoho.
    entails: { account: ['deal'], deal: ['account'] },
    empties: ['body', 'duration_seconds', 'who'],
  }),
  trial({
    stream: 'notes',
    draft: (turn, ids) => ({ type: 'sms', body: `Said ${turn}`, account: null, deal: ids('Deals', 0), who: null }),
    edit: (turn, ids) => ({ subject: `Title ${turn}`, body: `one\n\ntwo ${turn}`, owner: ids('Users', 1) }),
    refused: { field: 'subject', value: 'x'.repeat(121) },
    empties: ['subject'],
  }),
];

function trial(values: Values): Trial {
  const module = definitions.find(({ stream }) => stream === values.stream)?.module ?? '';
  return {
    stream: values.stream,
    draft: ({ sandbox, scope }, turn) => {
      const ids = idsOf(sandbox);
      return { fields: values.draft(turn, ids), parents: parentsOf(values, ids, scope) };
    },
    edit: ({ sandbox }, turn) => ({ fields: values.edit(turn, idsOf(sandbox)) }),
    refused: ({ sandbox, scope }, turn) => {
      const ids = idsOf(sandbox);
      const { field, value } = values.refused;
      return { fields: { ...values.draft(turn, ids), [field]: value }, parents: parentsOf(values, ids, scope), field };
    },
    empties: values.empties,
    ...(values.closing && { closing: values.closing }),
    ...(values.entails && { entails: values.entails }),
    loseNextAnswer: ({ sandbox }) =>
      void sandbox.faults.add({ kind: 'lost_answer', method: 'POST', path: `/crm/v8/${module}` }),
  };
}

function idsOf({ sandbox }: ZohoTrial): Ids {
  return (module, position) => sandbox.records(module)[position]?.id ?? '';
}

function parentsOf({ parent }: Values, ids: Ids, scope: string): Record<string, RecordKey> {
  if (!parent) return {};
  return { [parent.relation]: { externalId: ids(parent.module, 0), locator: null, scope } };
}
