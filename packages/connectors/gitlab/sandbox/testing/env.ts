import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Beside the repository, where a checkout of it has them; SYNCLINE_VENDOR_SPECS names another folder. */
const BESIDE = join(import.meta.dirname, '..', '..', '..', '..', '..', '..', 'shared', 'vendor-specs');

/**
 * The folder with a description of GitLab's API, or null where it is not at hand. It is asked for by
 * `pnpm conformance`, or by naming their folder: then its absence is an error.
 */
export function gitLabDescriptionFolder(): string | null {
  const named = process.env['SYNCLINE_VENDOR_SPECS'];
  const folder = join(named ?? BESIDE, 'gitlab');
  if (existsSync(join(folder, 'gitlab.unofficial-cjuenger.yaml'))) return folder;
  if (named !== undefined || process.env['npm_lifecycle_event'] === 'conformance')
    throw new Error(
      `GitLab's API description is not in ${folder}. Take it from https://github.com/cjuenger/gitlab-openapi and set SYNCLINE_VENDOR_SPECS to the folder above "gitlab".`,
    );
  process.stderr.write(
    `Skipped: GitLab's API description is not in ${folder}; SYNCLINE_VENDOR_SPECS may name another.\n`,
  );
  return null;
}
