import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Beside the repository, where a checkout of it has them; SYNCLINE_VENDOR_SPECS names another folder. */
const BESIDE = join(import.meta.dirname, '..', '..', '..', '..', '..', '..', 'shared', 'vendor-specs');
const FILE = 'trello-openapi.json';

/**
 * Trello's published description, or null where it is not at hand. It is asked for by `pnpm conformance`, or by
 * naming the folder above "trello": then its absence is an error.
 */
export function trelloDescriptionFile(): string | null {
  const named = process.env['SYNCLINE_VENDOR_SPECS'];
  const file = join(named ?? BESIDE, 'trello', FILE);
  if (existsSync(file)) return file;
  if (named !== undefined || process.env['npm_lifecycle_event'] === 'conformance')
    throw new Error(
      `Trello's API description is not at ${file}. Atlassian publishes it at https://developer.atlassian.com/cloud/trello/swagger.v3.json; set SYNCLINE_VENDOR_SPECS to the folder above "trello".`,
    );
  process.stderr.write(
    `Skipped: Trello's API description is not at ${file}; SYNCLINE_VENDOR_SPECS may name another folder.\n`,
  );
  return null;
}
