import {
  type CreateRequest,
  type CreateSearch,
  multipartOf,
  type StreamWrites,
  type Written,
} from '@syncline/connector-sdk';
import { SynclineError, toSynclineError } from '@syncline/core';
import { attachmentLocator, listedAttachments } from '../attachment-list.ts';
import type { JiraClient } from '../client.ts';
import { idOf, utcTime } from '../item.ts';
import { checkedId } from '../scopes.ts';

/** Both clocks may be off by hours. */
const CLOCK_SKEW_MS = 3 * 3_600_000;

/** Jira changes no files: they are attached and deleted. */
export const attachmentWrites: StreamWrites<JiraClient> = {
  concurrency: 'compare',
  creates: 'scan',
  // An issue is read from where it is written: nothing lags.
  createLagMs: 5_000,
  parents: [{ relation: 'part_of', stream: 'issues', required: true }],
  async create(client, request, signal) {
    if (!request.file) throw new TypeError('an attachment is made of a file');
    const issueId = issueOf(request);
    const path = `/rest/api/3/issue/${issueId}/attachments`;
    const { data } = await client.upload(path, multipartOf([], 'file', request.file), signal);
    return written(Array.isArray(data) ? idOf(data[0]) : null, issueId, request.scope);
  },
  findCreated: findAttached,
  async remove(client, { externalId }, signal) {
    const id = checkedId(externalId);
    try {
      await client.platform((api, via) => api.removeAttachment(via, { id }), signal);
    } catch (error) {
      if (toSynclineError(error).class !== 'not_found') throw error;
    }
  },
};

/** One of the name and the size, made since, that is nothing else. */
async function findAttached(client: JiraClient, search: CreateSearch, signal: AbortSignal): Promise<Written | null> {
  const issueId = issueOf(search);
  const { file_name: name, size } = search.fields;
  const oldest = search.since.getTime() - CLOCK_SKEW_MS;
  const alike = listedAttachments(await client.issueOrNull(issueId, ['attachment'], signal)).flatMap((attachment) => {
    const isRecent = Date.parse(utcTime(attachment['created']) ?? '') >= oldest;
    const isAlike = isRecent && attachment['filename'] === name && attachment['size'] === size;
    return isAlike ? (idOf(attachment) ?? []) : [];
  });
  const [id] = (await search.unlinked?.(alike)) ?? alike;
  return id === undefined ? null : written(id, issueId, search.scope);
}

function written(externalId: string | null, issueId: string, scope: string): Written {
  if (externalId === null)
    throw new SynclineError({
      class: 'partial',
      code: 'jira_no_created_id',
      message: 'Jira attached a file and did not say which',
    });
  return { key: { externalId, locator: attachmentLocator(issueId, externalId), scope }, raw: null };
}

function issueOf(request: CreateRequest): string {
  return checkedId(request.parents['part_of']?.externalId ?? '');
}
