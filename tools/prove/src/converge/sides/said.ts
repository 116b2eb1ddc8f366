const SAID = /^(?:(On behalf of \*\*.*?\*\*(?: \(.*?\))?:)\n\n)?([\s\S]*?)(\s*<!-- syncline:[\w-]+ -->\s*)?$/;

/** A comment of Markdown: what stands above the words, the words, and the line with the engine's key. */
export function splitSaid(text: string): { readonly byline: string | null; readonly words: string } {
  const [, byline, words = ''] = SAID.exec(text)!;
  return { byline: byline?.replaceAll('**', '') ?? null, words };
}

/** Other words between what the engine put there. */
export function reworded(text: string, words: string): string {
  const [, byline, , marker = ''] = SAID.exec(text)!;
  return `${byline === undefined ? '' : `${byline}\n\n`}${words}${marker}`;
}
