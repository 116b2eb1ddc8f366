import type { SandboxLink } from '../model/records.ts';
import type { Site } from '../model/site.ts';
import { touchIssue } from './issue-changes.ts';
import { noSuchIssue, Refusal } from './refusal.ts';

export function addLink(site: Site, type: string, inwardId: number | string, outwardId: number | string): SandboxLink {
  if (type !== 'Blocks' && type !== 'Relates') throw new Refusal(404, `No issue link type with name '${type}' found.`);
  const [inward, outward] = [site.issue(inwardId), site.issue(outwardId)];
  if (!inward || !outward) throw noSuchIssue();
  if (inward.id === outward.id) throw new Refusal(400, 'You cannot link an issue to itself.');
  const link = site.links.add({ id: site.takeId(), type, inwardId: inward.id, outwardId: outward.id });
  tell(site, 'issuelink_created', link);
  return link;
}

export function removeLink(site: Site, id: number): void {
  const link = site.links.get(id);
  if (!link) throw new Refusal(404, 'No issue link with id exists.');
  site.links.remove(id);
  tell(site, 'issuelink_deleted', link);
}

function tell(site: Site, event: string, link: SandboxLink): void {
  for (const id of [link.inwardId, link.outwardId]) {
    const issue = site.issue(id);
    if (issue) touchIssue(site, issue);
  }
  site.emit({
    event,
    projectKey: null,
    body: {
      timestamp: site.nowMs(),
      webhookEvent: event,
      issueLink: {
        id: link.id,
        sourceIssueId: link.inwardId,
        destinationIssueId: link.outwardId,
        issueLinkType: { id: link.type === 'Blocks' ? 10_000 : 10_003, name: link.type },
        systemLink: false,
      },
    },
  });
}
