import type { StreamWrites, UpdateRequest, Written } from '@syncline/connector-sdk';
import { SynclineError, toSynclineError } from '@syncline/core';
import type { JiraClient } from '../client.ts';
import { checkedId } from '../scopes.ts';
import { announceAtIssue } from './announce.ts';
import { BULK_CREATE, createIssue, createIssues } from './create-issues.ts';
import { findCreatedIssue } from './find-issue.ts';
import { issuePayload } from './issue-payload.ts';
import { doTransition, findTransition } from './move-status.ts';
import { inOurWords } from './our-field.ts';
import { hasLinks, writeLinks } from './write-links.ts';

export const issueWrites: StreamWrites<JiraClient> = {
  // Jira has no conditional edit.
  concurrency: 'compare',
  creates: 'scan',
  // An issue starts where its workflow does, and its links are calls of their own.
  carriedByCreate: (field) => !['status', 'depends_on', 'blocks', 'related_to'].includes(field),
  // Reads by number see an issue at once; this is for a request that is still on its way.
  createLagMs: 5_000,
  batchSize: BULK_CREATE,
  create: createIssue,
  createMany: createIssues,
  findCreated: findCreatedIssue,
  update: updateIssue,
  announce: announceAtIssue,
  async remove(client, key, signal) {
    try {
      await client.platform((api, via) => api.deleteIssue(via, { issueIdOrKey: checkedId(key.externalId) }), signal);
    } catch (error) {
      if (toSynclineError(error).class !== 'not_found') throw error;
    }
  },
};

/** An update is up to three calls and more for links; what can be refused beforehand is asked for first. */
async function updateIssue(client: JiraClient, request: UpdateRequest, signal: AbortSignal): Promise<Written> {
  const issueIdOrKey = checkedId(request.key.externalId);
  const { status, parent, ...others } = request.fields;
  const transition = status === undefined ? null : await findTransition(client, issueIdOrKey, status, signal);
  const fields = await issuePayload(client, { ...others, ...(parent && { parent }) }, signal);
  // A parent is not emptied by a null.
  const update = parent === null ? { parent: [{ set: { none: true } }] } : undefined;
  const isEdited = Object.keys(fields).length > 0 || update !== undefined;
  if (isEdited)
    await inOurWords(client, signal, () =>
      client.platform((api, via) => api.editIssue(via, { issueIdOrKey, fields, ...(update && { update }) }), signal),
    );
  try {
    if (transition !== null) await doTransition(client, issueIdOrKey, transition, signal);
    if (hasLinks(others)) await writeLinks(client, issueIdOrKey, others, request.expected, signal);
  } catch (error) {
    throw isEdited ? unfinished(error) : error;
  }
  return { key: request.key, raw: null };
}

/** Some of it is written: what a retry must find out first. What Jira refuses of the rest stays what it is. */
function unfinished(error: unknown): SynclineError {
  const problem = toSynclineError(error);
  if (problem.class === 'invalid' || problem.class === 'permission') return problem;
  return new SynclineError({
    class: 'partial',
    code: 'jira_update_unfinished',
    message: `Jira took a part of the update, and then: ${problem.message}`,
    cause: error,
  });
}
