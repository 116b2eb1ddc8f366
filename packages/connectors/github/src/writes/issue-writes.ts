import type { CreateRequest, StreamWrites, UpdateRequest, Written } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { GitHubClient, RawAnswer } from '../client.ts';
import { asItem, type Item, idOf } from '../item.ts';
import { parseRepositoryScope, type RepositoryScope } from '../repository-scope.ts';
import { afterCreate } from './after-create.ts';
import { announceOnIssue } from './announce.ts';
import { findByOwnKey } from './find-by-own-key.ts';
import { namesLinks, writeLinks } from './issue-links.ts';
import { numberedPlace } from './place-of-issue.ts';
import { trackerParameters } from './tracker-parameters.ts';

const ISSUES = '/repos/{owner}/{repo}/issues';

/** Issues are made with our key in their body. GitHub's REST API deletes none. */
export const issueWrites: StreamWrites<GitHubClient> = {
  concurrency: 'compare',
  creates: 'scan',
  // An issue is opened open, and its links are calls of their own.
  carriedByCreate: (field) => !['state', 'state_reason', 'depends_on', 'blocks', 'sub_issues'].includes(field),
  create: createIssue,
  async findCreated(client, search, signal) {
    const repository = parseRepositoryScope(search.scope);
    const { owner, repo } = repository;
    const list = { route: `GET ${ISSUES}`, parameters: { owner, repo, state: 'all' } };
    const found = await findByOwnKey(client, list, search, signal);
    if (!found || found['pull_request'] !== undefined) return null;
    return writtenIssue(found, Buffer.from(JSON.stringify(found)), repository, search.scope);
  },
  update: updateIssue,
  announce: announceOnIssue,
};

async function createIssue(client: GitHubClient, request: CreateRequest, signal: AbortSignal): Promise<Written> {
  const repository = parseRepositoryScope(request.scope);
  const { owner, repo } = repository;
  const { state, state_reason, ...opening } = await trackerParameters(
    client,
    // Even an issue without a text carries the key.
    { ...request, fields: { body: null, ...request.fields } },
    repository,
    signal,
  );
  const { data, raw } = await client.json(`POST ${ISSUES}`, { owner, repo, ...opening }, signal);
  const made = writtenIssue(asItem(data), raw, repository, request.scope);
  if (state !== 'closed' && !namesLinks(request.fields)) return made;
  return afterCreate(made.key.locator ?? made.key.externalId, signal, async () => {
    const place = numberedPlace(made.key);
    await writeLinks(client, made.key.externalId, place, request, signal);
    const answer =
      state === 'closed'
        ? await client.bytes(
            `PATCH ${ISSUES}/{number}`,
            { ...place, state, ...(state_reason ? { state_reason } : {}) },
            signal,
          )
        : await client.bytes(`GET ${ISSUES}/{number}`, { ...place }, signal);
    return { ...made, raw: answer.raw };
  });
}

async function updateIssue(client: GitHubClient, request: UpdateRequest, signal: AbortSignal): Promise<Written> {
  const place = numberedPlace(request.key);
  const sent = await trackerParameters(client, request, place, signal);
  // Links first: the answer to the rest then shows how many there are.
  await writeLinks(client, request.key.externalId, place, request, signal);
  const answer: RawAnswer =
    Object.keys(sent).length > 0
      ? await client.bytes(`PATCH ${ISSUES}/{number}`, { ...place, ...sent }, signal)
      : await client.bytes(`GET ${ISSUES}/{number}`, { ...place }, signal);
  return { key: request.key, raw: answer.raw };
}

function writtenIssue(item: Item | null, raw: Uint8Array, repository: RepositoryScope, scope: string): Written {
  const externalId = idOf(item);
  if (externalId === null)
    throw new SynclineError({
      class: 'partial',
      code: 'github_no_id',
      message: `GitHub answered the create of an issue in ${repository.fullName} without an id`,
    });
  return { key: { externalId, locator: `${repository.fullName}#${String(item?.['number'])}`, scope }, raw };
}
