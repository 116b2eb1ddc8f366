// Sets the demo up through the operator's API, as a user would, and ends. Again, it changes nothing.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const runRole = fileURLToPath(new URL('../../docker/run-role.mjs', import.meta.url));
const configuration = fileURLToPath(new URL('syncline.config.yaml', import.meta.url));

syncline('config', 'apply', configuration, '--yes', '--no-input');
for (const connection of ['github', 'salesforce']) syncline('sync', connection, '--backfill', '--no-input');

function syncline(...args) {
  process.stdout.write(`$ syncline ${args.join(' ')}\n`);
  const { status } = spawnSync(process.execPath, [runRole, 'syncline', ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
