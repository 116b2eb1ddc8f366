import type { CreateRequest, CreateSearch, StreamWrites, UpdateRequest, Written } from '@syncline/connector-sdk';
import { SynclineError, toSynclineError } from '@syncline/core';
import type { JiraClient } from '../client.ts';
import { listComments, readComments } from '../comment-list.ts';
import { commentLocator, issueOfLocator } from '../comment-place.ts';
import { asItem, idOf, utcTime } from '../item.ts';
import { ownKeyIn, ownKeyProperty } from '../own-key.ts';
import { documentOf } from '../rich-text.ts';
import { checkedId } from '../scopes.ts';

/** Both clocks may be off by hours. */
const CLOCK_SKEW_MS = 3 * 3_600_000;

export const commentWrites: StreamWrites<JiraClient> = {
  concurrency: 'compare',
  creates: 'scan',
  createsInOrderOf: 'comments_on',
  // An issue's own list of comments is read from where they are written: nothing lags.
  createLagMs: 5_000,
  parents: [{ relation: 'comments_on', stream: 'issues', required: true }],
  create: createComment,
  findCreated: findComment,
  async update(client, request, signal): Promise<Written> {
    const [issueIdOrKey, id] = placeOf(request);
    // Only what is sent changes: our key among its properties stays.
    await client.platform(
      (api, via) => api.updateComment(via, { issueIdOrKey, id, body: { body: bodyOf(request.fields['body']) } }),
      signal,
    );
    return { key: request.key, raw: null };
  },
  async remove(client, key, signal) {
    const [issueIdOrKey, id] = placeOf({ key });
    try {
      await client.platform((api, via) => api.deleteComment(via, { issueIdOrKey, id }), signal);
    } catch (error) {
      if (toSynclineError(error).class !== 'not_found') throw error;
    }
  },
};

async function createComment(client: JiraClient, request: CreateRequest, signal: AbortSignal): Promise<Written> {
  const issueId = issueIdOf(request);
  const { data } = await client.platform(
    (api, via) =>
      api.addComment(via, {
        issueIdOrKey: issueId,
        body: bodyOf(request.fields['body']),
        properties: [ownKeyProperty(request.ownKey)],
      }),
    signal,
  );
  return written(idOf(data) ?? '', issueId, request.scope);
}

/** Newest first, down to what was there before the first attempt began. */
async function findComment(client: JiraClient, search: CreateSearch, signal: AbortSignal): Promise<Written | null> {
  const issueId = issueIdOf(search);
  const oldest = search.since.getTime() - CLOCK_SKEW_MS;
  for (let startAt = 0; ; ) {
    const { data } = await listComments(client, issueId, { startAt, orderBy: '-created' }, signal);
    const listed = asItem(data)?.['comments'];
    if (!Array.isArray(listed) || listed.length === 0) return null;
    const recent = listed.filter((comment) => Date.parse(utcTime(asItem(comment)?.['created']) ?? '') >= oldest);
    const ids = recent.flatMap((comment) => idOf(comment) ?? []);
    const found = (await readComments(client, ids, signal)).find(
      (comment) => ownKeyIn(asItem(comment)?.['properties']) === search.ownKey,
    );
    if (found !== undefined) return written(idOf(found) ?? '', issueId, search.scope);
    if (recent.length < listed.length) return null;
    startAt += listed.length;
  }
}

function written(externalId: string, issueId: string, scope: string): Written {
  return { key: { externalId: checkedId(externalId), locator: commentLocator(issueId, externalId), scope }, raw: null };
}

function issueIdOf(request: CreateRequest): string {
  return checkedId(request.parents['comments_on']?.externalId ?? '');
}

function placeOf({ key }: Pick<UpdateRequest, 'key'>): [issueId: string, commentId: string] {
  return [checkedId(issueOfLocator(key.locator) ?? ''), checkedId(key.externalId)];
}

// oxlint-disable-next-line no-explicit-any -- jira.js types documents node by node, and sends a text to an older API
function bodyOf(value: unknown): any {
  if (typeof value === 'string' && value.trim() !== '') return documentOf(value);
  throw new SynclineError({
    class: 'invalid',
    code: 'jira_empty_comment',
    message: 'Jira keeps no empty comments',
    field: 'body',
  });
}
