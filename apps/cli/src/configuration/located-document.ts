import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { exitCode } from '@syncline/runtime';
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { CliError } from '../cli-error.ts';
import { locateInSource } from './locate-in-source.ts';

/** From 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A document of a file, and where in the file each part of it is. */
export interface LocatedDocument {
  readonly file: string;
  readonly value: unknown;
  /** Of the deepest part of a path that is there. */
  position(path: readonly string[]): Position;
}

/** Reads YAML, JSON or, by its ending, TypeScript with a default export. Throws CliError that names file, line and column. */
export async function readDocument(file: string): Promise<LocatedDocument> {
  const text = readText(file);
  return /\.[cm]?ts$/.test(file) ? readSource(file, text) : parseText(file, text);
}

/** Throws CliError that names file, line and column of what is neither YAML nor JSON. */
export function parseText(file: string, text: string): LocatedDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const broken = document.errors[0];
  if (broken) {
    const { line, column } = position(broken.pos[0]);
    throw bad(`${file}:${line}:${column} ${broken.message}`, 'It is neither YAML nor JSON.');
  }
  return {
    file,
    value: document.toJS({ maxAliasCount: 100 }),
    position: (path) => position(offsetOf(document, path)),
  };
}

/** Throws CliError `not-found`. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CliError({
      code: 'not-found',
      message: `${file} can't be read: ${code ?? 'unknown error'}`,
      exit: exitCode.notFound,
    });
  }
}

export function bad(message: string, hint: string): CliError {
  return new CliError({ code: 'configuration', message, hint, exit: exitCode.configuration });
}

async function readSource(file: string, text: string): Promise<LocatedDocument> {
  try {
    const loaded = (await import(pathToFileURL(resolve(file)).href)) as { default?: unknown };
    if (loaded.default === undefined) throw new Error('it has no default export');
    return { file, value: loaded.default, position: (path) => locateInSource(text, path) };
  } catch (error) {
    throw bad(
      `${file}:1:1 can't be loaded: ${error instanceof Error ? error.message : String(error)}`,
      'Mend the file.',
    );
  }
}

function offsetOf(document: Document, path: readonly string[]): number {
  let node: unknown = document.contents;
  let offset = (document.contents as Node | null)?.range?.[0] ?? 0;
  for (const step of path) {
    if (isSeq(node)) {
      node = node.items[Number(step)];
      if (!node) break;
      offset = (node as Node).range?.[0] ?? offset;
    } else if (isMap(node)) {
      const pair = node.items.find((each) => isScalar(each.key) && String(each.key.value) === step);
      if (!pair) break;
      node = pair.value;
      offset = (pair.key as Node).range?.[0] ?? offset;
    } else break;
  }
  return offset;
}
