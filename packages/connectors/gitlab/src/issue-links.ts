import type { Json, Reference, RelationType } from '@syncline/core';
import { asItem, idOf, textOf } from './item.ts';
import { distinct } from './work-record.ts';

/** The fields of an issue that are links to others, by what GitLab calls them as seen from the issue. */
export const LINK_TYPES = { blocks: 'blocks', depends_on: 'is_blocked_by', related_to: 'relates_to' } as const;
export type LinkField = keyof typeof LINK_TYPES;
export const LINK_FIELDS = Object.keys(LINK_TYPES) as readonly LinkField[];

/** A link as one of its two issues shows it. */
export interface IssueLink {
  readonly linkId: string;
  readonly field: LinkField;
  readonly otherId: string;
}

/** Links to other issues. Those to tasks and the like, which are work items here, are left alone. */
export function readLinks(links: unknown): IssueLink[] {
  return (Array.isArray(links) ? links : []).flatMap((value): IssueLink[] => {
    const link = asItem(value);
    const field = LINK_FIELDS.find((name) => LINK_TYPES[name] === link?.['link_type']);
    const linkId = idOf({ id: link?.['issue_link_id'] });
    const otherId = idOf(link);
    const isIssue = isIssueType(textOf(link?.['issue_type']));
    return field && linkId !== null && otherId !== null && isIssue ? [{ linkId, field, otherId }] : [];
  });
}

/** What the stream of issues holds; other types of work items come with their own stream. */
export function isIssueType(type: string | null): boolean {
  return type === null || ['issue', 'incident', 'test_case'].includes(type);
}

export function takeLinks(
  value: unknown,
  fields: Record<string, Json>,
  references: Reference[],
  relations: RelationType[],
): void {
  if (!Array.isArray(value)) return;
  const links = readLinks(value);
  for (const field of LINK_FIELDS) {
    const ids = distinct(links.filter((link) => link.field === field).map(({ otherId }) => otherId));
    fields[field] = ids;
    relations.push(field);
    references.push(...ids.map((externalId): Reference => ({ relation: field, stream: 'issues', externalId })));
  }
}
