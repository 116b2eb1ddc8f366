import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Beside the repository, where a checkout of it has them; SYNCLINE_VENDOR_SPECS names another folder. */
const BESIDE = join(import.meta.dirname, '..', '..', '..', '..', '..', '..', 'shared', 'vendor-specs');

/**
 * Pipedrive's published descriptions, or null where they are not at hand. They are asked for by `pnpm conformance`, or
 * by naming the folder above "pipedrive": then their absence is an error.
 */
export function pipedriveDescriptionFiles(): { readonly v1: string; readonly v2: string } | null {
  const named = process.env['SYNCLINE_VENDOR_SPECS'];
  const folder = join(named ?? BESIDE, 'pipedrive');
  const files = { v1: join(folder, 'v1.yaml'), v2: join(folder, 'v2.yaml') };
  if (existsSync(files.v1) && existsSync(files.v2)) return files;
  if (named !== undefined || process.env['npm_lifecycle_event'] === 'conformance')
    throw new Error(
      `Pipedrive's API descriptions are not in ${folder}. They are published at https://developers.pipedrive.com/docs/api/v1/openapi.yaml and the like for v2; set SYNCLINE_VENDOR_SPECS to the folder above "pipedrive".`,
    );
  process.stderr.write(
    `Skipped: Pipedrive's API descriptions are not in ${folder}; SYNCLINE_VENDOR_SPECS may name another folder.\n`,
  );
  return null;
}
