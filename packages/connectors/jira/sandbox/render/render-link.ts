import type { SandboxLink } from '../model/records.ts';
import type { Site } from '../model/site.ts';
import { renderIssueType, renderPriority, renderStatus } from './render-site.ts';

const TYPES = {
  Blocks: { id: '10000', inward: 'is blocked by', outward: 'blocks' },
  Relates: { id: '10003', inward: 'relates to', outward: 'relates to' },
} as const;

/** A link as one of its issues shows it: the other end, under the name of the end that it is. */
export function renderLink(site: Site, link: SandboxLink, issueId: number) {
  const isInward = link.inwardId === issueId;
  const other = site.issue(isInward ? link.outwardId : link.inwardId);
  if (!other) return null;
  const type = { ...TYPES[link.type], name: link.type };
  const shown = {
    id: String(other.id),
    key: site.keyOf(other),
    self: `${site.url}/rest/api/3/issue/${other.id}`,
    fields: {
      summary: other.summary,
      status: renderStatus(site, other.status),
      priority: renderPriority(site, other.priority),
      issuetype: renderIssueType(site, other.type),
    },
  };
  return {
    id: String(link.id),
    self: `${site.url}/rest/api/3/issueLink/${link.id}`,
    type: { ...type, self: `${site.url}/rest/api/3/issueLinkType/${type.id}` },
    [isInward ? 'outwardIssue' : 'inwardIssue']: shown,
  };
}
