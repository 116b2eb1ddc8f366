import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { exitCode } from '@syncline/runtime';
import type { z } from 'zod';
import { type ImportDocument, importDocument, type importEvidence } from '../api/import-documents.ts';
import type { Query } from '../api/operator-client.ts';
import { CliError } from '../cli-error.ts';
import type { Shell } from '../shell.ts';

const readable = /\.(csv|tsv|tab|txt|json|ndjson|jsonl|xlsx)$/i;

/** The file, or those of the folder that can be imported, in the order of their names. */
export async function filesAt(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => null);
  if (found?.isFile()) return [path];
  const names = found?.isDirectory() ? (await readdir(path)).filter((name) => readable.test(name)).sort() : [];
  if (names.length > 0) return names.map((name) => join(path, name));
  const message = found ? `${path} holds no file that can be imported.` : `There is no ${path}.`;
  throw new CliError({ code: 'no-file', message, exit: exitCode.usage });
}

/** Sends a file as it is, piece by piece. */
export function upload(shell: Shell, path: string, words: Query): Promise<ImportDocument> {
  return shell.client.upload('/api/v1/imports', importDocument, createReadStream(path), {
    name: basename(path),
    ...words,
  });
}

/** Writes the file that was brought, as it came, and holds it to its hash. One that breaks off, or is another, is removed. */
export async function keepEvidence(shell: Shell, id: string, file: string): Promise<z.output<typeof importEvidence>> {
  const { sha256 } = await shell.client.get(`/api/v1/imports/${id}`, importDocument);
  const bytes = await shell.client.download(`/api/v1/imports/${id}/evidence`, {});
  const sum = createHash('sha256');
  let size = 0;
  const broken = (message: string, hint: string): CliError =>
    new CliError({ code: 'broken-off', message, hint, exit: exitCode.temporary });
  try {
    await pipeline(
      bytes,
      async function* (pieces: AsyncIterable<Uint8Array>) {
        for await (const piece of pieces) {
          sum.update(piece);
          size += piece.length;
          yield piece;
        }
      },
      createWriteStream(file, { mode: 0o600 }),
    );
    if (sum.digest('hex') === sha256) return { file, size, sha256 };
  } catch (error) {
    await rm(file, { force: true });
    const message = `The file broke off: ${error instanceof Error ? error.message : String(error)}`;
    throw broken(message, 'Nothing was kept of it. Try again.');
  }
  await rm(file, { force: true });
  throw broken('What came is not what was kept: its SHA-256 is another.', 'Nothing was kept of it. Try again.');
}
