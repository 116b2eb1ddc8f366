import type { Encoding } from '../manifest.ts';
import type { ByteSource } from './source-row.ts';

/** The text of a file, piece by piece; a mark at its start is left out. Letters that are none become U+FFFD. */
export async function* decodeText(source: ByteSource, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const bytes of source.bytes()) {
    const text = decoder.decode(bytes, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
