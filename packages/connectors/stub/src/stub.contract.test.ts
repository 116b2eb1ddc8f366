import {
  type ConformanceSandbox,
  describeConnectorConformance,
  type WriteConformance,
  type WriteDraft,
} from '@syncline/connector-sdk/testing';
import { createStubSandbox, type StubSandbox } from '@syncline/connector-stub/sandbox';
import type { Json } from '@syncline/core';
import { stub } from './connector.ts';
import { stubId } from './world/open-world.ts';

interface StubTrial extends ConformanceSandbox {
  readonly sandbox: StubSandbox;
}

const seeded = (stream: string, position: number) => stubId(stream, `seed ${position}`);

/** The stub's refusals are those of its writes, which the suite tries stream by stream: no HTTP answers ever come. */
describeConnectorConformance<StubTrial>({
  connector: stub,
  countedStream: 'accounts',
  refusals: [],
  async startSandbox({ records }) {
    const sandbox = await createStubSandbox({ records });
    const { url, settings, secrets } = sandbox;
    return { baseUrl: url, settings, secrets, sandbox, close: () => sandbox.close() };
  },
  writes: [
    trial('accounts', {
      draft: (turn) => ({ name: `Account ${turn}` }),
      edit: (turn) => ({
        name: `  Renamed ${turn} `,
        domain: `${turn}.example`,
        industry: 'Energy',
        segment: `Segment ${turn}`,
        type: 'Customer',
        phone: `+49 ${turn}`,
        description: `one\r\ntwo ${turn}`,
        employees: turn,
        annual_revenue: turn * 1_000,
        billing_country: `Country ${turn}`,
        owner: seeded('users', 1),
      }),
      refused: { field: 'name', value: 'x'.repeat(256) },
      empties: ['domain', 'employees', 'owner'],
    }),
    trial('contacts', {
      draft: (turn) => ({ last_name: `Person ${turn}`, account: seeded('accounts', 0) }),
      edit: (turn) => ({
        first_name: `First ${turn}`,
        last_name: `Last ${turn}`,
        email: `p${turn}@example.com`,
        phone: `${turn}`,
        title: `Title ${turn}`,
        department: `Department ${turn}`,
        description: `About ${turn}`,
        account: seeded('accounts', 1),
        owner: seeded('users', 1),
      }),
      refused: { field: 'email', value: 'nobody' },
      empties: ['email', 'account'],
      parent: { relation: 'belongs_to', stream: 'accounts' },
    }),
    trial('deals', {
      draft: (turn) => ({ name: `Deal ${turn}`, stage: 'stage-1', close_date: '2026-12-01' }),
      edit: (turn) => ({
        name: `Renamed ${turn}`,
        stage: 'stage-3',
        amount: turn + 0.125,
        currency: 'USD',
        probability: 42,
        close_date: '2027-01-31',
        type: 'New',
        next_step: `Step ${turn}`,
        description: `About ${turn}`,
        account: seeded('accounts', 1),
        owner: seeded('users', 1),
        contacts: [seeded('contacts', 1), seeded('contacts', 0)],
      }),
      refused: { field: 'stage', value: 'no such stage' },
      entails: { stage: ['probability'] },
      closing: { on: { stage: 'stage-4' }, off: { stage: 'stage-1' } },
      empties: ['amount', 'contacts'],
      parent: { relation: 'belongs_to', stream: 'accounts' },
    }),
    trial('quotes', {
      draft: (turn) => ({ name: `Quote ${turn}`, version: turn, deal: seeded('deals', 0) }),
      edit: (turn) => ({
        name: `Renamed ${turn}`,
        status: `Status ${turn}`,
        total: turn + 0.5,
        currency: 'USD',
        expiration_date: '2027-01-31',
        description: `About ${turn}`,
        version: turn,
        attachment_reference: `quotes/${turn}.pdf`,
        account: seeded('accounts', 1),
      }),
      refused: { field: 'deal', value: 'stub_nowhere' },
      empties: ['total', 'attachment_reference'],
      parent: { relation: 'belongs_to', stream: 'deals' },
    }),
    trial('activities', {
      draft: (turn) => ({ type: 'note', subject: `Activity ${turn}` }),
      edit: (turn) => ({
        type: 'call',
        subject: `Renamed ${turn}`,
        body: `# About\n\n- ${turn}`,
        status: 'completed',
        direction: 'inbound',
        occurred_at: '2026-11-20T10:00:00.750Z',
        duration_seconds: turn,
        due_date: '2027-01-31',
        account: seeded('accounts', 1),
        deal: seeded('deals', 1),
        who: seeded('contacts', 1),
        owner: seeded('users', 1),
      }),
      refused: { field: 'direction', value: 'sideways' },
      empties: ['body', 'deal'],
    }),
  ],
});

interface Values {
  draft(turn: number): WriteDraft['fields'];
  edit(turn: number): WriteDraft['fields'];
  readonly refused: { readonly field: string; readonly value: Json };
  readonly empties: readonly string[];
  readonly entails?: Readonly<Record<string, readonly string[]>>;
  readonly closing?: WriteConformance['closing'];
  readonly parent?: { readonly relation: string; readonly stream: string };
}

function trial(stream: string, values: Values): WriteConformance<StubTrial> {
  const { refused, parent } = values;
  const parents = (scope: string): NonNullable<WriteDraft['parents']> =>
    parent ? { [parent.relation]: { externalId: seeded(parent.stream, 0), locator: null, scope } } : {};
  return {
    stream,
    draft: ({ scope }, turn) => ({ fields: values.draft(turn), parents: parents(scope) }),
    edit: (_, turn) => ({ fields: values.edit(turn) }),
    refused: ({ scope }, turn) => ({
      fields: { ...values.draft(turn), [refused.field]: refused.value },
      parents: parents(scope),
      field: refused.field,
    }),
    empties: values.empties,
    ...(values.entails && { entails: values.entails }),
    ...(values.closing && { closing: values.closing }),
    loseNextAnswer: ({ sandbox }) => sandbox.loseNextAnswer(),
    editElsewhere: ({ sandbox }, key, turn) => {
      const text = stream === 'activities' ? 'subject' : 'description';
      sandbox.edit(stream, key.externalId, { [text]: `by hand ${turn}` });
    },
  };
}
