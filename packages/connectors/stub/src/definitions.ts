import type { ParentRule, StreamField } from '@syncline/connector-sdk';
import type { EntityKind, FieldType, RelationType } from '@syncline/core';

/** One field of the stub, and what a value must be like to be taken. */
export interface StubField {
  readonly name: string;
  readonly type: FieldType;
  readonly writable: StreamField['writable'];
  readonly required?: boolean;
  readonly references?: string;
  readonly relation?: RelationType;
  /** Characters. */
  readonly length?: number;
  /** Digits after the point. */
  readonly scale?: number;
  readonly min?: number;
  readonly max?: number;
  /** The only values that there are. */
  readonly values?: readonly string[];
  readonly pattern?: RegExp;
}

export interface StubDefinition {
  readonly stream: string;
  readonly title: string;
  readonly kind: EntityKind;
  readonly fields: readonly StubField[];
  readonly isReadOnly?: boolean;
  readonly parents?: readonly ParentRule[];
  /** A write must carry a version that is not below the one that is held. */
  readonly versionField?: string;
}

export interface StubStage {
  readonly id: string;
  readonly name: string;
  readonly probability: number;
  readonly is: 'open' | 'won' | 'lost';
}

export const STAGES: readonly StubStage[] = [
  { id: 'stage-1', name: 'Qualification', probability: 10, is: 'open' },
  { id: 'stage-2', name: 'Proposal', probability: 50, is: 'open' },
  { id: 'stage-3', name: 'Negotiation', probability: 80, is: 'open' },
  { id: 'stage-4', name: 'Won', probability: 100, is: 'won' },
  { id: 'stage-5', name: 'Lost', probability: 0, is: 'lost' },
];

type More = Omit<StubField, 'name' | 'type' | 'writable'> & { readonly writable?: StreamField['writable'] };
const field = (name: string, type: FieldType, more: More = {}): StubField => ({ writable: 'yes', name, type, ...more });
const text = (name: string, length: number, more: More = {}) => field(name, 'text', { length, ...more });
const to = (name: string, references: string, relation: RelationType, more: More = {}) =>
  field(name, 'reference', { references, relation, ...more });

const owner = to('owner', 'users', 'assigned_to');
const createdAt = field('created_at', 'instant', { writable: 'no' });
const currency = text('currency', 3, { pattern: /^[A-Z]{3}$/ });

/** Every kind of record, in the order in which they are referred to. Each asks for what the strictest of the CRMs asks for. */
export const definitions: readonly StubDefinition[] = [
  {
    stream: 'users',
    title: 'Users',
    kind: 'user',
    isReadOnly: true,
    fields: [
      text('username', 80, { writable: 'no' }),
      text('name', 120, { writable: 'no' }),
      text('email', 128, { writable: 'no' }),
      text('title', 80, { writable: 'no' }),
      field('active', 'boolean', { writable: 'no' }),
      createdAt,
    ],
  },
  {
    stream: 'accounts',
    title: 'Accounts',
    kind: 'account',
    fields: [
      text('name', 255, { required: true }),
      text('domain', 255),
      field('industry', 'choice', { length: 40 }),
      text('segment', 80),
      field('type', 'choice', { length: 40 }),
      text('phone', 40),
      text('description', 32_000),
      field('employees', 'number', { scale: 0, min: 0 }),
      field('annual_revenue', 'number', { scale: 0, min: 0 }),
      text('billing_country', 80),
      owner,
      createdAt,
    ],
  },
  {
    stream: 'contacts',
    title: 'Contacts',
    kind: 'contact',
    parents: [{ relation: 'belongs_to', stream: 'accounts', required: false }],
    fields: [
      text('first_name', 40),
      text('last_name', 80, { required: true }),
      text('email', 80, { pattern: /^[^@\s]+@[^@\s]+\.[^@\s]+$/ }),
      text('phone', 40),
      text('title', 128),
      text('department', 80),
      text('description', 32_000),
      to('account', 'accounts', 'belongs_to'),
      owner,
      createdAt,
    ],
  },
  {
    stream: 'deals',
    title: 'Deals',
    kind: 'deal',
    parents: [{ relation: 'belongs_to', stream: 'accounts', required: false }],
    fields: [
      text('name', 120, { required: true }),
      field('stage', 'choice', { required: true, values: STAGES.map(({ id }) => id) }),
      field('amount', 'number', { scale: 2 }),
      currency,
      field('probability', 'number', { scale: 0, min: 0, max: 100 }),
      field('close_date', 'date', { required: true }),
      field('type', 'choice', { length: 40 }),
      text('next_step', 255),
      text('description', 32_000),
      field('is_closed', 'boolean', { writable: 'no' }),
      field('is_won', 'boolean', { writable: 'no' }),
      to('account', 'accounts', 'belongs_to'),
      owner,
      field('contacts', 'reference_set', { references: 'contacts', relation: 'related_to' }),
      createdAt,
    ],
  },
  {
    stream: 'quotes',
    title: 'Quotes',
    kind: 'quote',
    parents: [{ relation: 'belongs_to', stream: 'deals', required: true }],
    versionField: 'version',
    fields: [
      text('name', 255, { required: true }),
      field('status', 'choice', { length: 40 }),
      field('total', 'number', { scale: 2 }),
      currency,
      field('expiration_date', 'date'),
      text('description', 32_000),
      field('version', 'number', { scale: 0, min: 1 }),
      text('attachment_reference', 255),
      to('deal', 'deals', 'belongs_to', { required: true, writable: 'create' }),
      to('account', 'accounts', 'related_to'),
      createdAt,
    ],
  },
  {
    stream: 'activities',
    title: 'Activities',
    kind: 'activity',
    fields: [
      field('type', 'choice', { required: true, values: ['call', 'sms', 'email', 'note', 'meeting', 'task'] }),
      text('subject', 255),
      field('body', 'rich_text', { length: 32_000 }),
      field('status', 'choice', { length: 40 }),
      field('direction', 'choice', { values: ['inbound', 'outbound'] }),
      field('occurred_at', 'instant'),
      field('duration_seconds', 'number', { scale: 0, min: 0 }),
      field('due_date', 'date'),
      field('is_closed', 'boolean', { writable: 'no' }),
      to('account', 'accounts', 'belongs_to'),
      to('deal', 'deals', 'belongs_to'),
      to('who', 'contacts', 'belongs_to'),
      owner,
      createdAt,
    ],
  },
];

export function definitionOf(stream: string): StubDefinition | undefined {
  return definitions.find((each) => each.stream === stream);
}
