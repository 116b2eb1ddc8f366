import type { Position } from './located-document.ts';

interface Frame {
  readonly kind: 'object' | 'array' | 'other';
  /** The key, or the place in a list, of what is read now. */
  step: string;
  index: number;
  /** Whether a key comes next. */
  wantsKey: boolean;
}

const opening = new Map<string, Frame['kind']>([
  ['{', 'object'],
  ['[', 'array'],
  ['(', 'other'],
]);
const token = /\/\/[^\n]*|\/\*[^]*?\*\/|(['"`])((?:\\[^]|(?!\1)[^\\])*)\1|[A-Za-z_$][\w$]*|\d[\w.]*|[{}[\]():,]/g;

/**
 * Where in the source of a module the deepest part of a path is written, as far as it stands in literals there. What is
 * computed has the line of the nearest literal above it.
 */
export function locateInSource(text: string, path: readonly string[]): Position {
  const start = startOf(text);
  let best = { depth: 0, offset: start };
  const frames: Frame[] = [];
  for (const match of text.matchAll(token)) {
    const [word, quote, quoted] = match;
    if (match.index < start) continue;
    const frame = frames.at(-1);
    if (word.startsWith('//') || word.startsWith('/*')) continue;
    const kind = opening.get(word);
    const depth = matchingSteps(frames, path);
    if (kind !== undefined) {
      if (frame?.kind === 'array' && depth > best.depth) best = { depth, offset: match.index };
      frames.push({ kind, step: kind === 'array' ? '0' : '', index: 0, wantsKey: kind === 'object' });
    } else if (word === '}' || word === ']' || word === ')') {
      frames.pop();
      // The literal is over; what follows it is no part of the document.
      if (frames.length === 0) break;
    } else if (word === ',' && frame) {
      frame.index++;
      frame.step = frame.kind === 'array' ? String(frame.index) : '';
      frame.wantsKey = frame.kind === 'object';
    } else if (word !== ':' && frame?.wantsKey) {
      frame.step = quote === undefined ? word : (quoted ?? '');
      frame.wantsKey = false;
      const reached = matchingSteps(frames, path);
      if (reached > best.depth) best = { depth: reached, offset: match.index };
    } else if (frame?.kind === 'array' && depth > best.depth) best = { depth, offset: match.index };
  }
  const before = text.slice(0, best.offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Where the document begins: what is exported as default, or the constant of that name. */
function startOf(text: string): number {
  const exported = /export\s+default\s+(?:([A-Za-z_$][\w$]*)\s*(?:;|$|satisfies|as\b))?/m.exec(text);
  if (!exported) return 0;
  const [, name] = exported;
  const constant =
    name === undefined ? -1 : text.search(new RegExp(`\\b(?:const|let|var)\\s+${name.replaceAll('$', '\\$')}\\b`));
  const from = constant < 0 ? exported.index : text.indexOf('=', constant);
  return from + Math.max(text.slice(from).search(/[{[]/), 0);
}

/** How much of the path leads to where the reader is; 0 when it is on another one. */
function matchingSteps(frames: readonly Frame[], path: readonly string[]): number {
  const steps = frames.filter(({ kind }) => kind !== 'other').map(({ step }) => step);
  return steps.length <= path.length && steps.every((step, index) => step === path[index]) ? steps.length : 0;
}
