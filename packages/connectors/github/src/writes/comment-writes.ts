import type { RecordKey, StreamWrites, Written } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { GitHubClient } from '../client.ts';
import { idOf } from '../item.ts';
import { parseRepositoryScope } from '../repository-scope.ts';
import { findByOwnKey } from './find-by-own-key.ts';
import { numberedPlace } from './place-of-issue.ts';
import { removeAt } from './remove-at.ts';
import { keyedText } from './tracker-parameters.ts';

export const COMMENTS = 'GET /repos/{owner}/{repo}/issues/comments';
const COMMENT = '/repos/{owner}/{repo}/issues/comments/{id}';

/** Comments are made on an issue that is there, with our key in their body. */
export const commentWrites: StreamWrites<GitHubClient> = {
  concurrency: 'compare',
  creates: 'scan',
  createsInOrderOf: 'comments_on',
  parents: [{ relation: 'comments_on', stream: 'issues', required: true }],
  async create(client, request, signal) {
    const issue = request.parents['comments_on'];
    if (!issue)
      throw new SynclineError({
        class: 'mapping',
        code: 'github_no_subject',
        message: 'A comment needs the issue that it is on.',
      });
    const { data, raw } = await client.json(
      'POST /repos/{owner}/{repo}/issues/{number}/comments',
      { ...numberedPlace(issue), body: keyedText(request.fields['body'], request.ownKey) },
      signal,
    );
    return writtenComment(data, raw, issue.scope);
  },
  async findCreated(client, search, signal) {
    const scope = search.parents['comments_on']?.scope ?? search.scope;
    const { owner, repo } = parseRepositoryScope(scope);
    const found = await findByOwnKey(client, { route: COMMENTS, parameters: { owner, repo } }, search, signal);
    return found && writtenComment(found, Buffer.from(JSON.stringify(found)), scope);
  },
  async update(client, request, signal) {
    const body = keyedText(request.fields['body'], request.ownKey);
    const { raw } = await client.bytes(`PATCH ${COMMENT}`, { ...placeOf(request.key), body }, signal);
    return { key: request.key, raw };
  },
  remove: (client, key, signal) => removeAt(client, `DELETE ${COMMENT}`, placeOf(key), signal),
};

function placeOf(key: RecordKey) {
  const { owner, repo } = parseRepositoryScope(key.scope);
  return { owner, repo, id: key.externalId };
}

function writtenComment(item: unknown, raw: Uint8Array, scope: string): Written {
  const externalId = idOf(item);
  if (externalId === null)
    throw new SynclineError({
      class: 'partial',
      code: 'github_no_id',
      message: 'GitHub answered the create of a comment without an id',
    });
  const { fullName } = parseRepositoryScope(scope);
  return { key: { externalId, locator: `${fullName}/comments/${externalId}`, scope }, raw };
}
