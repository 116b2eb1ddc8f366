/**
 * The key of an owner scope is the owner's place in the API, `orgs/acme` or `users/octocat`; the key of a project
 * scope adds the project's node id, `orgs/acme/projectsV2/PVT_kwDO…`: requests need the number instead, but
 * webhooks of items show only the node id.
 */
export interface OwnerScope {
  readonly type: 'org' | 'user';
  readonly login: string;
}

export interface ProjectScope extends OwnerScope {
  readonly ownerKey: string;
  readonly nodeId: string;
}

export function formatOwnerScope(owner: OwnerScope): string {
  return `${owner.type}s/${owner.login}`;
}

/** Throws for a text that is no owner scope. */
export function parseOwnerScope(key: string): OwnerScope {
  const match = /^(org|user)s\/([^/]+)$/.exec(key);
  if (!match?.[1] || !match[2]) throw new TypeError(`Not a GitHub owner scope: ${key}`);
  return { type: match[1] as OwnerScope['type'], login: match[2] };
}

export function formatProjectScope(ownerKey: string, nodeId: string): string {
  return `${ownerKey}/projectsV2/${nodeId}`;
}

/** Throws for a text that is no project scope. */
export function parseProjectScope(key: string): ProjectScope {
  const match = /^((?:org|user)s\/[^/]+)\/projectsV2\/([^/]+)$/.exec(key);
  if (!match?.[1] || !match[2]) throw new TypeError(`Not a GitHub project scope: ${key}`);
  return { ...parseOwnerScope(match[1]), ownerKey: match[1], nodeId: match[2] };
}

/** The locator of a project, `orgs/acme/projectsV2/3`, out of an API URL of it or of something in it; null when it has none. */
export function projectLocatorInUrl(url: unknown): string | null {
  if (typeof url !== 'string') return null;
  return /(?:^|\/)((?:orgs|users)\/[^/]+\/projectsV2\/\d+)(?:\/|$)/.exec(url)?.[1] ?? null;
}
