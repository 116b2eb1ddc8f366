import type { DecodedDelivery, StoredDelivery } from '@syncline/connector-sdk';
import { asItem, type Item, textOf } from '../item.ts';
import { type Hints, memberHints, milestoneHints, noteHints, projectHints, typeIn, workHints } from './hints.ts';

/** What GitLab can be asked to tell, of all that has a use for us; the last two are for groups alone. */
export const HOOK_EVENTS = {
  push_events: false,
  issues_events: true,
  confidential_issues_events: true,
  note_events: true,
  confidential_note_events: true,
  milestone_events: true,
} as const;
export const GROUP_HOOK_EVENTS = { ...HOOK_EVENTS, member_events: true, project_events: true } as const;

const PROJECT_EVENTS = ['project_create', 'project_update', 'project_rename', 'project_transfer', 'project_destroy'];
const MEMBER_EVENTS = ['user_add_to_group', 'user_update_for_group'];
/** What notes are written on here. */
const NOTED = ['Issue', 'WorkItem'];

/**
 * What a delivery hints at, by its body: the header that names the event is not part of what is signed.
 * https://docs.gitlab.com/user/project/integrations/webhook_events/
 */
export function decodeGitLabDelivery(delivery: StoredDelivery): DecodedDelivery {
  let payload: Item | null;
  try {
    payload = asItem(JSON.parse(decoder.decode(delivery.rawBody)));
  } catch {
    return { outcome: 'malformed', reason: 'the body is no JSON' };
  }
  if (!payload) return { outcome: 'malformed', reason: 'the body is no object' };
  const event = textOf(payload['object_kind']) ?? textOf(payload['event_name']);
  if (event === null) return { outcome: 'malformed', reason: 'the body names no event' };
  const why = ofNoConcern(payload, event);
  if (why !== null) return { outcome: 'ignored', reason: why };
  const hints = hintsOf(payload, event);
  return hints && hints.length > 0
    ? { outcome: 'hints', hints }
    : { outcome: 'malformed', reason: `${event} lacks the ids that GitLab documents` };
}

function ofNoConcern(payload: Item, event: string): string | null {
  const attributes = asItem(payload['object_attributes']);
  switch (event) {
    case 'work_item':
    case 'issue':
      // Webhooks name an epic by another id than the epics API.
      if (typeIn(attributes) === 'epic' || isOfGroup(payload)) return 'epics are found by polling';
      return null;
    case 'note': {
      const on = textOf(attributes?.['noteable_type']);
      if (on !== null && !NOTED.includes(on)) return `notes on ${on} are not synced by webhook`;
      if (attributes?.['system'] === true) return 'noted down by GitLab itself';
      return isOfGroup(payload) ? 'notes on epics are found by polling' : null;
    }
    case 'milestone':
      return null;
    default:
      return [...PROJECT_EVENTS, ...MEMBER_EVENTS].includes(event) ? null : `${event} tells of nothing that is synced`;
  }
}

/** Work items of a group come without a project. */
function isOfGroup(payload: Item): boolean {
  return asItem(payload['project']) === null && asItem(payload['group']) !== null;
}

function hintsOf(payload: Item, event: string): Hints {
  switch (event) {
    case 'issue':
    case 'work_item':
      return workHints(payload, event);
    case 'note':
      return noteHints(payload);
    case 'milestone':
      return milestoneHints(payload);
    default:
      return PROJECT_EVENTS.includes(event) ? projectHints(payload, event) : memberHints(payload);
  }
}

const decoder = new TextDecoder();
