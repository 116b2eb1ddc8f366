import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Beside the repository, where a checkout of it has them; SYNCLINE_VENDOR_SPECS names another folder. */
const BESIDE = join(import.meta.dirname, '..', '..', '..', '..', '..', '..', 'shared', 'vendor-specs');

/**
 * The folder of Zoho's published descriptions, or null where they are not at hand. They are asked for by `pnpm
 * conformance`, or by naming the folder above "zoho": then their absence is an error.
 */
export function zohoDescriptionFolder(): string | null {
  const named = process.env['SYNCLINE_VENDOR_SPECS'];
  const folder = join(named ?? BESIDE, 'zoho', 'v8.0');
  if (existsSync(join(folder, 'record.json'))) return folder;
  if (named !== undefined || process.env['npm_lifecycle_event'] === 'conformance')
    throw new Error(
      `Zoho's API descriptions are not in ${folder}. Zoho publishes them at https://github.com/zoho/crm-oas; set SYNCLINE_VENDOR_SPECS to the folder above "zoho".`,
    );
  process.stderr.write(
    `Skipped: Zoho's API descriptions are not in ${folder}; SYNCLINE_VENDOR_SPECS may name another folder.\n`,
  );
  return null;
}
