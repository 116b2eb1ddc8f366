import type { ModuleDefinition } from './record/module-definition.ts';
import { accounts } from './streams/accounts.ts';
import { calls } from './streams/calls.ts';
import { contacts } from './streams/contacts.ts';
import { deals } from './streams/deals.ts';
import { notes } from './streams/notes.ts';
import { quotes } from './streams/quotes.ts';

/** Every module that takes part, in the order in which records are referred to: an account before its contacts. */
export const definitions: readonly ModuleDefinition[] = [accounts, contacts, deals, quotes, calls, notes];

export function definitionOf(stream: string): ModuleDefinition | undefined {
  return definitions.find((definition) => definition.stream === stream);
}
