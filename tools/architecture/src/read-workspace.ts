import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A package of the workspace. */
export interface Room {
  /** Relative to the root: `packages/core`. */
  readonly folder: string;
  readonly name: string;
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
  readonly files: readonly SourceFile[];
}

export interface SourceFile {
  /** Relative to the root. */
  readonly path: string;
  readonly text: string;
  /** Tests, and what lies in a `testing` folder and only tests use: they may use devDependencies. */
  readonly isForTests: boolean;
}

const root = join(import.meta.dirname, '..', '..', '..');

/** Every package with its sources. */
export function readWorkspace(): Room[] {
  return globSync(['{apps,tools,packages}/*/package.json', 'packages/connectors/*/package.json'], { cwd: root })
    .sort()
    .map(readRoom);
}

function readRoom(manifestPath: string): Room {
  const folder = dirname(manifestPath);
  const manifest = JSON.parse(readFileSync(join(root, manifestPath), 'utf8')) as {
    name: string;
    dependencies?: Record<string, string>;
    devDependencies?: Record<string, string>;
  };
  const paths = globSync('{src,sandbox,build}/**/*.{ts,tsx}', { cwd: join(root, folder) }).map((path) =>
    join(folder, path),
  );
  return {
    folder,
    name: manifest.name,
    dependencies: Object.keys(manifest.dependencies ?? {}),
    devDependencies: Object.keys(manifest.devDependencies ?? {}),
    files: paths.sort().map((path) => ({
      path,
      text: readFileSync(join(root, path), 'utf8'),
      isForTests: /\.test\.tsx?$/.test(path) || path.slice(folder.length).includes('/testing/'),
    })),
  };
}
