import { disarm } from './mentions.ts';

/** Who wrote a text that another account had to post. */
export interface ByAuthor {
  /** Null: nobody can tell. */
  readonly name: string | null;
  /** The system where they wrote it; null where they are known at this one. */
  readonly at: string | null;
}

/** A first paragraph that says who wrote what follows. It names nobody in a way that notifies, whatever the name is. */
export function withByline(text: string, author: ByAuthor): string {
  const place = author.at === null ? '' : ` (${plain(author.at)})`;
  return `On behalf of **${plain(author.name ?? '') || 'somebody'}**${place}:\n\n${text}`;
}

/** As vendors show it after they rendered it; what the name is made of does not matter. */
const BYLINE = /^On behalf of \*\*[^\n]*?\*\*(?: \([^()\n]*\))?:[ \t]*(?:\r?\n[ \t]*)*(?:\r?\n|$)/;

/** The text without the paragraph of `withByline`, or as it is where there is none. */
export function withoutByline(text: string): string {
  return text.replace(BYLINE, '');
}

/** People choose their names: none may hold markup, an address or a line of its own. */
function plain(name: string): string {
  return name
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .replaceAll(/[\\`*_~[\]()<>|#!&:]/g, (sign) => (sign === '_' ? sign : ' '))
    .replaceAll('@', `@${disarm}`)
    .replaceAll(/ {2,}/g, ' ')
    .trim()
    .slice(0, 100);
}
