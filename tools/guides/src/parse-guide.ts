/** A block of commands of a guide, and what the guide shows as their output. */
export interface Step {
  /** Where it begins in the file, for people. */
  readonly line: number;
  /** `server`: runs on beside the others. `again`: may be run until it prints what is shown. */
  readonly kind: 'once' | 'again' | 'server';
  readonly script: string;
  /** Null: nothing is shown, and what is printed is nobody's concern. */
  readonly output: string | null;
}

interface Fence {
  readonly line: number;
  readonly info: string;
  readonly text: string;
}

/** The steps of a guide: its `sh` blocks, each with the `text` block that follows it. Throws for words after `sh` that mean nothing. */
export function parseGuide(markdown: string): Step[] {
  const steps: Step[] = [];
  for (const { line, info, text } of fences(markdown)) {
    const [language, kind = 'once', ...more] = info.split(' ');
    const before = steps.at(-1);
    if (language === 'text' && before && before.output === null) steps[steps.length - 1] = { ...before, output: text };
    if (language !== 'sh') continue;
    if ((kind !== 'once' && kind !== 'again' && kind !== 'server') || more.length > 0)
      throw new Error(`Line ${line}: a block of "${info}" means nothing`);
    steps.push({ line, kind, script: text, output: null });
  }
  return steps;
}

function fences(markdown: string): Fence[] {
  const found: Fence[] = [];
  let open: { readonly line: number; readonly info: string; readonly lines: string[] } | null = null;
  for (const [index, line] of markdown.split('\n').entries()) {
    const fence = /^```(.*)$/.exec(line);
    if (!fence) open?.lines.push(line);
    else if (open) {
      found.push({ line: open.line, info: open.info, text: open.lines.join('\n') });
      open = null;
    } else open = { line: index + 1, info: fence[1]!.trim(), lines: [] };
  }
  return found;
}
