import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Beside the repository, where a checkout of it has them; SYNCLINE_VENDOR_SPECS names another folder. */
const BESIDE = join(import.meta.dirname, '..', '..', '..', '..', '..', '..', 'shared', 'vendor-specs');

/**
 * The folder with Jira's published descriptions, or null where they are not at hand. They are asked for by
 * `pnpm conformance`, or by naming their folder: then their absence is an error.
 */
export function jiraDescriptionsFolder(): string | null {
  const named = process.env['SYNCLINE_VENDOR_SPECS'];
  const folder = join(named ?? BESIDE, 'jira');
  if (existsSync(join(folder, 'swagger-v3.v3.json'))) return folder;
  if (named !== undefined || process.env['npm_lifecycle_event'] === 'conformance')
    throw new Error(
      `Jira's API descriptions are not in ${folder}. Get them from https://developer.atlassian.com/cloud/jira/platform/swagger-v3.v3.json and set SYNCLINE_VENDOR_SPECS to the folder above "jira".`,
    );
  process.stderr.write(
    `Skipped: Jira's API descriptions are not in ${folder}; SYNCLINE_VENDOR_SPECS may name another.\n`,
  );
  return null;
}
