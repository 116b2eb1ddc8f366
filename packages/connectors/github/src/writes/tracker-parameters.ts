import type { CreateRequest, UpdateRequest } from '@syncline/connector-sdk';
import { type Json, SynclineError, toSynclineError } from '@syncline/core';
import type { GitHubClient } from '../client.ts';
import { expressBody, expressNames, expressTitle, textsOf } from '../express.ts';
import { asItem, idOf, textOf } from '../item.ts';
import { withOwnKey } from '../own-key.ts';
import { readWholeList } from '../paging.ts';

const MILESTONES = 'GET /repos/{owner}/{repo}/milestones';

type Request = Pick<CreateRequest | UpdateRequest, 'fields' | 'ownKey' | 'locators'>;
type Repository = { readonly owner: string; readonly repo: string };

/** The fields of a write as the issues API takes them; those it has no parameter for are left out. */
export async function trackerParameters(
  client: GitHubClient,
  request: Request,
  repository: Repository,
  signal: AbortSignal,
): Promise<Record<string, unknown>> {
  const { fields, ownKey, locators } = request;
  const sent: Record<string, unknown> = {};
  if ('title' in fields) sent['title'] = expressTitle(fields['title'] ?? null);
  if ('body' in fields) sent['body'] = keyedText(fields['body'], ownKey);
  if ('labels' in fields) sent['labels'] = textsOf(expressNames(fields['labels'] ?? null));
  if ('assignees' in fields) {
    const logins: string[] = [];
    for (const id of textsOf(fields['assignees'])) logins.push(await loginOf(client, id, locators, signal));
    sent['assignees'] = logins;
  }
  if ('milestone' in fields)
    sent['milestone'] = await milestoneNumber(client, textOf(fields['milestone']), locators, repository, signal);
  if ('state' in fields) sent['state'] = fields['state'];
  // GitHub asks for a reason where an issue is closed, and gives the one for opening it again by itself.
  const reason = fields['state_reason'];
  if (reason !== undefined && reason !== null && fields['state'] !== 'open') sent['state_reason'] = reason;
  return sent;
}

/** A Markdown text with our key on it. */
export function keyedText(value: Json | undefined, ownKey: string | null): string {
  return withOwnKey(textOf(expressBody(value ?? null)), ownKey);
}

async function loginOf(
  client: GitHubClient,
  id: string,
  locators: Request['locators'],
  signal: AbortSignal,
): Promise<string> {
  const known = locators[`users/${id}`];
  if (known !== undefined) return known;
  try {
    const { data } = await client.json('GET /user/{id}', { id }, signal);
    const login = textOf(asItem(data)?.['login']);
    if (login !== null) return login;
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
  }
  const message = `GitHub shows no user ${id}, so that nobody can be assigned.`;
  throw new SynclineError({ class: 'invalid', code: 'github_no_user', field: 'assignees', message });
}

/** Issues take a milestone by the number that ends its locator. */
async function milestoneNumber(
  client: GitHubClient,
  id: string | null,
  locators: Request['locators'],
  repository: Repository,
  signal: AbortSignal,
): Promise<number | null> {
  if (id === null) return null;
  const known = /\/milestones\/(\d+)$/.exec(locators[`milestones/${id}`] ?? '')?.[1];
  if (known !== undefined) return Number(known);
  const { owner, repo } = repository;
  const all = await readWholeList(client, MILESTONES, { owner, repo, state: 'all' }, signal);
  const number = asItem(all.find((milestone) => idOf(milestone) === id))?.['number'];
  if (typeof number === 'number') return number;
  const message = `${owner}/${repo} has no milestone ${id}.`;
  throw new SynclineError({ class: 'invalid', code: 'github_no_milestone', field: 'milestone', message });
}
