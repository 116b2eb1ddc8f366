import type { StreamField } from '@syncline/connector-sdk';
import type { Json } from '@syncline/core';
import { plainNumber } from '../phone.ts';

/** Texts that Quo keeps as one line; what it does about white space is not documented, so none is sent at the ends. */
function line(value: Json): Json {
  return typeof value === 'string' ? value.trim() || null : value;
}

function address(value: Json): Json {
  return typeof value === 'string' ? value.trim() || null : value;
}

function number(value: Json): Json {
  return typeof value === 'string' ? plainNumber(value) || null : value;
}

/** The fields of contacts by our names; `emails` and `phones` show all that a contact has, `email` and `phone` the first. */
export const contactFields: readonly StreamField[] = [
  // A contact without a first name is taken, with null; the member itself must be there.
  { name: 'first_name', type: 'text', writable: 'yes', express: line },
  { name: 'last_name', type: 'text', writable: 'yes', express: line },
  { name: 'company', type: 'text', writable: 'yes', express: line },
  { name: 'title', type: 'text', writable: 'yes', express: line },
  { name: 'email', type: 'text', writable: 'yes', express: address },
  { name: 'phone', type: 'text', writable: 'yes', express: number },
  { name: 'emails', type: 'text_set', writable: 'no' },
  { name: 'phones', type: 'text_set', writable: 'no' },
  { name: 'source', type: 'text', writable: 'no' },
  { name: 'created_at', type: 'instant', writable: 'no' },
];

/** Custom fields of the workspace go by their key: `custom_inbound-lead`. */
export const CUSTOM = 'custom_';

/** By our name, the scalar members of `defaultFields`. */
export const SCALARS: Readonly<Record<string, string>> = {
  first_name: 'firstName',
  last_name: 'lastName',
  company: 'company',
  title: 'role',
};
