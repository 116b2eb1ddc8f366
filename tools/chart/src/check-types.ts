import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, nameOf } from './manifest.ts';

const folder = join(import.meta.dirname, '..', '.cache');

/**
 * Fields that Kubernetes does not know, and values of a wrong type, by the published types of every kind: its schemas
 * let fields pass that nobody knows, TypeScript does not in a literal. A sentence for each.
 */
export function checkTypes(manifests: readonly Manifest[]): string[] {
  const lines = manifests.map(
    (manifest, index) => `export const m${index}: ${typeOf(manifest)} = ${JSON.stringify(manifest)};`,
  );
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `rendered-${process.pid}.ts`);
  try {
    writeFileSync(file, `${lines.join('\n')}\n`);
    const flags = ['--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck', '--pretty', 'false'];
    const { stdout, status } = spawnSync(
      join(import.meta.dirname, '../../../node_modules/.bin/tsc'),
      [...flags, '--module', 'nodenext', '--target', 'es2024', file],
      { encoding: 'utf8' },
    );
    if (status === 0) return [];
    return stdout
      .split('\n')
      .flatMap((line) => {
        const [, row, text] = /\.ts\((\d+),\d+\): error (.*)$/.exec(line) ?? [];
        return row === undefined ? [] : [`${nameOf(manifests[Number(row) - 1]!)}: ${text}`];
      })
      .concat(stdout.includes('error') ? [] : [`The types could not be checked: ${stdout}`]);
  } finally {
    rmSync(file, { force: true });
  }
}

/** As it can be written without an import above it. */
function typeOf(manifest: Manifest): string {
  return `import${'('}${JSON.stringify(moduleOf(manifest))}).I${manifest.kind}`;
}

/** Where the kinds of an API version are published. */
export function moduleOf({ apiVersion }: Manifest): string {
  const [group = ''] = apiVersion.split('/');
  const home =
    group === 'keda.sh'
      ? '@kubernetes-models/keda'
      : group === 'monitoring.coreos.com'
        ? '@kubernetes-models/prometheus-operator'
        : 'kubernetes-models';
  return `${home}/${apiVersion}`;
}
