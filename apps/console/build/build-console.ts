import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** A file as it is served, and packed for those who accept that. */
export interface ConsoleFile {
  readonly type: string;
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly brotli: Buffer;
}

/** What the console is made of, by name: `index.html`, and files whose names hold a hash of what is in them. */
export type ConsoleFiles = ReadonlyMap<string, ConsoleFile>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.map': 'application/json',
};

export const consoleFolder = join(import.meta.dirname, '..');
const runbookFolder = join(consoleFolder, '../../docs/runbooks');

/** Bundles the page; less than a second. The bundler's own process ends with it. */
export async function buildConsole(): Promise<ConsoleFiles> {
  const { outputFiles } = await bundle();
  const built = new Map(outputFiles.map((file) => [basename(file.path), Buffer.from(file.contents)]));
  built.set('icon.svg', readFileSync(join(consoleFolder, 'src/icon.svg')));
  built.set('runbooks.json', Buffer.from(JSON.stringify(readRunbooks())));

  const files = new Map<string, ConsoleFile>();
  const named = new Map<string, string>();
  for (const [name, content] of built) {
    const hash = createHash('sha256').update(content).digest('base64url').slice(0, 10);
    const hashed = `${basename(name, extname(name))}-${hash}${extname(name)}`;
    named.set(name, hashed);
    files.set(hashed, await packed(hashed, content));
  }
  const page = readFileSync(join(consoleFolder, 'index.html'), 'utf8').replace(
    /\{\{([^}]+)\}\}/g,
    (_, name: string) => {
      const hashed = named.get(name);
      if (hashed === undefined) throw new Error(`index.html names ${name}, which is not built`);
      return `/assets/${hashed}`;
    },
  );
  files.set('index.html', await packed('index.html', Buffer.from(page)));
  return files;
}

/** What to do about each alert, as Markdown by the name of its page; without the documentation there are none. */
export function readRunbooks(): Readonly<Record<string, string>> {
  const names = globSync('*.md', { cwd: runbookFolder }).filter((name) => name !== 'README.md');
  return Object.fromEntries(
    names.sort().map((name) => [basename(name, '.md'), readFileSync(join(runbookFolder, name), 'utf8')]),
  );
}

/** A file with its type and what is sent of it to browsers that accept it packed. */
export async function packed(name: string, plain: Buffer): Promise<ConsoleFile> {
  const type = types[extname(name)];
  if (type === undefined) throw new Error(`There is no media type for ${name}`);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };
  const [asGzip, asBrotli] = await Promise.all([
    promisify(gzip)(plain, { level: 9 }),
    promisify(brotliCompress)(plain, quality),
  ]);
  return { type, plain, gzip: asGzip, brotli: asBrotli };
}

async function bundle() {
  // Only who builds needs the bundler's program: an image has it built ahead.
  const { build, stop } = await import('esbuild');
  try {
    return await build({
      absWorkingDir: consoleFolder,
      entryPoints: ['src/main.tsx', 'src/theme.ts', 'src/main.css'],
      bundle: true,
      write: false,
      outdir: '.',
      outbase: 'src',
      format: 'esm',
      jsx: 'automatic',
      // With it esbuild also takes the libraries as they are in production.
      minify: true,
      legalComments: 'none',
      target: ['es2022'],
      logLevel: 'silent',
    });
  } finally {
    await stop();
  }
}
