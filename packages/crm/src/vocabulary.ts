import type { FieldType } from '@syncline/core';

/** The kinds of record of the contract. */
export type ContractKind = 'account' | 'contact' | 'deal' | 'quote' | 'activity';

/** A field that every CRM is asked for, under its canonical word. */
export interface ContractField {
  readonly name: string;
  readonly type: FieldType;
  /** For references: what they point to. */
  readonly to?: ContractKind | 'user';
  /** A stage: the vendor's value with the name that people know it by. */
  readonly isStage?: boolean;
  /** A bare host, in lower case, whatever the vendor keeps of an address. */
  readonly isDomain?: boolean;
  /** The vendor's own, which no request sets. */
  readonly isVendors?: boolean;
}

type More = Omit<ContractField, 'name' | 'type'>;
const field = (name: string, type: FieldType, more: More = {}): ContractField => ({ name, type, ...more });
const to = (name: string, kind: ContractKind | 'user'): ContractField => field(name, 'reference', { to: kind });
const owner = to('owner', 'user');
const createdAt = field('created_at', 'instant', { isVendors: true });

/** What the contract shows of each kind; all else that a vendor has is listed as unresolved. */
export const contractFields: Readonly<Record<ContractKind, readonly ContractField[]>> = {
  account: [
    field('name', 'text'),
    field('domain', 'text', { isDomain: true }),
    field('industry', 'choice'),
    field('segment', 'text'),
    field('type', 'choice'),
    field('phone', 'text'),
    field('description', 'text'),
    field('employees', 'number'),
    field('annual_revenue', 'number'),
    field('billing_country', 'text'),
    owner,
    createdAt,
  ],
  contact: [
    field('first_name', 'text'),
    field('last_name', 'text'),
    field('email', 'text'),
    field('phone', 'text'),
    field('title', 'text'),
    field('department', 'text'),
    field('description', 'text'),
    to('account', 'account'),
    owner,
    createdAt,
  ],
  deal: [
    field('name', 'text'),
    field('stage', 'choice', { isStage: true }),
    field('amount', 'number'),
    field('currency', 'text'),
    field('probability', 'number'),
    field('close_date', 'date'),
    field('type', 'choice'),
    field('next_step', 'text'),
    field('description', 'text'),
    field('is_closed', 'boolean', { isVendors: true }),
    field('is_won', 'boolean', { isVendors: true }),
    to('account', 'account'),
    owner,
    field('contacts', 'reference_set', { to: 'contact' }),
    createdAt,
  ],
  quote: [
    field('name', 'text'),
    field('status', 'choice'),
    field('total', 'number'),
    field('currency', 'text'),
    field('expiration_date', 'date'),
    field('description', 'text'),
    field('version', 'number'),
    field('attachment_reference', 'text'),
    to('deal', 'deal'),
    to('account', 'account'),
    createdAt,
  ],
  activity: [
    field('type', 'choice'),
    field('subject', 'text'),
    field('body', 'rich_text'),
    field('status', 'choice'),
    field('direction', 'choice'),
    field('occurred_at', 'instant'),
    field('duration_seconds', 'number'),
    field('due_date', 'date'),
    field('is_closed', 'boolean', { isVendors: true }),
    to('account', 'account'),
    to('deal', 'deal'),
    to('who', 'contact'),
    owner,
    createdAt,
  ],
};

export const contractKinds = Object.keys(contractFields) as readonly ContractKind[];
