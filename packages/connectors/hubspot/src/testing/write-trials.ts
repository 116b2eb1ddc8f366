import type { HubspotSandbox } from '@syncline/connector-hubspot/sandbox';
import type { RecordKey } from '@syncline/connector-sdk';
import type { ConformanceSandbox, WriteConformance, WriteDraft } from '@syncline/connector-sdk/testing';
import { definitions } from '../definitions.ts';

export interface HubspotTrial extends ConformanceSandbox {
  readonly sandbox: HubspotSandbox;
}

type Trial = WriteConformance<HubspotTrial>;
type Ids = (object: string, turn: number) => string;
type Fields = WriteDraft['fields'];

interface Values {
  readonly stream: string;
  draft(turn: number, ids: Ids): Fields;
  edit(turn: number, ids: Ids): Fields;
  /** A field that is refused. */
  readonly refused: { readonly field: string; readonly value: string };
  readonly empties: readonly string[];
  readonly closing?: Trial['closing'];
  readonly parent?: { readonly relation: string; readonly object: string };
}

const OWNERS = ['9000001', '9000002'];
const TOO_LONG = 'x'.repeat(70_000);

/** How each stream's writes are tried by the conformance suite. */
export const writeTrials: readonly Trial[] = [
  trial({
    stream: 'companies',
    draft: (turn) => ({ name: `Company ${turn}`, segment: 'SMB' }),
    edit: (turn) => ({
      name: `  Renamed ${turn} `,
      domain: `https://www.Company${turn}.example/about`,
      industry: 'UTILITIES',
      segment: `Segment ${turn}`,
      type: 'PARTNER',
      phone: `+49 ${turn}`,
      description: `one\r\ntwo ${turn}`,
      employees: turn,
      annual_revenue: turn + 0.125,
      billing_country: `Country ${turn}`,
      owner: OWNERS[0]!,
    }),
    refused: { field: 'industry', value: 'Alchemy' },
    empties: ['domain', 'employees', 'owner'],
  }),
  trial({
    stream: 'contacts',
    draft: (turn) => ({ last_name: `Person ${turn}` }),
    edit: (turn, ids) => ({
      first_name: `First ${turn}`,
      last_name: `Last ${turn}`,
      email: `P${turn}@Example.com`,
      phone: `${turn}`,
      title: `Title ${turn}`,
      department: `Department ${turn}`,
      description: `About ${turn}`,
      account: ids('companies', 1),
      owner: OWNERS[1]!,
    }),
    refused: { field: 'email', value: 'nobody' },
    empties: ['email', 'account'],
    parent: { relation: 'belongs_to', object: 'companies' },
  }),
  trial({
    stream: 'deals',
    draft: (turn) => ({ name: `Deal ${turn}`, stage: 'appointmentscheduled' }),
    edit: (turn, ids) => ({
      name: `Renamed ${turn}`,
      stage: '1075001',
      pipeline: '75001',
      amount: turn + 0.125,
      currency: 'USD',
      close_date: '2027-01-31',
      type: 'existingbusiness',
      next_step: `Step ${turn}`,
      description: `About ${turn}`,
      account: ids('companies', 1),
      contacts: [ids('contacts', 0), ids('contacts', 1)],
      owner: OWNERS[0]!,
    }),
    refused: { field: 'stage', value: 'No such stage' },
    closing: { on: { stage: 'closedwon' }, off: { stage: 'appointmentscheduled' } },
    empties: ['amount', 'next_step', 'contacts', 'account'],
    parent: { relation: 'belongs_to', object: 'companies' },
  }),
  trial({
    stream: 'quotes',
    draft: (turn) => ({ name: `Quote ${turn}`, expiration_date: '2026-12-31', version: turn }),
    edit: (turn, ids) => ({
      name: `Renamed ${turn}`,
      status: `Status ${turn}`,
      approval_status: 'APPROVED',
      total: turn + 0.5,
      currency: 'USD',
      expiration_date: '2027-01-31',
      description: `About ${turn}`,
      version: turn,
      attachment_reference: `quotes/${turn}.pdf`,
      deal: ids('deals', 1),
      account: ids('companies', 1),
      owner: OWNERS[0]!,
    }),
    refused: { field: 'approval_status', value: 'PERHAPS' },
    empties: ['total', 'attachment_reference', 'account'],
    parent: { relation: 'belongs_to', object: 'deals' },
  }),
  trial({
    stream: 'notes',
    draft: (turn) => ({ body: `<p>Note ${turn}</p>` }),
    edit: (turn, ids) => ({ body: `<p>Edited ${turn}</p>`, ...activity(turn, ids) }),
    refused: { field: 'body', value: TOO_LONG },
    empties: ['body', 'account', 'who'],
  }),
  trial({
    stream: 'calls',
    draft: (turn) => ({ subject: `Call ${turn}` }),
    edit: (turn, ids) => ({
      subject: `Renamed ${turn}`,
      body: `<p>About ${turn}</p>`,
      status: 'NO_ANSWER',
      direction: 'inbound',
      duration_seconds: turn,
      ...activity(turn, ids),
    }),
    refused: { field: 'status', value: 'SOMEHOW' },
    empties: ['duration_seconds', 'direction', 'deal'],
  }),
  trial({
    stream: 'emails',
    draft: (turn) => ({ subject: `E-mail ${turn}` }),
    edit: (turn, ids) => ({
      subject: `Re: ${turn}`,
      body: `About ${turn}`,
      status: 'BOUNCED',
      direction: 'inbound',
      ...activity(turn, ids),
    }),
    refused: { field: 'status', value: 'SOMEHOW' },
    empties: ['body', 'status', 'deal'],
  }),
  trial({
    stream: 'messages',
    draft: (turn) => ({ body: `Message ${turn}` }),
    edit: (turn, ids) => ({ body: `Edited ${turn}`, direction: 'outbound', ...activity(turn, ids) }),
    refused: { field: 'body', value: TOO_LONG },
    empties: ['direction', 'who'],
  }),
];

function activity(turn: number, ids: Ids): Fields {
  return {
    occurred_at: new Date(Date.UTC(2026, 9, 1, 10, 0, turn, 250)).toISOString(),
    account: ids('companies', 1),
    deal: ids('deals', 1),
    who: ids('contacts', 1),
    owner: OWNERS[1]!,
  };
}

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
    loseNextAnswer: ({ sandbox }) =>
      void sandbox.faults.add({ kind: 'lost_answer', method: 'POST', path: `/crm/v3/objects/${object}$` }),
    // Searches lag by an hour in the suite: what it lists is brought up to date, and nothing else may rest on it.
    settle: ({ sandbox }) => sandbox.index(),
  };
}

function idsOf({ sandbox }: HubspotTrial): Ids {
  return (object, position) => [...sandbox.records(object)][position]?.id ?? '';
}

function parentsOf({ parent }: Values, ids: Ids, scope: string): Record<string, RecordKey> {
  if (!parent) return {};
  return { [parent.relation]: { externalId: ids(parent.object, 0), locator: null, scope } };
}
