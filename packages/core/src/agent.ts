import type { Json } from './json.ts';

/** What vendors call accounts of programs, in lower case; `agent` is our own word. */
const programs: ReadonlySet<string> = new Set(['agent', 'bot', 'app', 'application']);

/** Whether a user is an agent: a program that work is assigned to. */
export function isAgent(fields: Readonly<Record<string, Json>>): boolean {
  const { user_type: type, bot } = fields;
  return bot === true || (typeof type === 'string' && programs.has(type.toLowerCase()));
}
