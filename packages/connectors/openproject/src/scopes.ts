import { SynclineError } from '@syncline/core';

/** The scope of what belongs to the instance as a whole: its projects and users. */
export const SITE_SCOPE = 'site';

/**
 * The project of a scope as addresses take it. The key of a project scope is the project's id, which survives a change
 * of its identifier; where a person names the project, its identifier is understood as well.
 */
export function projectTerm(scope: string): string {
  if (/^[a-z0-9][a-z0-9_-]{0,99}$/i.test(scope) && scope !== SITE_SCOPE) return scope;
  throw new TypeError(`Not an OpenProject project scope: ${scope}`);
}

/** An id for an address. */
export function checkedId(id: string): string {
  if (/^[1-9]\d{0,17}$/.test(id)) return id;
  throw new SynclineError({
    class: 'invalid',
    code: 'openproject_no_id',
    message: `OpenProject has no record with the id "${id.slice(0, 40)}"`,
  });
}
