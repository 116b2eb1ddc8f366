import { badParameter, unfit } from './refusal.ts';

export type Input = Readonly<Record<string, unknown>>;

/** A parameter as text; what is neither text nor number is an empty one. */
export function textIn(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A title that GitLab takes; undefined when none is given. */
export function titleIn(input: Input): string | undefined {
  const { title } = input;
  if (title === undefined) return undefined;
  const text = textIn(title).trim();
  if (text === '') throw unfit('title', "can't be blank");
  if (text.length > 255) throw unfit('title', 'is too long (maximum is 255 characters)');
  return text;
}

export function dateIn(input: Input, name: string): string | null | undefined {
  const value = input[name];
  if (value === undefined) return undefined;
  if (value === null || value === '') return null;
  if (typeof value === 'string' && !Number.isNaN(Date.parse(value)) && /^\d{4}-\d\d-\d\d$/.test(value)) return value;
  throw badParameter(`${name} is invalid`);
}

/** Joined by commas, or as a list. */
export function labelsIn(input: Input): string[] | undefined {
  const { labels } = input;
  if (labels === undefined) return undefined;
  const names = Array.isArray(labels) ? labels.map(String) : textIn(labels).split(',');
  return [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))].sort();
}

export function idsIn(input: Input, name: string): number[] | undefined {
  const value = input[name];
  if (value === undefined) return undefined;
  const ids = (Array.isArray(value) ? value : [value]).map(Number);
  if (ids.some((id) => !Number.isInteger(id))) throw badParameter(`${name} is invalid`);
  return ids.filter((id) => id > 0);
}

/** Zero and an empty value stand for none. */
export function idIn(input: Input, name: string): number | null | undefined {
  const value = input[name];
  if (value === undefined) return undefined;
  if (value === null || value === '' || value === 0) return null;
  if (!Number.isInteger(Number(value))) throw badParameter(`${name} is invalid`);
  return Number(value);
}

/** What a state event leads to. */
export function stateIn(input: Input, states: Readonly<Record<string, string>>): string | undefined {
  const event = input['state_event'];
  if (event === undefined) return undefined;
  const state = states[textIn(event)];
  if (state === undefined) throw badParameter('state_event does not have a valid value');
  return state;
}

/** Without what is undefined. */
export function defined<T extends object>(patch: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as never;
}

const COMMAND = /^\/(close|reopen|label|assign|title|due|milestone|weight)\b/i;

/** The text without its quick actions, and what of them is simulated. Code is no command. */
export function carryOutCommands(text: string | null): { readonly text: string | null; readonly event?: string } {
  if (text === null || !text.includes('/')) return { text };
  let isCode = false;
  let event: string | undefined;
  const kept = text.split('\n').filter((line) => {
    if (/^ {0,3}(```|~~~)/.test(line)) isCode = !isCode;
    const command = isCode ? undefined : COMMAND.exec(line)?.[1]?.toLowerCase();
    if (command === 'close' || command === 'reopen') event = command;
    return command === undefined;
  });
  return { text: kept.join('\n'), ...(event !== undefined && { event }) };
}
