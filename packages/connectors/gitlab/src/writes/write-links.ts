import type { UpdateRequest } from '@syncline/connector-sdk';
import { type Json, SynclineError, toSynclineError } from '@syncline/core';
import type { GitLabClient } from '../client.ts';
import { textsOf } from '../express.ts';
import { LINK_FIELDS, LINK_TYPES, type LinkField, readLinks } from '../issue-links.ts';
import type { Numbered } from '../numbered.ts';
import { readWholeList } from '../paging.ts';
import { removeAt } from './remove-at.ts';

const LINKS = '/projects/{id}/issues/{iid}/links';

export function namesLinks(fields: Readonly<Record<string, Json>>): boolean {
  return LINK_FIELDS.some((field) => field in fields);
}

/**
 * Brings an issue's links to what the fields say. Only a link that was expected is taken away: one that somebody made
 * meanwhile stays, and comes with the next read. Two issues have one link at most, so those to go are taken away first.
 */
export async function writeLinks(
  client: GitLabClient,
  issue: Numbered,
  { fields, expected, locators }: Pick<UpdateRequest, 'fields' | 'expected' | 'locators'>,
  signal: AbortSignal,
): Promise<void> {
  if (!namesLinks(fields)) return;
  const links = readLinks(await readWholeList(client, `GET ${LINKS}`, { ...issue }, signal));
  const named = LINK_FIELDS.filter((field) => field in fields);
  const wanted = (field: LinkField) => textsOf(fields[field]);
  for (const field of named)
    for (const link of links.filter((candidate) => candidate.field === field))
      if (textsOf(expected[field]).includes(link.otherId) && !wanted(field).includes(link.otherId))
        await removeAt(client, `DELETE ${LINKS}/{link}`, { ...issue, link: link.linkId }, signal);
  for (const field of named)
    for (const otherId of wanted(field))
      if (!links.some((link) => link.field === field && link.otherId === otherId))
        await addLink(client, issue, field, targetOf(locators[`issues/${otherId}`], field, otherId), signal);
}

async function addLink(
  client: GitLabClient,
  issue: Numbered,
  field: LinkField,
  target: { readonly target_project_id: string; readonly target_issue_iid: string },
  signal: AbortSignal,
): Promise<void> {
  try {
    await client.bytes(`POST ${LINKS}`, { ...issue, ...target, link_type: LINK_TYPES[field] }, signal);
  } catch (error) {
    const problem = toSynclineError(error);
    // It is there already; or the target is not, which is a fault of the field, not the absence of the issue written.
    if (problem.class === 'conflict') return;
    if (problem.class !== 'not_found' && problem.class !== 'invalid') throw error;
    throw refusedLink(field, `${target.target_project_id}#${target.target_issue_iid}`, problem.message, error);
  }
}

/** GitLab takes the other issue by its project and number. */
function targetOf(locator: string | undefined, field: LinkField, otherId: string) {
  const match = /^(.+)#(\d+)$/s.exec(locator ?? '');
  const [, project, iid] = match ?? [];
  if (project !== undefined && iid !== undefined) return { target_project_id: project, target_issue_iid: iid };
  throw refusedLink(field, otherId, 'nobody knows its project and number');
}

function refusedLink(field: LinkField, target: string, why: string, cause?: unknown): SynclineError {
  return new SynclineError({
    class: 'invalid',
    code: 'gitlab_no_link',
    field,
    message: `The issue ${target} can't be one of ${field}: ${why}`,
    cause,
  });
}
