/**
 * The key of a repository scope: `123456:acme/api`. Requests need the name, links need the id, which survives
 * renames and which GitHub's lists of issues do not show; so the key carries both.
 */
export interface RepositoryScope {
  readonly id: string;
  /** `acme/api` */
  readonly fullName: string;
  readonly owner: string;
  readonly repo: string;
}

export function formatRepositoryScope(id: number | string, fullName: string): string {
  return `${id}:${fullName}`;
}

/** Throws for a text that is no repository scope: scopes come from `listScopes` and `decode`, never from a vendor. */
export function parseRepositoryScope(key: string): RepositoryScope {
  const match = /^(\d+):([^/:]+)\/([^/:]+)$/.exec(key);
  if (!match) throw new TypeError(`Not a GitHub repository scope: ${key}`);
  const [, id = '', owner = '', repo = ''] = match;
  return { id, fullName: `${owner}/${repo}`, owner, repo };
}

/** `acme/api` of an API URL such as `https://api.github.com/repos/acme/api/issues/3`; null when it has none. */
export function repositoryNameInUrl(url: unknown): string | null {
  if (typeof url !== 'string') return null;
  const at = url.indexOf('/repos/');
  if (at < 0) return null;
  const [owner, repo] = url.slice(at + 7).split('/', 3);
  return owner && repo ? `${owner}/${repo}` : null;
}
