import type { ChangeHint, DecodedDelivery, StoredDelivery } from '@syncline/connector-sdk';
import { asItem, type Item } from '../item.ts';
import {
  commentHints,
  deletedIssueHints,
  issueHints,
  linkHints,
  projectHints,
  sprintHints,
  userHints,
  versionHints,
} from './hints.ts';

/** What an event hints at; null when it lacks the object or the ids that Jira documents. */
type Decoder = (payload: Item, op: ChangeHint['op']) => readonly ChangeHint[] | null;

const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['jira:issue_created', issueHints],
  ['jira:issue_updated', issueHints],
  ['jira:issue_deleted', deletedIssueHints],
  ['comment_created', commentHints],
  ['comment_updated', commentHints],
  ['comment_deleted', commentHints],
  ['issuelink_created', linkHints],
  ['issuelink_deleted', linkHints],
  ['sprint_created', sprintHints],
  ['sprint_updated', sprintHints],
  ['sprint_started', sprintHints],
  ['sprint_closed', sprintHints],
  ['sprint_deleted', sprintHints],
  ['jira:version_created', versionHints],
  ['jira:version_updated', versionHints],
  ['jira:version_moved', versionHints],
  ['jira:version_released', versionHints],
  ['jira:version_unreleased', versionHints],
  ['jira:version_deleted', versionHints],
  ['project_created', projectHints],
  ['project_updated', projectHints],
  ['project_archived', projectHints],
  ['project_restored_archived', projectHints],
  ['project_soft_deleted', projectHints],
  ['project_restored_deleted', projectHints],
  ['project_deleted', projectHints],
  ['user_created', userHints],
  ['user_updated', userHints],
  ['user_deleted', userHints],
]);

/** Deletes that can't be undone, of the object itself. */
const DELETES = new Set([
  'jira:issue_deleted',
  'comment_deleted',
  'sprint_deleted',
  'jira:version_deleted',
  'project_deleted',
  'user_deleted',
]);

/** The events that a site's own webhook is asked to send. */
export const ADMIN_EVENTS: readonly string[] = [...DECODERS.keys()];

/** The events that an OAuth app's webhook may send, of all that have a use for us. */
export const DYNAMIC_EVENTS = [
  'jira:issue_created',
  'jira:issue_updated',
  'jira:issue_deleted',
  'comment_created',
  'comment_updated',
  'comment_deleted',
] as const;

/** Which records a stored delivery says have changed. Never throws. */
export function decodeJiraDelivery(delivery: StoredDelivery): DecodedDelivery {
  const decode = DECODERS.get(delivery.event);
  if (!decode) {
    return delivery.event === 'unknown'
      ? { outcome: 'malformed', reason: 'the body is not a JSON object that names its event' }
      : { outcome: 'ignored', reason: `no stream has use for the event ${delivery.event}` };
  }
  const payload = parsePayload(delivery.rawBody);
  if (!payload) return { outcome: 'malformed', reason: 'the body is not a JSON object' };
  // Without a signature over the body nothing in it is proof of a delete: the record is looked at instead.
  const isSigned = delivery.headers['x-hub-signature'] !== undefined;
  const hints = decode(payload, isSigned && DELETES.has(delivery.event) ? 'deleted' : 'changed');
  if (!hints)
    return { outcome: 'malformed', reason: `the ${delivery.event} event lacks the object or the ids it is about` };
  return { outcome: 'hints', hints };
}

function parsePayload(rawBody: Uint8Array): Item | null {
  try {
    return asItem(JSON.parse(new TextDecoder().decode(rawBody)));
  } catch {
    return null;
  }
}
