import type { Reference } from '@syncline/core';
import { asItem, idOf, sortedSet, textOf } from './item.ts';

/** The fields of an issue that are links to others, as Jira types them. */
export const LINK_FIELDS = ['blocks', 'depends_on', 'related_to'] as const;
export type LinkField = (typeof LINK_FIELDS)[number];

/** A link as one of its two issues shows it. */
export interface IssueLink {
  readonly linkId: string;
  readonly field: LinkField;
  readonly otherId: string;
}

/**
 * Jira's link types by name, which an administrator may change; other types are left alone. The issue at the other
 * end is `outwardIssue` where this one blocks it, and `inwardIssue` where this one is blocked by it.
 */
export function readLinks(issueLinks: unknown): IssueLink[] {
  return (Array.isArray(issueLinks) ? issueLinks : []).flatMap((value): IssueLink[] => {
    const link = asItem(value);
    const linkId = idOf(link);
    const type = textOf(asItem(link?.['type'])?.['name'])?.toLowerCase();
    const outward = idOf(link?.['outwardIssue']);
    const otherId = outward ?? idOf(link?.['inwardIssue']);
    if (linkId === null || otherId === null) return [];
    if (type === 'blocks') return [{ linkId, otherId, field: outward === null ? 'depends_on' : 'blocks' }];
    return type === 'relates' ? [{ linkId, otherId, field: 'related_to' }] : [];
  });
}

export function linkedIds(links: readonly IssueLink[], field: LinkField): string[] {
  return sortedSet(links.filter((link) => link.field === field).map(({ otherId }) => otherId));
}

export function linkReferences(links: readonly IssueLink[]): Reference[] {
  return LINK_FIELDS.flatMap((relation) =>
    linkedIds(links, relation).map((externalId): Reference => ({ relation, stream: 'issues', externalId })),
  );
}

/**
 * The body that makes a link. Jira's names are those of the link's two ends, not of what each issue shows: the issue
 * that blocks is the *inward* one, and shows the other as `outwardIssue`.
 */
export function linkBody(field: LinkField, issueId: string, otherId: string) {
  const [inward, outward] = field === 'depends_on' ? [otherId, issueId] : [issueId, otherId];
  return {
    type: { name: field === 'related_to' ? 'Relates' : 'Blocks' },
    inwardIssue: { id: inward },
    outwardIssue: { id: outward },
  };
}
