/**
 * Zoho takes text messages and e-mails in by its own channels alone, so that what others log of them is a note whose
 * title begins with what it is: `SMS: On our way`. A note without such a word is a note.
 */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['sms', 'SMS'],
  ['email', 'E-mail'],
  ['meeting', 'Meeting'],
  ['task', 'Task'],
]);
const TITLE = new RegExp(`^(${[...WORDS.values()].join('|')})(?:$|:\\s*)(.*)$`, 's');

export interface NoteTitle {
  readonly type: string;
  readonly subject: string | null;
}

export function readTitle(title: string | null): NoteTitle {
  const text = title?.trim() || null;
  const [, word, rest] = (text === null ? null : TITLE.exec(text)) ?? [];
  const type = [...WORDS].find(([, shown]) => shown === word)?.[0];
  return type === undefined ? { type: 'note', subject: text } : { type, subject: rest?.trim() || null };
}

/** Null for a note without a subject. Undefined: there is no such type. */
export function writeTitle({ type, subject }: NoteTitle): string | null | undefined {
  if (type === 'note') return subject;
  const word = WORDS.get(type);
  if (word === undefined) return undefined;
  return subject === null ? word : `${word}: ${subject}`;
}
