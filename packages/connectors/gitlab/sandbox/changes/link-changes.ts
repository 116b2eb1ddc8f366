import type { Instance } from '../model/instance.ts';
import type { LinkType, SandboxIssue, SandboxLink } from '../model/records.ts';
import type { Input } from './input.ts';
import { badParameter, notFound, Refusal } from './refusal.ts';

const TYPES = ['relates_to', 'blocks', 'is_blocked_by'];

export function addLink(instance: Instance, issue: SandboxIssue, input: Input): SandboxLink {
  const { target_project_id: project, target_issue_iid: iid, link_type: type = 'relates_to' } = input;
  if (!TYPES.includes(String(type))) throw badParameter('link_type does not have a valid value');
  const target = instance.project(String(project))?.issue(Number(iid));
  if (!target || target.id === issue.id)
    throw notFound('No matching issue found. Make sure that you are adding a valid issue URL.');
  const between = instance
    .linksOf(issue.id)
    .some(({ sourceId, targetId }) => sourceId === target.id || targetId === target.id);
  if (between) throw new Refusal(409, 'Issue(s) already assigned');
  const [sourceId, targetId] = type === 'is_blocked_by' ? [target.id, issue.id] : [issue.id, target.id];
  const link: SandboxLink = {
    id: instance.takeId(),
    sourceId,
    targetId,
    type: (type === 'relates_to' ? 'relates_to' : 'blocks') satisfies LinkType,
  };
  instance.links.set(link.id, link);
  return link;
}
