import type { ByteSource } from '../read/source-row.ts';

/** Bytes or text as a file, handed out in pieces of odd size, as streams do. */
export function bytesOf(content: string | Uint8Array, pieceBytes = 7919): ByteSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    size: bytes.length,
    async *bytes() {
      for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
    },
  };
}
