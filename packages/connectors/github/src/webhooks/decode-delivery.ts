import type { ChangeHint, DecodedDelivery, StoredDelivery } from '@syncline/connector-sdk';
import { asItem, type Item, textOf } from '../item.ts';
import { projectHints, projectItemHints } from './project-hints.ts';
import {
  commentHints,
  issueHints,
  labelHints,
  linkHints,
  milestoneHints,
  pullRequestHints,
  repositoryHints,
} from './repository-hints.ts';
import { headerOf } from './verify-delivery.ts';

/** What an event of a kind hints at; null when it lacks the object or the ids that GitHub documents. */
type Decoder = (payload: Item, action: string) => readonly ChangeHint[] | null;

const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['issues', issueHints],
  ['issue_comment', commentHints],
  ['pull_request', pullRequestHints],
  ['milestone', milestoneHints],
  ['label', labelHints],
  ['repository', repositoryHints],
  ['projects_v2', projectHints],
  ['projects_v2_item', projectItemHints],
  ['sub_issues', (payload) => linkHints(payload, 'parent_issue', 'sub_issue')],
  ['issue_dependencies', (payload) => linkHints(payload, 'blocked_issue', 'blocking_issue')],
]);

/** The events that a subscription asks GitHub for. */
export const SUBSCRIBED_EVENTS: readonly string[] = [...DECODERS.keys()];

/** Which records a stored delivery says have changed. Never throws. */
export function decodeGitHubDelivery(delivery: StoredDelivery): DecodedDelivery {
  const decode = DECODERS.get(delivery.event);
  if (!decode) return { outcome: 'ignored', reason: `no stream has use for the event ${delivery.event}` };
  const payload = parsePayload(delivery);
  if (!payload) return { outcome: 'malformed', reason: 'the body is not a JSON object' };
  const action = textOf(payload['action']) ?? '';
  const hints = decode(payload, action);
  if (!hints)
    return {
      outcome: 'malformed',
      reason: `the ${delivery.event} event (${action || 'no action'}) lacks the object or the ids it is about`,
    };
  return { outcome: 'hints', hints };
}

/** GitHub sends JSON, or a form whose one field `payload` is that JSON. */
function parsePayload(delivery: StoredDelivery): Item | null {
  try {
    const text = new TextDecoder().decode(delivery.rawBody);
    const isForm = headerOf(delivery.headers, 'content-type')?.startsWith('application/x-www-form-urlencoded');
    return asItem(JSON.parse(isForm ? (new URLSearchParams(text).get('payload') ?? '') : text));
  } catch {
    return null;
  }
}
