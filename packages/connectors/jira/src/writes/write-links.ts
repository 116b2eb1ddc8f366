import { type Json, toSynclineError } from '@syncline/core';
import type { JiraClient } from '../client.ts';
import { LINK_FIELDS, type LinkField, linkBody, readLinks } from '../issue-links.ts';
import { asItem, sortedSet } from '../item.ts';

type Fields = Readonly<Record<string, Json>>;

export function hasLinks(fields: Fields): boolean {
  return LINK_FIELDS.some((field) => fields[field] !== undefined);
}

/**
 * Makes an issue's links those that are wanted. Only a link that was expected is taken away: one that somebody made
 * meanwhile stays, and comes with the next read.
 */
export async function writeLinks(
  client: JiraClient,
  issueId: string,
  wanted: Fields,
  expected: Fields,
  signal: AbortSignal,
): Promise<void> {
  const { data } = await client.platform(
    (api, via) => api.getIssue(via, { issueIdOrKey: issueId, fields: ['issuelinks'] }),
    signal,
  );
  const links = readLinks(asItem(asItem(data)?.['fields'])?.['issuelinks']);
  for (const field of LINK_FIELDS) {
    if (wanted[field] === undefined) continue;
    const ids = idsIn(wanted[field]);
    const known = idsIn(expected[field]);
    const there = links.filter((link) => link.field === field);
    for (const otherId of ids)
      if (!there.some((link) => link.otherId === otherId)) await addLink(client, field, issueId, otherId, signal);
    for (const { linkId, otherId } of there)
      if (known.includes(otherId) && !ids.includes(otherId)) await removeLink(client, linkId, signal);
  }
}

/** A link that is there already is made once: Jira takes the second for the first. */
async function addLink(
  client: JiraClient,
  field: LinkField,
  issueId: string,
  otherId: string,
  signal: AbortSignal,
): Promise<void> {
  await client.platform((api, via) => api.linkIssues(via, linkBody(field, issueId, otherId)), signal);
}

async function removeLink(client: JiraClient, linkId: string, signal: AbortSignal): Promise<void> {
  try {
    await client.platform((api, via) => api.deleteIssueLink(via, { linkId }), signal);
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
  }
}

function idsIn(value: Json | undefined): string[] {
  return Array.isArray(value) ? sortedSet(value.map(String)) : [];
}
