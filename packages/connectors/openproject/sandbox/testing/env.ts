import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Beside the repository, where a checkout of it has them; SYNCLINE_VENDOR_SPECS names another folder. */
const BESIDE = join(import.meta.dirname, '..', '..', '..', '..', '..', '..', 'shared', 'vendor-specs');
const FILE = 'openproject-apiv3-spec.2024-07.yaml';

/**
 * OpenProject's published description, or null where it is not at hand. It is asked for by `pnpm conformance`, or by
 * naming the folder above "openproject": then its absence is an error.
 */
export function openProjectDescriptionFile(): string | null {
  const named = process.env['SYNCLINE_VENDOR_SPECS'];
  const file = join(named ?? BESIDE, 'openproject', FILE);
  if (existsSync(file)) return file;
  if (named !== undefined || process.env['npm_lifecycle_event'] === 'conformance')
    throw new Error(
      `OpenProject's API description is not at ${file}. Any instance gives it under /api/v3/spec.yml; set SYNCLINE_VENDOR_SPECS to the folder above "openproject".`,
    );
  process.stderr.write(
    `Skipped: OpenProject's API description is not at ${file}; SYNCLINE_VENDOR_SPECS may name another folder.\n`,
  );
  return null;
}
