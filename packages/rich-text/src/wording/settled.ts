import type { Losses } from '../loss.ts';
import { writeMarkdown } from '../markdown/write-markdown.ts';

/**
 * The text that a way through the remote's format leaves as it is. Nearly every text is one at once; without this a
 * rare one would differ from what is read after it was written, and would be written for ever.
 */
export function settled(markdown: string, pass: (markdown: string) => string, losses: Losses): string {
  let text = markdown;
  for (let turn = 0; turn < 4; turn++) {
    const next = pass(text);
    if (next === text) return text;
    text = next;
  }
  losses.at(null);
  losses.add('wording', markdown);
  return asCode(markdown);
}

/** A text as a block of code, which says the same after any number of ways. Signs that no parser lets pass are gone. */
export function asCode(text: string): string {
  const value = text.replace(/\r\n?/g, '\n').replace(/\0/g, '\uFFFD').replace(/\n+$/, '');
  return value.trim() === '' ? '' : writeMarkdown([{ type: 'code', value }]);
}
