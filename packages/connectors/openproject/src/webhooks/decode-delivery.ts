import type { ChangeHint, DecodedDelivery, StoredDelivery } from '@syncline/connector-sdk';
import { attachedLocator } from '../attached.ts';
import { asItem, type Item, idOf, textOf } from '../item.ts';
import { linkedId, linkOf, targetOf } from '../links.ts';
import { SITE_SCOPE } from '../scopes.ts';

/** What an event hints at; null when it lacks the object or the ids that OpenProject sends. */
type Decoder = (payload: Item) => readonly ChangeHint[] | null;

/** Events by what stands before the colon. OpenProject tells of no deletes. */
const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['work_package', workPackageHints],
  ['work_package_comment', commentHints],
  ['attachment', attachmentHints],
  ['project', projectHints],
]);

/** Which records a stored delivery says have changed. Never throws. */
export function decodeOpenProjectDelivery(delivery: StoredDelivery): DecodedDelivery {
  const decode = DECODERS.get(delivery.event.split(':', 1)[0] ?? '');
  if (!decode) {
    return delivery.event === 'unknown'
      ? { outcome: 'malformed', reason: 'the body is not a JSON object that names its event' }
      : { outcome: 'ignored', reason: `no stream has use for the event ${delivery.event}` };
  }
  const payload = parsePayload(delivery.rawBody);
  if (!payload) return { outcome: 'malformed', reason: 'the body is not a JSON object' };
  const hints = decode(payload);
  if (!hints)
    return { outcome: 'malformed', reason: `the ${delivery.event} event lacks the object or the ids it is about` };
  return { outcome: 'hints', hints };
}

function workPackageHints(payload: Item): readonly ChangeHint[] | null {
  const workPackage = asItem(payload['work_package']);
  const externalId = idOf(workPackage);
  const scope = linkedId(workPackage, 'project').id;
  if (externalId === null || scope === null) return null;
  return [{ op: 'changed', stream: 'work_packages', externalId, locator: externalId, scope }];
}

/** An activity does not show its project: its work package does. */
function commentHints(payload: Item): readonly ChangeHint[] | null {
  const activity = asItem(payload['activity']);
  const externalId = idOf(activity);
  const workPackageId = linkedId(activity, 'workPackage').id;
  if (externalId === null || workPackageId === null) return null;
  const locator = attachedLocator(workPackageId, 'activities', externalId);
  return [{ op: 'changed', stream: 'comments', externalId, locator, scope: SITE_SCOPE }];
}

function attachmentHints(payload: Item): readonly ChangeHint[] | null {
  const attachment = asItem(payload['attachment']);
  const externalId = idOf(attachment);
  if (externalId === null) return null;
  const container = targetOf(linkOf(attachment, 'container'));
  const locator =
    container?.resource === 'work_packages' ? attachedLocator(container.id, 'attachments', externalId) : null;
  return [{ op: 'changed', stream: 'attachments', externalId, locator, scope: SITE_SCOPE }];
}

function projectHints(payload: Item): readonly ChangeHint[] | null {
  const project = asItem(payload['project']);
  const externalId = idOf(project);
  if (externalId === null) return null;
  const locator = textOf(project?.['identifier']);
  return [{ op: 'changed', stream: 'projects', externalId, locator, scope: SITE_SCOPE }];
}

function parsePayload(rawBody: Uint8Array): Item | null {
  try {
    return asItem(JSON.parse(new TextDecoder().decode(rawBody)));
  } catch {
    return null;
  }
}
