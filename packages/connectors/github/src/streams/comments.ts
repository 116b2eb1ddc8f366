import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { Diagnostic, Json, NormalisedRecord, Reference } from '@syncline/core';
import type { GitHubClient } from '../client.ts';
import { addUser } from '../embedded-user.ts';
import { expressBody } from '../express.ts';
import { fetchRecord } from '../fetch-record.ts';
import { asItem, idOf, takeKeyedText, takeTime, textOf, utcTime } from '../item.ts';
import { readKeysetPage } from '../keyset-page.ts';
import { newestFirstList } from '../newest-first-list.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { isRepository } from '../numbered-record.ts';
import { PAGE_SIZE, parseItems } from '../paging.ts';
import { PRIVATE_FILES } from '../private-files.ts';
import { parseRepositoryScope, type RepositoryScope } from '../repository-scope.ts';
import { readOnly } from '../stream-fields.ts';
import { isNote } from '../writes/announce.ts';
import { COMMENTS, commentWrites } from '../writes/comment-writes.ts';

const { counted, readNewestFirst } = newestFirstList(COMMENTS);

/** Comments on the issues and pull requests of a repository (not the remarks on lines of code). */
export const comments: Stream<GitHubClient> = {
  name: 'comments',
  title: 'Comments',
  kind: 'comment',
  scopeKind: 'repository',
  backfill: 'fan_out',
  incremental: 'since',
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    {
      name: 'body',
      type: 'rich_text',
      notifies: true,
      privateFiles: PRIVATE_FILES,
      writable: 'yes',
      required: true,
      express: expressBody,
    },
    ...readOnly('instant', 'created_at'),
  ],
  writes: commentWrites,
  ...counted,
  readPage(client, request, signal) {
    const { since } = request;
    if (!since) return readNewestFirst(client, request.scope, request.cursor, signal);
    const { owner, repo } = parseRepositoryScope(request.scope);
    return readKeysetPage(client, COMMENTS, { owner, repo }, { ...request, since }, signal);
  },
  fetchOne(client, key, signal) {
    const { id, owner, repo } = parseRepositoryScope(key.scope);
    const place = {
      route: 'GET /repos/{owner}/{repo}/issues/comments/{id}',
      parameters: { owner, repo, id: key.externalId },
      control: {
        route: 'GET /repos/{owner}/{repo}',
        parameters: { owner, repo },
        shows: (container: unknown) => isRepository(container, id),
      },
    };
    return fetchRecord(client, key, place, signal);
  },
  parsePage: parseItems,
  normalize: (value, scope) => normalizeComment(value, parseRepositoryScope(scope)),
};

function normalizeComment(value: unknown, repository: RepositoryScope): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('a comment');
  if (isNote(item['body'])) return { outcome: 'ignored', reason: 'a note of Syncline about its own work' };
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  const { ownKey } = takeKeyedText(fields, item, 'body', diagnostics);
  takeTime(fields, item, 'created_at', diagnostics);
  const references: Reference[] = [];
  const embedded: NormalisedRecord[] = [];
  addUser(item['user'], 'created_by', references, embedded);
  const subject = subjectOf(item['issue_url'], item['html_url'], repository);
  if (subject) references.push(subject);
  else
    diagnostics.push({
      severity: 'warning',
      code: 'github_no_subject',
      field: 'issue_url',
      message: 'GitHub did not say which issue this comment is on',
    });
  return recordResult(
    {
      kind: 'comment',
      stream: 'comments',
      externalId,
      locator: `${repository.fullName}/comments/${externalId}`,
      fields,
      references,
      relations: subject ? ['created_by', 'comments_on'] : ['created_by'],
      remoteUpdatedAt: utcTime(item['updated_at']),
      url: textOf(item['html_url']),
      ...(ownKey !== undefined && { ownKey }),
    },
    diagnostics,
    embedded,
  );
}

/** A comment shows the number of what it is on, not the id; and only its page's address tells issue from pull request. */
function subjectOf(issueUrl: unknown, htmlUrl: unknown, repository: RepositoryScope): Reference | null {
  const number = /\/issues\/(\d+)$/.exec(textOf(issueUrl) ?? '')?.[1];
  if (number === undefined) return null;
  const stream = /\/pull\/\d+/.test(textOf(htmlUrl) ?? '') ? 'pull_requests' : 'issues';
  return { relation: 'comments_on', stream, externalId: null, locator: `${repository.fullName}#${number}` };
}
