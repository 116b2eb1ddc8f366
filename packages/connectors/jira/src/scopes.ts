import { SynclineError } from '@syncline/core';

/** The scope of what belongs to the site as a whole: its projects and users. */
export const SITE_SCOPE = 'site';

/**
 * The key of a project scope is the project's id: it survives a change of the project's key, JQL takes it, and
 * webhooks of versions show nothing else. Where a person names the project, its key is understood as well.
 */
export function projectRef(scope: string): { readonly id: string } | { readonly key: string } {
  if (/^\d+$/.test(scope)) return { id: scope };
  if (/^[A-Za-z][A-Za-z0-9_]*$/.test(scope)) return { key: scope };
  throw new TypeError(`Not a Jira project scope: ${scope}`);
}

/** The project as JQL and addresses take it: checked, so that nothing else gets into either. */
export function projectTerm(scope: string): string {
  const ref = projectRef(scope);
  return 'id' in ref ? ref.id : ref.key;
}

export function formatBoardScope(boardId: string): string {
  return `boards/${boardId}`;
}

/** The board of a sprint scope. Throws for a text that is none: scopes come from `listScopes` and `decode`. */
export function parseBoardScope(scope: string): string {
  const id = /^boards\/(\d+)$/.exec(scope)?.[1];
  if (id === undefined) throw new TypeError(`Not a Jira board scope: ${scope}`);
  return id;
}

/** An id for an address: jira.js puts it there as it is. */
export function checkedId(id: string): string {
  if (/^\d{1,18}$/.test(id)) return id;
  throw new SynclineError({
    class: 'invalid',
    code: 'jira_no_id',
    message: `Jira has no record with the id "${id.slice(0, 40)}"`,
  });
}
