import type { AdfMark, AdfNode } from './adf-node.ts';
import { type Inline, type Run, tidy } from './runs.ts';

export function adfInlines(inlines: readonly Inline[]): AdfNode[] {
  return tidy(inlines).map((inline): AdfNode => {
    if (inline === 'break') return { type: 'hardBreak' };
    if (inline.node) return inline.node;
    const marks = marksOf(inline);
    return { type: 'text', text: inline.text, ...(marks.length > 0 && { marks }) };
  });
}

function marksOf({ href, title, strong, em, strike, code }: Run): AdfMark[] {
  return [
    ...(href ? [{ type: 'link', attrs: { href, ...(title && { title }) } }] : []),
    ...(strong ? [{ type: 'strong' }] : []),
    ...(em ? [{ type: 'em' }] : []),
    ...(strike ? [{ type: 'strike' }] : []),
    ...(code ? [{ type: 'code' }] : []),
  ];
}
