import { readFileSync } from 'node:fs';

/** The version of Syncline, as the package.json at the top of the repository says it: its only place. */
export const version = (
  JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string }
).version;
