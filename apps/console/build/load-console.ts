import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cacheFolder } from '@syncline/runtime';
import { buildConsole, type ConsoleFiles, consoleFolder, packed, readRunbooks } from './build-console.ts';

/** Where an image has it built ahead; git knows nothing of it. */
export const builtAhead = join(consoleFolder, 'dist');

/**
 * The console's files: built ahead, or by an earlier start of these very sources, or now. Where nothing can be kept they
 * are built at each start.
 */
export async function loadConsole(): Promise<ConsoleFiles> {
  // An image holds neither the libraries nor the bundler: there, what was built ahead is what there is.
  const isImage = !existsSync(join(consoleFolder, 'package.json'));
  const ahead = isImage ? await readBuilt(builtAhead, null) : null;
  if (ahead !== null) return ahead;
  const mark = fingerprint();
  const cached = join(cacheFolder(), 'console', mark);
  for (const folder of [builtAhead, cached]) {
    const found = await readBuilt(folder, mark);
    if (found !== null) return found;
  }
  const files = await buildConsole();
  keep(files, cached, mark);
  return files;
}

/** Writes files where a later `loadConsole` finds them; whole or not at all. */
export function writeBuilt(files: ConsoleFiles, folder: string, mark: string): void {
  mkdirSync(dirname(folder), { recursive: true });
  const made = mkdtempSync(join(dirname(folder), '.making-'));
  for (const [name, { plain }] of files) writeFileSync(join(made, name), plain);
  writeFileSync(join(made, 'fingerprint'), mark);
  rmSync(folder, { recursive: true, force: true });
  renameSync(made, folder);
}

/** Another one whenever something that the build is made from is another. */
export function fingerprint(): string {
  const hash = createHash('sha256');
  const sources = globSync(['index.html', 'package.json', '{src,build}/**/*.*'], { cwd: consoleFolder }).sort();
  for (const path of sources) hash.update(`${path}\0`).update(readFileSync(join(consoleFolder, path)));
  hash.update(JSON.stringify(readRunbooks()));
  const { dependencies } = JSON.parse(readFileSync(join(consoleFolder, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const require = createRequire(join(consoleFolder, 'package.json'));
  hash.update(readFileSync(require.resolve('@syncline/api-client')));
  for (const name of Object.keys(dependencies).filter((each) => !each.startsWith('@syncline/')))
    hash.update(readFileSync(join(consoleFolder, 'node_modules', name, 'package.json')));
  return hash.digest('hex').slice(0, 20);
}

/** Null when there is none, or none of these sources; a mark of null takes any. */
async function readBuilt(folder: string, mark: string | null): Promise<ConsoleFiles | null> {
  try {
    if (mark !== null && readFileSync(join(folder, 'fingerprint'), 'utf8') !== mark) return null;
    const names = readdirSync(folder).filter((name) => name !== 'fingerprint');
    const files = names.map(async (name) => [name, await packed(name, readFileSync(join(folder, name)))] as const);
    return new Map(await Promise.all(files));
  } catch {
    return null;
  }
}

/** What earlier sources left goes. A cache that can not be written is none. */
function keep(files: ConsoleFiles, folder: string, mark: string): void {
  try {
    rmSync(dirname(folder), { recursive: true, force: true });
    writeBuilt(files, folder, mark);
  } catch {
    // The next start builds again.
  }
}
