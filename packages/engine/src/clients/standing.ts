import type { EntityKind, Json } from '@syncline/core';

type Fields = Readonly<Record<string, Json>>;

const doneWords = /^(done|closed|complete|completed|resolved|merged|cancelled|canceled|rejected|won|lost|locked)$/i;
const FIRST_YEAR = 1970;
const LAST_YEAR = 2999;
const endedStage = /\b(won|lost)\b/i;

/** True of an activity that is something to be done, not something that was said. */
export function isTask(fields: Fields): boolean {
  if (typeof fields['type'] === 'string') return fields['type'].toLowerCase() === 'task';
  return typeof fields['occurred_at'] !== 'string' && (fields['due_date'] !== undefined || 'is_closed' in fields);
}

/** Whether a deal or a piece of work goes on, in whatever words its system has for it. */
export function isOpen(kind: EntityKind, fields: Fields): boolean {
  if (fields['is_closed'] === true || fields['closed'] === true || fields['merged'] === true) return false;
  if (kind === 'deal') {
    if (fields['is_closed'] === false) return true;
    return (
      fields['is_won'] !== true && !endedStage.test(text(fields['stage'])) && !endedStage.test(text(fields['status']))
    );
  }
  if (kind === 'quote') return true;
  if (typeof fields['status_category'] === 'string') return fields['status_category'] !== 'done';
  const state = text(fields['state']);
  if (state !== '') return !doneWords.test(state);
  if (fields['closed_at'] || fields['resolved_at'] || fields['completed_at']) return false;
  return !doneWords.test(text(fields['status']));
}

/** When it took place, else when it was made; `known`: when the hub made it. A year that nobody lives in is a slip: `45123` reads as one. */
export function timeOf(fields: Fields, known: Date): Date {
  for (const name of ['occurred_at', 'created_at']) {
    const at = new Date(text(fields[name]));
    const year = at.getUTCFullYear();
    if (year >= FIRST_YEAR && year <= LAST_YEAR) return at;
  }
  return known;
}

/** What people call a contact, a deal, a call. */
export function nameOf(fields: Fields): string | null {
  const parts = [text(fields['first_name']), text(fields['last_name'])].filter((part) => part !== '').join(' ');
  for (const each of [parts, ...['name', 'title', 'summary', 'subject', 'email'].map((name) => text(fields[name]))])
    if (each !== '') return each;
  return null;
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
