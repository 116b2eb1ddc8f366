import type { AdfOptions } from '../adf/convert-adf.ts';
import { type Block, blocksOf } from './blocks.ts';
import { type Dialect, sameMeaning } from './canonical-markdown.ts';
import { commonOrder } from './common-order.ts';

/**
 * A text that means `edited` where every block that means what a block of `original` means has the original's words.
 * What only the original's side shows (comments, link definitions) stays too.
 */
export function keepWording(original: string, edited: string, dialect: Dialect, options: AdfOptions = {}): string {
  if (dialect === 'gfm' || original === edited) return edited;
  try {
    if (sameMeaning(original, edited, dialect, options)) return original;
    if (edited.trim() === '') return edited;
    const before = blocksOf(original, dialect, options);
    const after = blocksOf(edited, dialect, options);
    if (!before || !after) return edited;
    const kept = woven(original, before, edited, after);
    return sameMeaning(kept, edited, dialect, options) ? kept : edited;
  } catch {
    return edited;
  }
}

interface Piece {
  readonly text: string;
  /** The block of the original that it is. */
  readonly from?: number;
}

function woven(original: string, before: readonly Block[], edited: string, after: readonly Block[]): string {
  const partner = new Map(commonOrder(before.map(meaning), after.map(meaning)).map(([a, b]) => [b, a]));
  const pieces: Piece[] = [];
  let next = 0;
  const takeSilent = (until: number): void => {
    for (; next < until; next++)
      if (before[next]!.meaning === '') pieces.push({ text: textOf(original, before[next]!), from: next });
  };
  after.forEach((block, i) => {
    const from = partner.get(i);
    if (from === undefined) {
      pieces.push({ text: textOf(edited, block) });
      return;
    }
    takeSilent(from);
    pieces.push({ text: textOf(original, before[from]!), from });
    next = from + 1;
    let silent = next;
    while (before[silent]?.meaning === '') silent += 1;
    takeSilent(silent);
  });
  takeSilent(before.length);
  const head = pieces[0]?.from === 0 ? original.slice(0, before[0]!.start) : '';
  const tail = pieces.at(-1)?.from === before.length - 1 ? original.slice(before.at(-1)!.end) : '';
  return head + pieces.map((piece, i) => gap(original, before, pieces[i - 1], piece) + piece.text).join('') + tail;
}

/** Between neighbours of the original stands what stood there; between others a blank line. */
function gap(original: string, before: readonly Block[], last: Piece | undefined, piece: Piece): string {
  if (!last) return '';
  if (last.from === undefined || piece.from !== last.from + 1) return '\n\n';
  return original.slice(before[last.from]!.end, before[piece.from]!.start);
}

function textOf(source: string, { start, end }: Block): string {
  return source.slice(start, end);
}

function meaning(block: Block): string {
  return block.meaning;
}
