// What the image runs: `docker run syncline ROLE [arguments]`. The role runs in this process, so that its signals are
// the container's.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const dist = new URL('../../dist/', import.meta.url);
const programs = JSON.parse(readFileSync(new URL('programs.json', dist), 'utf8'));
const given = process.argv.slice(2);
const isSandbox = given[0] === 'sandbox';
const program = isSandbox ? `sandbox-${given[1]}` : `${given[0]}`;
if (!programs.includes(program)) {
  const names = programs.map((name) => name.replace(/^sandbox-/, 'sandbox ')).join(', ');
  process.stderr.write(`There is no role "${given.slice(0, 2).join(' ')}". Name one of: ${names}\n`);
  process.exit(64);
}
const file = new URL(`${program}.js`, dist);
// Each program reads its arguments as if it had been started by itself.
process.argv.splice(1, process.argv.length, fileURLToPath(file), ...given.slice(isSandbox ? 2 : 1));
await import(file.href);
