// What the image runs: `docker run syncline ROLE [arguments]`. The role runs in this process, so that its signals are
// the container's.
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = new URL('../../', import.meta.url);
const services = ['ingress', 'fetcher', 'transformer', 'merger', 'writer', 'reconciler', 'scheduler', 'operator'];
const mains = new Map([
  ...[...services, 'migrator'].map((role) => [role, `apps/${role}/src/main.ts`]),
  ['syncline', 'apps/cli/src/main.ts'],
  ['make-secrets', 'infra/docker/make-secrets.mjs'],
]);

const [role = '', ...given] = process.argv.slice(2);
let rest = given;
let main = mains.get(role);
if (role === 'sandbox') {
  const [vendor = '', ...others] = rest;
  rest = others;
  main = /^[a-z]+$/.test(vendor) ? `packages/connectors/${vendor}/sandbox/main.ts` : undefined;
}
const url = main === undefined ? null : new URL(main, root);
if (url === null || !existsSync(url)) {
  const names = [...mains.keys(), 'sandbox VENDOR'].join(', ');
  process.stderr.write(`There is no role "${process.argv.slice(2, 4).join(' ')}". Name one of: ${names}\n`);
  process.exit(64);
}
// Each main reads its arguments as if it had been started by itself.
process.argv.splice(1, process.argv.length, fileURLToPath(url), ...rest);
await import(pathToFileURL(fileURLToPath(url)).href);
