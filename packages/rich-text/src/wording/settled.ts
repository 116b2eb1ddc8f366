import type { Losses } from '../loss.ts';
import { writeMarkdown } from '../markdown/write-markdown.ts';

/**
 * The text that a way through the remote's format leaves as it is. Nearly every text is one at once; without this a
 * rare one would differ from what is read after it was written, and would be written for ever.
 * Null from `pass`: it can't say.
 */
export function settled(markdown: string, pass: (markdown: string) => string | null, losses: Losses): string {
  let text = markdown;
  for (let turn = 0; turn < 4; turn++) {
    const next = pass(text);
    if (next === null) break;
    if (next === text) return text;
    text = next;
  }
  if (text.trim() === '') return '';
  losses.add('wording', text);
  // Code says the same after any number of ways.
  return writeMarkdown([{ type: 'code', value: text }]);
}
