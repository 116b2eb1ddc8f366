const MARKER = /\s*<!-- syncline:[\w-]+ -->\s*$/;

/** A text without the line that holds the engine's key. */
export function paragraphsOf(text: string | null): string[] {
  return (text ?? '')
    .replace(MARKER, '')
    .split('\n\n')
    .map((paragraph) => paragraph.trim());
}

/** People edit the text, and leave the comment at its end alone. */
export function textOf(paragraphs: readonly string[], before: string | null): string {
  return `${paragraphs.join('\n\n')}${MARKER.exec(before ?? '')?.[0] ?? ''}`;
}
