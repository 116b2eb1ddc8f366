import type { PipedriveSandbox } from '@syncline/connector-pipedrive/sandbox';
import type { RecordKey } from '@syncline/connector-sdk';
import type { ConformanceSandbox, WriteConformance } from '@syncline/connector-sdk/testing';

export interface RunningPipedrive extends ConformanceSandbox {
  readonly pipedrive: PipedriveSandbox;
}

type Trial = WriteConformance<RunningPipedrive>;

/** What is carried out is a write; its answer is cut off. */
const loseAnswer =
  (method: string, path: string): NonNullable<Trial['loseNextAnswer']> =>
  ({ pipedrive }) =>
    void pipedrive.faults.add({ kind: 'lost_answer', method, path });

const idAt = (sandbox: PipedriveSandbox, entity: 'organizations' | 'persons' | 'deals' | 'users', at: number): string =>
  String(sandbox.records(entity)[at]?.id ?? '');
const keyOf = (externalId: string, scope: string): RecordKey => ({ externalId, locator: null, scope });

const organizations: Trial = {
  stream: 'organizations',
  draft: (_, turn) => ({ fields: { name: `Organization ${turn}`, segment: 'SMB' } }),
  edit: ({ sandbox: { pipedrive } }, turn) => ({
    fields: {
      name: `  Renamed ${turn} `,
      domain: `https://www.Firm${turn}.example/about`,
      industry: turn % 2 === 0 ? 'Energy' : 'Finance',
      segment: `Segment ${turn}`,
      type: `Type ${turn}`,
      phone: `+49 ${turn}`,
      description: `one\r\ntwo ${turn}`,
      employees: turn,
      annual_revenue: turn * 1_000,
      labels: ['Customer', turn % 2 === 0 ? 'Hot lead' : 'Warm lead'],
      owner: idAt(pipedrive, 'users', 1 + (turn % 2)),
    },
  }),
  empties: ['domain', 'industry', 'segment', 'employees', 'labels'],
  refused: (_, turn) => ({ fields: { name: `Refused ${turn}`, phone: 'x'.repeat(256) }, field: 'phone' }),
  loseNextAnswer: loseAnswer('POST', '^/api/v2/organizations$'),
};

const persons: Trial = {
  stream: 'persons',
  draft: ({ sandbox: { pipedrive }, scope }, turn) => ({
    fields: { first_name: 'Ada', last_name: `Lovelace ${turn}`, email: `ada${turn}@example.com` },
    parents: { belongs_to: keyOf(idAt(pipedrive, 'organizations', 0), scope) },
  }),
  edit: ({ sandbox: { pipedrive } }, turn) => ({
    fields: {
      first_name: `First${turn}`,
      last_name: `Last of ${turn}`,
      email: `p${turn}@example.com`,
      phone: `+372 ${turn}`,
      title: `Title ${turn}`,
      department: `Department ${turn}`,
      description: `About ${turn}`,
      labels: [turn % 2 === 0 ? 'Hot lead' : 'Warm lead'],
      account: idAt(pipedrive, 'organizations', 1 + (turn % 2)),
      owner: idAt(pipedrive, 'users', 1 + (turn % 2)),
    },
  }),
  empties: ['email', 'phone', 'title', 'account'],
  refused: (_, turn) => ({ fields: { last_name: `Refused ${turn}`, title: 'x'.repeat(256) }, field: 'title' }),
  loseNextAnswer: loseAnswer('POST', '^/api/v2/persons$'),
};

const deals: Trial = {
  stream: 'deals',
  draft: ({ sandbox: { pipedrive }, scope }, turn) => ({
    fields: { name: `Deal ${turn}`, stage: '2', amount: turn },
    parents: { belongs_to: keyOf(idAt(pipedrive, 'organizations', 0), scope) },
  }),
  edit: ({ sandbox: { pipedrive } }, turn) => ({
    fields: {
      name: `Renamed ${turn}`,
      stage: turn % 2 === 0 ? '3' : '6',
      status: 'lost',
      lost_reason: `Reason ${turn}`,
      amount: turn + 0.25,
      currency: turn % 2 === 0 ? 'USD' : 'GBP',
      probability: 1 + (turn % 99),
      close_date: `2027-02-${10 + (turn % 18)}`,
      type: `Type ${turn}`,
      next_step: `Step ${turn}`,
      description: `About ${turn}`,
      labels: [turn % 2 === 0 ? 'Hot lead' : 'Warm lead'],
      account: idAt(pipedrive, 'organizations', 1 + (turn % 2)),
      contacts: [idAt(pipedrive, 'persons', 1 + (turn % 2))],
      owner: idAt(pipedrive, 'users', 1 + (turn % 2)),
    },
  }),
  empties: ['close_date', 'next_step', 'contacts', 'account'],
  entails: { stage: ['pipeline', 'probability'], status: ['is_closed', 'is_won', 'lost_reason'] },
  along: { lost_reason: ['status'] },
  closing: { on: { status: 'won' }, off: { status: 'open' } },
  refused: (_, turn) => ({ fields: { name: `Refused ${turn}`, stage: '99' }, field: 'stage' }),
  loseNextAnswer: loseAnswer('POST', '^/api/v2/deals$'),
};

/** A deal of its own for each quote. */
const quotes: Trial = {
  stream: 'quotes',
  draft: ({ sandbox: { pipedrive }, scope }, turn) => {
    const deal = String(pipedrive.create('deals', { title: `Deal of quote ${turn}` }).id);
    return {
      fields: { name: `Quote ${turn}`, version: turn, deal },
      parents: { belongs_to: keyOf(deal, scope) },
    };
  },
  edit: (_, turn) => ({
    fields: {
      name: `Renamed ${turn}`,
      status: `Status ${turn}`,
      total: turn + 0.5,
      currency: turn % 2 === 0 ? 'USD' : 'GBP',
      expiration_date: `2027-02-${10 + (turn % 18)}`,
      description: `About ${turn}`,
      version: 100 + turn,
      attachment_reference: `quotes/${turn}.pdf`,
    },
  }),
  empties: ['total', 'attachment_reference', 'expiration_date'],
  refused: ({ sandbox: { pipedrive }, scope }, turn) => {
    const deal = String(pipedrive.create('deals', { title: `Deal of quote ${turn}` }).id);
    return {
      fields: { name: `Quote ${turn}`, version: 1, deal, currency: 'x'.repeat(256) },
      parents: { belongs_to: keyOf(deal, scope) },
      field: 'currency',
    };
  },
  loseNextAnswer: loseAnswer('PATCH', '^/api/v2/deals/'),
};

const activities: Trial = {
  stream: 'activities',
  draft: (_, turn) => ({ fields: { type: 'call', subject: `Call ${turn}`, body: `<p>First ${turn}</p>` } }),
  edit: ({ sandbox: { pipedrive } }, turn) => ({
    fields: {
      type: turn % 2 === 0 ? 'meeting' : 'sms',
      subject: `Renamed ${turn}`,
      body: `<p>About <b>${turn}</b></p>`,
      status: 'done',
      due_date: `2027-02-${10 + (turn % 18)}`,
      occurred_at: `2027-02-${10 + (turn % 18)}T10:${10 + (turn % 40)}:29.500Z`,
      duration_seconds: 61 + turn,
      account: idAt(pipedrive, 'organizations', turn % 2),
      deal: idAt(pipedrive, 'deals', turn % 2),
      who: idAt(pipedrive, 'persons', turn % 2),
      owner: idAt(pipedrive, 'users', 1 + (turn % 2)),
    },
  }),
  empties: ['body', 'duration_seconds', 'who', 'deal', 'occurred_at'],
  entails: { status: ['is_closed'], occurred_at: ['due_date'], due_date: ['occurred_at'] },
  closing: { on: { status: 'done' }, off: { status: 'open' } },
  refused: (_, turn) => ({ fields: { subject: `Refused ${turn}`, type: 'note' }, field: 'type' }),
  loseNextAnswer: loseAnswer('POST', '^/api/v2/activities$'),
};

const notes: Trial = {
  stream: 'notes',
  draft: ({ sandbox: { pipedrive } }, turn) => ({
    fields: {
      body: `<p>First ${turn}</p>`,
      account: idAt(pipedrive, 'organizations', 0),
      occurred_at: '2026-11-20T10:00:00Z',
    },
  }),
  edit: ({ sandbox: { pipedrive } }, turn) => ({
    fields: {
      body: `<p>About <b>${turn}</b></p>`,
      account: idAt(pipedrive, 'organizations', 1 + (turn % 2)),
      deal: idAt(pipedrive, 'deals', turn % 2),
      who: idAt(pipedrive, 'persons', turn % 2),
      owner: idAt(pipedrive, 'users', 1 + (turn % 2)),
    },
  }),
  empties: ['body', 'deal', 'who'],
  refused: (_, turn) => ({ fields: { body: `Refused ${turn}`, account: '999999' }, field: 'account' }),
  loseNextAnswer: loseAnswer('POST', '^/v1/notes$'),
};

/** How each stream that writes is tried. */
export const pipedriveWriteTrials: readonly Trial[] = [organizations, persons, deals, quotes, activities, notes];
