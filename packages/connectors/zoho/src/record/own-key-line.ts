/**
 * Notes have no custom fields: what we make carries our key on a last line of its text. A text that people edit may lose
 * it, which does no harm: by then the note is known.
 */
const LINE = /(?:^|\n)[ \t]*\[syncline:([A-Za-z0-9_-]{22})\][ \t]*$/;

export interface KeyedText {
  /** Without the line of the key; null when nothing else is there. */
  readonly text: string | null;
  readonly ownKey: string | null;
}

export function withOwnKey(text: string | null, ownKey: string | null): string {
  const plain = text ?? '';
  if (ownKey === null) return plain;
  const line = `[syncline:${ownKey}]`;
  return plain === '' ? line : `${plain}\n\n${line}`;
}

export function splitOwnKey(value: string): KeyedText {
  const text = value.replace(/\r\n?/g, '\n').trimEnd();
  const found = LINE.exec(text);
  if (found === null) return { text: text.trim() || null, ownKey: null };
  return { text: text.slice(0, found.index).trim() || null, ownKey: found[1] ?? null };
}
