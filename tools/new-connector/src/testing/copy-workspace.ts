import {
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..', '..');
/** Of the root: what a copy has no use for, or links instead. */
const LEFT_OUT = new Set(['.git', '.cache', 'coverage', 'node_modules']);

/** The workspace as it is now, in a folder of its own, over the same installed packages. */
export function copyWorkspace(): string {
  const copy = mkdtempSync(join(tmpdir(), 'new-connector-'));
  for (const name of readdirSync(root)) {
    if (LEFT_OUT.has(name)) continue;
    // Within the rooms, node_modules are links to each other and to the root's.
    cpSync(join(root, name), join(copy, name), { recursive: true, verbatimSymlinks: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** What `pnpm install` does for a new connector: links what its package.json names, and links it to the registry. */
export function linkConnector(copy: string, name: string): void {
  const folder = join(copy, 'packages/connectors', name);
  const known = join(copy, 'packages/connectors/github');
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  for (const dependency of Object.keys(manifest.dependencies)) {
    const place = join('node_modules', dependency);
    if (!lstatSync(join(known, place)).isSymbolicLink()) throw new Error(`${place} is no link`);
    link(join(folder, place), readlinkSync(join(known, place)));
  }
  const registered = join(copy, 'packages/connector-registry/node_modules/@syncline', `connector-${name}`);
  link(registered, relative(dirname(registered), folder));
}

function link(path: string, target: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}
