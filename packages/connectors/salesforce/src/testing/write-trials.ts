import type { SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import type { RecordKey } from '@syncline/connector-sdk';
import type { ConformanceSandbox, WriteConformance, WriteDraft } from '@syncline/connector-sdk/testing';
import { definitions } from '../definitions.ts';

export interface SalesforceTrial extends ConformanceSandbox {
  readonly sandbox: SalesforceSandbox;
}

type Trial = WriteConformance<SalesforceTrial>;
type Ids = (object: string, turn: number) => string;
type Fields = WriteDraft['fields'];

interface Values {
  readonly stream: string;
  draft(turn: number, ids: Ids): Fields;
  edit(turn: number, ids: Ids): Fields;
  /** Fields of which one is refused. */
  readonly refused: { readonly field: string; readonly value: string };
  readonly entails?: Readonly<Record<string, readonly string[]>>;
  readonly empties: readonly string[];
  readonly closing?: Trial['closing'];
  /** What a person changes, by API names. */
  elsewhere(turn: number): Readonly<Record<string, string>>;
  readonly parent?: { readonly relation: string; readonly object: string };
}

/** How each stream's writes are tried by the conformance suite. */
export const writeTrials: readonly Trial[] = [
  trial({
    stream: 'accounts',
    draft: (turn) => ({ name: `Account ${turn}`, segment: 'SMB' }),
    edit: (turn, ids) => ({
      name: `  Renamed ${turn} `,
      domain: `https://${turn}.example`,
      industry: 'Energy',
      segment: `Segment ${turn}`,
      type: 'Customer',
      phone: `+49 ${turn}`,
      description: `one\r\ntwo ${turn}`,
      employees: turn,
      annual_revenue: turn * 1_000,
      billing_country: `Country ${turn}`,
      owner: ids('User', 1),
    }),
    refused: { field: 'name', value: 'x'.repeat(256) },
    empties: ['domain', 'employees'],
    elsewhere: (turn) => ({ Phone: `by hand ${turn}` }),
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
      account: ids('Account', 1),
      owner: ids('User', 1),
    }),
    refused: { field: 'first_name', value: 'x'.repeat(41) },
    empties: ['email', 'account'],
    elsewhere: (turn) => ({ Phone: `by hand ${turn}` }),
    parent: { relation: 'belongs_to', object: 'Account' },
  }),
  trial({
    stream: 'opportunities',
    draft: (turn) => ({ name: `Deal ${turn}`, stage: 'Prospecting', close_date: '2026-12-01' }),
    edit: (turn, ids) => ({
      name: `Renamed ${turn}`,
      stage: 'Negotiation/Review',
      amount: turn + 0.125,
      currency: 'USD',
      probability: 42,
      close_date: '2027-01-31',
      type: 'New Customer',
      next_step: `Step ${turn}`,
      description: `About ${turn}`,
      account: ids('Account', 1),
      owner: ids('User', 1),
    }),
    refused: { field: 'stage', value: 'No such stage' },
    entails: { stage: ['probability'] },
    closing: { on: { stage: 'Closed Won' }, off: { stage: 'Prospecting' } },
    empties: ['amount', 'next_step'],
    elsewhere: (turn) => ({ NextStep: `by hand ${turn}` }),
    parent: { relation: 'belongs_to', object: 'Account' },
  }),
  trial({
    stream: 'quotes',
    draft: (turn, ids) => ({ name: `Quote ${turn}`, version: turn, deal: ids('Opportunity', 0) }),
    edit: (turn) => ({
      name: `Renamed ${turn}`,
      status: `Status ${turn}`,
      total: turn + 0.5,
      currency: 'USD',
      expiration_date: '2027-01-31',
      description: `About ${turn}`,
      version: turn,
      attachment_reference: `quotes/${turn}.pdf`,
    }),
    refused: { field: 'currency', value: 'Dollars' },
    empties: ['total', 'attachment_reference'],
    elsewhere: (turn) => ({ Status: `by hand ${turn}` }),
    parent: { relation: 'belongs_to', object: 'Opportunity' },
  }),
  trial({
    stream: 'repositories',
    draft: (turn) => ({ name: `repository-${turn}` }),
    edit: (turn, ids) => ({
      name: `renamed-${turn}`,
      full_name: `acme/renamed-${turn}`,
      url: `https://github.com/acme/${turn}`,
      description: `About ${turn}`,
      default_branch: `branch-${turn}`,
      language: `Language ${turn}`,
      private: true,
      archived: true,
      account: ids('Account', 1),
    }),
    refused: { field: 'name', value: 'x'.repeat(81) },
    empties: ['description', 'account'],
    elsewhere: (turn) => ({ Description__c: `by hand ${turn}` }),
    parent: { relation: 'belongs_to', object: 'Account' },
  }),
  trial({
    stream: 'pull_requests',
    draft: (turn) => ({ title: `Change ${turn}`, state: 'open' }),
    edit: (turn, ids) => ({
      title: `Renamed ${turn}`,
      body: `# About\n\n- ${turn}`,
      state: 'merged',
      number: turn,
      url: `https://github.com/acme/api/pull/${turn}`,
      author: `author-${turn}`,
      head_branch: `head-${turn}`,
      base_branch: `base-${turn}`,
      draft: true,
      merged_at: '2026-11-20T10:00:00.750Z',
      closed_at: '2026-11-20T11:00:00Z',
      repository: ids('GitHub_Repository__c', 1),
    }),
    refused: { field: 'state', value: 'undecided' },
    empties: ['body', 'merged_at'],
    elsewhere: (turn) => ({ Author__c: `by hand ${turn}` }),
    parent: { relation: 'belongs_to', object: 'GitHub_Repository__c' },
  }),
  trial({
    stream: 'tasks',
    draft: (turn, ids) => ({ subject: `Task ${turn}`, account: ids('Account', 0) }),
    edit: (turn, ids) => ({
      subject: `Renamed ${turn}`,
      body: `# About\n\n- ${turn}`,
      type: 'call',
      direction: 'inbound',
      occurred_at: '2026-11-20T10:00:00Z',
      duration_seconds: turn,
      status: 'In Progress',
      priority: 'High',
      due_date: '2027-01-31',
      labels: ['bug', `label; ${turn}`],
      account: null,
      deal: ids('Opportunity', 1),
      repository: ids('GitHub_Repository__c', 1),
      who: ids('Contact', 1),
      owner: ids('User', 1),
      depends_on: [ids('Task', 0), ids('Task', 1)],
      blocks: [ids('Task', 2)],
      related_to: [ids('Task', 3)],
    }),
    refused: { field: 'status', value: 'No such status' },
    closing: { on: { status: 'Completed' }, off: { status: 'Not Started' } },
    // One lookup of Salesforce.
    entails: { account: ['deal'], deal: ['account'] },
    empties: ['body', 'labels', 'deal', 'depends_on'],
    elsewhere: (turn) => ({ Subject: `by hand ${turn}` }),
  }),
];

function trial(values: Values): Trial {
  const object = definitions.find(({ stream }) => stream === values.stream)?.object ?? '';
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
      const fields = { ...values.draft(turn, ids), [field]: value };
      return { fields, parents: parentsOf(values, ids, scope), field };
    },
    empties: values.empties,
    ...(values.closing && { closing: values.closing }),
    ...(values.entails && { entails: values.entails }),
    loseNextAnswer: ({ sandbox }) => void sandbox.faults.add({ kind: 'lost_answer', method: 'PATCH' }),
    editElsewhere: ({ sandbox }, key, turn) => void sandbox.edit(object, key.externalId, values.elsewhere(turn)),
  };
}

function idsOf({ sandbox }: SalesforceTrial): Ids {
  return (object, position) => [...sandbox.records(object)][position]?.Id ?? '';
}

function parentsOf({ parent }: Values, ids: Ids, scope: string): Record<string, RecordKey> {
  if (!parent) return {};
  return { [parent.relation]: { externalId: ids(parent.object, 0), locator: null, scope } };
}
