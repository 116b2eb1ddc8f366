import chardet from 'chardet';
import type { Encoding } from '../manifest.ts';

export interface DetectedEncoding {
  readonly encoding: Encoding;
  readonly hasBom: boolean;
  /** 0 to 1. */
  readonly confidence: number;
  readonly reason: string;
}

const singleByte: Readonly<Record<string, Encoding>> = {
  'ISO-8859-1': 'windows-1252',
  'windows-1252': 'windows-1252',
  'ISO-8859-2': 'iso-8859-2',
  'windows-1250': 'windows-1250',
};

/**
 * The encoding of a text by its first bytes. A mark at the start decides; then nul bytes (UTF-16), then whether the bytes
 * are UTF-8 at all, which other encodings hardly ever are by chance; the rest are one byte a letter, and only likely.
 */
export function detectEncoding(head: Uint8Array): DetectedEncoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return marked('utf-8');
  if (head[0] === 0xff && head[1] === 0xfe) return marked('utf-16le');
  if (head[0] === 0xfe && head[1] === 0xff) return marked('utf-16be');
  const nuls = [0, 0];
  const looked = Math.min(head.length, 4000);
  for (let at = 0; at < looked; at++) if (head[at] === 0) nuls[at % 2]! += 1;
  if (nuls[1]! > looked / 8 && nuls[1]! > 4 * nuls[0]!) return found('utf-16le', 0.95, 'every other byte is nul');
  if (nuls[0]! > looked / 8 && nuls[0]! > 4 * nuls[1]!) return found('utf-16be', 0.95, 'every other byte is nul');
  if (isUtf8(head)) return found('utf-8', 1, 'its bytes are UTF-8');
  const guesses = chardet.analyse(head).filter(({ name }) => name in singleByte);
  const best = guesses[0];
  if (best && singleByte[best.name] !== 'windows-1252')
    return found(singleByte[best.name]!, 0.6, `its bytes are not UTF-8, and look most like ${best.name}`);
  return found('windows-1252', 0.85, 'its bytes are not UTF-8, and read well as the Latin letters of Windows');
}

/** Whether the bytes are UTF-8, but for a letter that the end cuts. */
function isUtf8(head: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function marked(encoding: Encoding): DetectedEncoding {
  return { encoding, hasBom: true, confidence: 1, reason: 'a mark at its start says so' };
}

function found(encoding: Encoding, confidence: number, reason: string): DetectedEncoding {
  return { encoding, hasBom: false, confidence, reason };
}
