// Loads each role's code once, so that what Node compiled and stripped of types is in the image's compile cache. A role
// without variables ends at once with a sentence about them, after all its code was loaded.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const runRole = fileURLToPath(new URL('run-role.mjs', import.meta.url));
const roles = [
  'ingress',
  'fetcher',
  'transformer',
  'merger',
  'writer',
  'reconciler',
  'scheduler',
  'operator',
  'migrator',
];
for (const role of roles) expectExit(78, [role]);
expectExit(0, ['syncline', '--help']);

function expectExit(code, args) {
  const { status, stderr } = spawnSync(process.execPath, [runRole, ...args], { encoding: 'utf8', timeout: 60_000 });
  if (status !== code) throw new Error(`${args.join(' ')} ended with ${status}, not ${code}:\n${stderr}`);
}
