import type { FetchedPage, PageCursor, Scope } from '@syncline/connector-sdk';
import type { GitHubClient } from './client.ts';
import { asItem, idOf, textOf } from './item.ts';
import { joinArray } from './join-array.ts';
import { type OwnerScope, parseOwnerScope } from './owner-scope.ts';
import { parseItems, readListPage } from './paging.ts';
import { formatRepositoryScope } from './repository-scope.ts';

/** Named repositories are read one by one; this many make a page. */
const NAMED_PER_PAGE = 20;

/** One page of the connection's repositories: of the owner's list, or of those that the settings name. */
export async function readRepositoriesPage(
  client: GitHubClient,
  ownerKey: string,
  cursor: PageCursor | null,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const owner = parseOwnerScope(ownerKey);
  const named = client.settings.repositories;
  if (named) return readNamed(client, owner.login, named, cursor, signal);
  const { route, parameters } = await listOf(client, owner, signal);
  return readListPage(client, route, parameters, cursor, signal);
}

/** All repositories of the connection as scopes. */
export async function listRepositoryScopes(client: GitHubClient, signal: AbortSignal): Promise<readonly Scope[]> {
  const owner = await client.owner(signal);
  const scopes: Scope[] = [];
  let cursor: PageCursor | null = null;
  do {
    const page: FetchedPage = await readRepositoriesPage(client, owner.key, cursor, signal);
    for (const item of parseItems(page.raw)) {
      const id = idOf(item);
      const fullName = textOf(asItem(item)?.['full_name']);
      if (id !== null && fullName !== null) scopes.push({ key: formatRepositoryScope(id, fullName), title: fullName });
    }
    cursor = page.next;
  } while (cursor);
  return scopes;
}

/** A user's list shows only what is public, but for the token's own user, who has another. */
async function listOf(
  client: GitHubClient,
  owner: OwnerScope,
  signal: AbortSignal,
): Promise<{ route: string; parameters: Record<string, string> }> {
  const { login } = owner;
  if (owner.type === 'org') return { route: 'GET /orgs/{login}/repos', parameters: { login } };
  const { data } = await client.json('GET /user', {}, signal);
  const own = textOf(asItem(data)?.['login'])?.toLowerCase() === login.toLowerCase();
  return own
    ? { route: 'GET /user/repos', parameters: { affiliation: 'owner' } }
    : { route: 'GET /users/{login}/repos', parameters: { login } };
}

async function readNamed(
  client: GitHubClient,
  login: string,
  names: readonly string[],
  cursor: PageCursor | null,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const page = Number((cursor as { page?: number } | null)?.page ?? 1);
  const bodies: Uint8Array[] = [];
  let observedAt = new Date();
  for (const name of names.slice((page - 1) * NAMED_PER_PAGE, page * NAMED_PER_PAGE)) {
    const [owner, repo] = name.includes('/') ? name.split('/') : [login, name];
    const answer = await client.bytes('GET /repos/{owner}/{repo}', { owner, repo }, signal);
    if (bodies.length === 0) observedAt = answer.observedAt;
    bodies.push(answer.raw);
  }
  return { raw: joinArray(bodies), next: page * NAMED_PER_PAGE < names.length ? { page: page + 1 } : null, observedAt };
}
