import { styleText } from 'node:util';

/** Colours by meaning; all of them leave the text alone when colours are off. */
export interface Palette {
  strong(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  wait(text: string): string;
}

export function paletteOf(isColoured: boolean): Palette {
  const paint = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    isColoured ? styleText(format, text, { validateStream: false }) : text;
  return { strong: paint('bold'), dim: paint('dim'), good: paint('green'), bad: paint('red'), wait: paint('yellow') };
}

const bad = new Set(['error', 'failed', 'action required', 'fail']);
const wait = new Set(['paused', 'delayed', 'completed_with_errors', 'cancelled', 'open', 'attention', 'warn']);
const good = new Set(['on time', 'on track', 'completed', 'resolved', 'ok']);

/** A state or health word in the colour of what it means. */
export function paintWord(palette: Palette, word: string): string {
  const text = word.replaceAll('_', ' ');
  if (bad.has(word)) return palette.bad(text);
  if (wait.has(word)) return palette.wait(text);
  return good.has(word) ? palette.good(text) : text;
}
