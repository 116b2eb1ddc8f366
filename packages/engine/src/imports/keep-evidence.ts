import { createHash } from 'node:crypto';
import { newId } from '@syncline/core';
import { type ByteSource, importLimits, UnreadableFileError } from '@syncline/imports';
import { addImportChunk, closeImportFile, dropImportFile, openImportFile, readImportFile } from '@syncline/store';
import type { EngineContext } from '../context.ts';

const CHUNK_BYTES = 512 * 1024;

export interface Evidence {
  readonly fileId: string;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * Keeps a file as it comes, piece by piece, with its hash; the same bytes are kept once a workspace. What does not come
 * whole is dropped. Throws UnreadableFileError for one that is empty or too large.
 */
export async function keepEvidence(
  ctx: EngineContext,
  workspaceId: number,
  pieces: AsyncIterable<Uint8Array>,
  limitBytes: number = importLimits.fileBytes,
): Promise<Evidence> {
  const id = newId();
  const sum = createHash('sha256');
  let size = 0;
  let seq = 0;
  await openImportFile(ctx.store, workspaceId, id);
  try {
    for await (const chunk of chunksOf(pieces)) {
      size += chunk.length;
      if (size > limitBytes)
        throw new UnreadableFileError(
          'too_large',
          `The file is larger than ${Math.floor(limitBytes / 1024 ** 2)} MiB. Cut it into several.`,
        );
      sum.update(chunk);
      await addImportChunk(ctx.store, id, seq++, chunk);
    }
    if (size === 0) throw new UnreadableFileError('empty', 'The file is empty.');
    const sha256 = sum.digest('hex');
    const fileId = await ctx.store.transaction((tx) => closeImportFile(tx, workspaceId, id, { sha256, size }));
    return { fileId, sha256, size };
  } catch (error) {
    await ctx.store.transaction((tx) => dropImportFile(tx, id));
    throw error;
  }
}

/** A file that is kept, as often as it is read. */
export function evidenceSource(ctx: EngineContext, fileId: string, size: number): ByteSource {
  return { size, bytes: () => readImportFile(ctx.store, fileId) };
}

async function* chunksOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    held.push(piece);
    size += piece.length;
    if (size < CHUNK_BYTES) continue;
    yield Buffer.concat(held);
    held = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(held);
}
