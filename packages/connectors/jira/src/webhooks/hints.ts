import type { ChangeHint } from '@syncline/connector-sdk';
import { attachmentLocator } from '../attachment-list.ts';
import { commentLocator } from '../comment-place.ts';
import { accountIdOf } from '../embedded-user.ts';
import { readLinks } from '../issue-links.ts';
import { asItem, type Item, idOf, textOf } from '../item.ts';
import { formatBoardScope, SITE_SCOPE } from '../scopes.ts';

type Hints = readonly ChangeHint[] | null;
type Op = ChangeHint['op'];

export function issueHints(payload: Item, op: Op): Hints {
  const issue = asItem(payload['issue']);
  const externalId = idOf(issue);
  const scope = projectScope(issue);
  if (externalId === null || scope === null) return null;
  const hint: ChangeHint = { op, stream: 'issues', externalId, locator: textOf(issue?.['key']), scope };
  return [hint, ...(op === 'changed' ? attachmentHints(payload, externalId, scope) : [])];
}

/** Files that came or went, as the change log says; those of a new issue come with it. */
function attachmentHints(payload: Item, issueId: string, scope: string): ChangeHint[] {
  const items = asItem(payload['changelog'])?.['items'];
  const changed = (Array.isArray(items) ? items : []).flatMap((value) => {
    const item = asItem(value);
    return item?.['field'] === 'Attachment' ? [idOf({ id: item['to'] }), idOf({ id: item['from'] })] : [];
  });
  const shown = asItem(asItem(payload['issue'])?.['fields'])?.['attachment'];
  const isNew = payload['webhookEvent'] === 'jira:issue_created';
  const ids = new Set([...changed, ...(isNew && Array.isArray(shown) ? shown.map(idOf) : [])]);
  return [...ids].flatMap((externalId) =>
    externalId === null
      ? []
      : { op: 'changed', stream: 'attachments', externalId, locator: attachmentLocator(issueId, externalId), scope },
  );
}

/** A deleted issue takes its links with it, of which the issues at their other ends say nothing. */
export function deletedIssueHints(payload: Item, op: Op): Hints {
  const hints = issueHints(payload, op);
  const links = readLinks(asItem(asItem(payload['issue'])?.['fields'])?.['issuelinks']);
  return hints && [...hints, ...[...new Set(links.map(({ otherId }) => otherId))].map(linkedHint)];
}

export function commentHints(payload: Item, op: Op): Hints {
  const externalId = idOf(payload['comment']);
  const issueId = idOf(payload['issue']);
  const scope = projectScope(payload['issue']);
  if (externalId === null || issueId === null || scope === null) return null;
  return [{ op, stream: 'comments', externalId, locator: commentLocator(issueId, externalId), scope }];
}

/** A link shows its two issues by id alone: read in the site's scope, they show where they belong. */
export function linkHints(payload: Item): Hints {
  const link = asItem(payload['issueLink']);
  const ids = [idOf({ id: link?.['sourceIssueId'] }), idOf({ id: link?.['destinationIssueId'] })];
  if (ids.includes(null)) return null;
  return ids.flatMap((externalId) => (externalId === null ? [] : [linkedHint(externalId)]));
}

function linkedHint(externalId: string): ChangeHint {
  return { op: 'changed', stream: 'issues', externalId, locator: null, scope: SITE_SCOPE };
}

export function sprintHints(payload: Item, op: Op): Hints {
  const externalId = idOf(payload['sprint']);
  const board = idOf({ id: asItem(payload['sprint'])?.['originBoardId'] });
  if (externalId === null || board === null) return null;
  return [{ op, stream: 'iterations', externalId, locator: `sprints/${externalId}`, scope: formatBoardScope(board) }];
}

export function versionHints(payload: Item, op: Op): Hints {
  const externalId = idOf(payload['version']);
  const scope = idOf({ id: asItem(payload['version'])?.['projectId'] });
  if (externalId === null || scope === null) return null;
  return [{ op, stream: 'versions', externalId, locator: `versions/${externalId}`, scope }];
}

export function projectHints(payload: Item, op: Op): Hints {
  const project = asItem(payload['project']);
  const externalId = idOf(project);
  if (externalId === null) return null;
  return [{ op, stream: 'projects', externalId, locator: textOf(project?.['key']), scope: SITE_SCOPE }];
}

export function userHints(payload: Item, op: Op): Hints {
  const externalId = accountIdOf(payload['user']);
  if (externalId === null) return null;
  return [{ op, stream: 'users', externalId, locator: externalId, scope: SITE_SCOPE }];
}

/** The id of an issue's project, or its key where the event shows no more than the issue's key. */
function projectScope(value: unknown): string | null {
  const issue = asItem(value);
  const id = idOf(asItem(issue?.['fields'])?.['project']);
  return id ?? /^([A-Za-z][A-Za-z0-9_]*)-\d+$/.exec(textOf(issue?.['key']) ?? '')?.[1] ?? null;
}
