import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { exitCode } from '@syncline/runtime';
import { type ImportDocument, importDocument } from '../api/import-documents.ts';
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
