/**
 * Whether every dialect gives a text back as it is: paragraphs of words, one blank line between them. Most comments
 * are that, and answering it costs a thousandth of parsing.
 */
export function isPlain(markdown: string): boolean {
  if (markdown === '') return true;
  if (markdown.length > 100_000 || strange.test(markdown)) return false;
  return !address.test(markdown) && lines.test(markdown);
}

const strange = /[^\p{L}\p{N} \n.,;:?!'"()/%+=$-]/u;
const address = /www\.|https?:|mailto:|xmpp:/i;
// Each line begins with a letter and ends with no space; no two blank lines, none at the ends.
const lines = /^\p{L}[^\n]*(?<! )(?:\n{1,2}\p{L}[^\n]*(?<! ))*$/u;
