import type { ReadChoices, readChoices } from '@syncline/engine';
import { invalidField } from './problem.ts';

type Page = NonNullable<Awaited<ReturnType<typeof readChoices>>>;
type Cursor = NonNullable<ReadChoices['cursor']>;

/** As it is answered: the vendor's place in the list is ours to keep from being typed. */
export function choicePage({ choices, next }: Page) {
  return {
    items: choices.map(({ value, title, detail = null }) => ({ value, title, detail })),
    nextCursor: next && Buffer.from(JSON.stringify(next)).toString('base64url'),
  };
}

/** Throws Problem for one that is none of ours. */
export function choiceCursor(text: string | undefined): Cursor | null {
  if (text === undefined) return null;
  try {
    const cursor: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (isCursor(cursor)) return cursor;
  } catch {
    // Not one of ours.
  }
  throw invalidField('cursor', 'does not belong to this list; start without one');
}

function isCursor(value: unknown): value is Cursor {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((each) => typeof each === 'string' || typeof each === 'number');
}
