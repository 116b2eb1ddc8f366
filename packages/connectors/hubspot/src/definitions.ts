import type { ObjectDefinition } from './object/object-definition.ts';
import { calls, emails, messages, notes } from './streams/activities.ts';
import { companies } from './streams/companies.ts';
import { contacts } from './streams/contacts.ts';
import { deals } from './streams/deals.ts';
import { quotes } from './streams/quotes.ts';

/** Every object that takes part, in the order in which records are referred to: a company before its contacts. */
export const definitions: readonly ObjectDefinition[] = [
  companies,
  contacts,
  deals,
  quotes,
  notes,
  calls,
  emails,
  messages,
];
