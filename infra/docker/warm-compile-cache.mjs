// Loads each program's code once, so that what Node has compiled of it is in the image's compile cache. A role without
// variables ends at once with a sentence about them, after all its code was loaded; what a role loads when it needs it
// (the clients of NATS, Cloudflare and some vendors) is loaded alone.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const dist = new URL('../../dist/', import.meta.url);
const runRole = fileURLToPath(new URL('run-role.mjs', import.meta.url));
const programs = JSON.parse(readFileSync(new URL('programs.json', dist), 'utf8'));
const isRole = (name) => !name.startsWith('sandbox-') && !['syncline', 'make-secrets'].includes(name);
for (const role of programs.filter(isRole)) expectExit(78, [runRole, role]);
expectExit(0, [runRole, 'syncline', '--help']);

const others = readdirSync(dist).filter((file) => file.endsWith('.js') && !programs.includes(file.slice(0, -3)));
const addresses = JSON.stringify(others.map((file) => new URL(file, dist).href));
expectExit(0, ['--input-type=module', '--eval', `for (const each of ${addresses}) await import(each); process.exit()`]);

function expectExit(code, args) {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 60_000 });
  if (status !== code) throw new Error(`${args.join(' ')} ended with ${status}, not ${code}:\n${stderr}`);
}
