/**
 * Trello has no place for another system's key, so that what we make carries it in its text, on a last line of its
 * own that no page shows. A text that people edit in the browser loses it, which does no harm: by then it is known.
 */
const MARKER = /^<!-- syncline:([A-Za-z0-9_-]{22}) -->[ \t]*\r?$/;

export interface KeyedText {
  /** Without the marker, and null when nothing else is there. */
  readonly text: string | null;
  readonly ownKey: string | null;
}

/** A text with our key on it. */
export function withOwnKey(text: string | null, ownKey: string | null): string {
  const plain = text ?? '';
  if (ownKey === null) return plain;
  const marker = `<!-- syncline:${ownKey} -->`;
  return plain === '' ? marker : `${plain}\n\n${marker}`;
}

/** The text as people wrote it, and the key on its last marker. */
export function splitOwnKey(value: string): KeyedText {
  if (!value.includes('<!-- syncline:')) return { text: withoutEnd(value), ownKey: null };
  const kept: string[] = [];
  let ownKey: string | null = null;
  const lines = value.split('\n');
  for (const [at, line] of lines.entries()) {
    const key = MARKER.exec(line)?.[1];
    if (key === undefined) {
      kept.push(line);
      continue;
    }
    ownKey = key;
    // The empty line that sets it apart goes with it, and nothing but white space after the last one is left.
    if (kept.at(-1) === '' || kept.at(-1) === '\r') kept.pop();
    if (lines.slice(at + 1).every((rest) => rest.trim() === '')) break;
  }
  return { text: withoutEnd(kept.join('\n')), ownKey };
}

/** A line that a marker was taken from under keeps half of its line break. */
function withoutEnd(text: string): string | null {
  const whole = text.replace(/\r+$/, '');
  return whole === '' ? null : whole;
}
