import type { AdfNode } from './adf-node.ts';

/** A stretch of text with one set of marks; inline content is a flat list of them, as in ADF. */
export interface Run {
  readonly text: string;
  readonly strong?: boolean;
  readonly em?: boolean;
  readonly strike?: boolean;
  readonly code?: boolean;
  readonly href?: string;
  readonly title?: string;
  /** What stands for this text in ADF; the text is its fallback. */
  readonly node?: AdfNode;
}

export type Inline = Run | 'break';

export function sameMarks(a: Run, b: Run): boolean {
  return (
    !a.strong === !b.strong &&
    !a.em === !b.em &&
    !a.strike === !b.strike &&
    !a.code === !b.code &&
    a.href === b.href &&
    a.title === b.title
  );
}

/** Without white space at the ends of lines, where nobody sees it and Markdown can't keep it; neighbours are joined. */
export function tidy(inlines: readonly Inline[]): readonly Inline[] {
  const tidied: Inline[] = [];
  for (const inline of inlines) {
    const last = tidied.at(-1);
    if (inline === 'break') {
      trimEnd(tidied);
      if (tidied.length > 0) tidied.push(inline);
      continue;
    }
    const text =
      inline.node || inline.code || (last !== undefined && last !== 'break') ? inline.text : inline.text.trimStart();
    if (text === '' && !inline.node) continue;
    if (last !== undefined && last !== 'break' && !last.node && !inline.node && sameMarks(last, inline))
      tidied[tidied.length - 1] = { ...last, text: last.text + text };
    else tidied.push({ ...inline, text });
  }
  trimEnd(tidied);
  while (tidied.at(-1) === 'break') {
    tidied.pop();
    trimEnd(tidied);
  }
  return tidied;
}

function trimEnd(inlines: Inline[]): void {
  for (let last = inlines.at(-1); last !== undefined && last !== 'break'; last = inlines.at(-1)) {
    if (last.node || last.code) return;
    const text = last.text.trimEnd();
    if (text !== '') {
      inlines[inlines.length - 1] = { ...last, text };
      return;
    }
    inlines.pop();
  }
}
