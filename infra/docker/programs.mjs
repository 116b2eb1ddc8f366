// The programs of the image by name, each with the file that it begins with.
import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const services = ['ingress', 'fetcher', 'transformer', 'merger', 'writer', 'reconciler', 'scheduler', 'operator'];
const sandboxes = globSync('packages/connectors/*/sandbox/main.ts', { cwd: root }).sort();

export const programs = new Map([
  ...[...services, 'migrator'].map((role) => [role, `apps/${role}/src/main.ts`]),
  ['syncline', 'apps/cli/src/main.ts'],
  ['make-secrets', 'infra/docker/make-secrets.mjs'],
  ...sandboxes.map((main) => [`sandbox-${main.split('/')[2]}`, main]),
]);
