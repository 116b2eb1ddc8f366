import { invalid } from './refusal.ts';

/** A text as GitHub keeps it: whole, line ends and all. Longer ones are refused, in characters. */
export function keptText(resource: string, field: string, text: string, limit: number): string {
  if (lengthOf(text) > limit)
    throw invalid(resource, field, 'custom', `${field} is too long (maximum is ${limit} characters)`);
  return text;
}

/** In characters, as GitHub counts: an emoji may be one. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** One line that must say something. */
export function keptLine(resource: string, field: string, text: string, limit: number): string {
  const kept = keptText(resource, field, text, limit).trim();
  if (kept === '') throw invalid(resource, field, 'missing_field');
  return kept;
}

export const TITLE_LIMIT = 256;
export const BODY_LIMIT = 65_536;
