import { createHash } from 'node:crypto';
import type { FileToSend } from '../content.ts';
import type { CreateRequest } from '../writing.ts';

/** What a drafted file holds: it follows from its name and size. */
export function draftedBytes({ fields }: Pick<CreateRequest, 'fields'>): Uint8Array {
  const size = Number(fields['size'] ?? 0);
  const seed = createHash('sha256')
    .update(JSON.stringify(fields['file_name'] ?? null))
    .digest();
  return Uint8Array.from({ length: size }, (_, at) => (seed[at % seed.length]! + at) & 0xff);
}

/** The drafted file, to be read once. */
export function draftedFile(request: Pick<CreateRequest, 'fields'>): FileToSend {
  const bytes = draftedBytes(request);
  return {
    fileName: request.fields['file_name'] as string,
    contentType: 'application/octet-stream',
    size: bytes.length,
    body: new Blob([bytes as Uint8Array<ArrayBuffer>]).stream(),
  };
}
