import type { ObjectDefinition } from './object/object-definition.ts';
import { accounts } from './streams/accounts.ts';
import { contacts } from './streams/contacts.ts';
import { opportunities } from './streams/opportunities.ts';
import { pullRequests } from './streams/pull-requests.ts';
import { quotes } from './streams/quotes.ts';
import { repositories } from './streams/repositories.ts';
import { tasks } from './streams/tasks.ts';
import { users } from './streams/users.ts';

/** Every object that takes part, in the order in which records are referred to: an account before its contacts. */
export const definitions: readonly ObjectDefinition[] = [
  users,
  accounts,
  contacts,
  opportunities,
  quotes,
  repositories,
  pullRequests,
  tasks,
];
