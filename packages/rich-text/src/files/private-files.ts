import type { Loss } from '../loss.ts';
import { codeRanges } from '../mentions.ts';

/**
 * What a text shows of another remote's own store, that gives its files to people who are signed in there and to no
 * program: anywhere else it stays an address. `addresses` is a global expression.
 */
export function privateFilesIn(markdown: string, addresses: RegExp): Loss | null {
  const all = [...markdown.matchAll(addresses)];
  if (all.length === 0) return null;
  const code = codeRanges(markdown);
  const found = all.filter(({ index }) => !code.some(([start, end]) => start <= index && index < end));
  const [first] = found;
  if (!first) return null;
  const line = markdown.slice(0, first.index).split('\n').length;
  return { kind: 'private_file', count: found.length, excerpt: first[0].slice(0, 80), where: `line ${line}` };
}
