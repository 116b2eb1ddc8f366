import {
  asItem,
  type ChangeHint,
  type DecodedDelivery,
  type Item,
  type StoredDelivery,
  textOf,
} from '@syncline/connector-sdk';
import { definitions } from '../definitions.ts';
import { customScope } from '../list-scopes.ts';

const BY_TYPE_ID = new Map(definitions.map(({ objectTypeId, stream }) => [objectTypeId, stream]));
const BY_NAME = new Map(
  definitions.flatMap(({ eventName, stream }) => (eventName === undefined ? [] : [[eventName, stream]])),
);

/**
 * Which records a stored delivery says have changed: an array of up to a hundred events of any of the accounts that have
 * the app, in no order. The scope of a hint begins with the account it is of; `covers` compares that with the settings. Never throws.
 * https://developers.hubspot.com/docs/api-reference/legacy/webhooks/guide
 */
export function decodeHubspotDelivery(delivery: StoredDelivery): DecodedDelivery {
  const events = parseEvents(delivery.rawBody);
  if (!events) return malformed('the body is not a JSON array');
  const found: ChangeHint[] = [];
  for (const value of events) {
    const event = asItem(value);
    const told = event === null ? null : hintsOf(event);
    if (told === null) return malformed('an event has no portalId, subscriptionType or object');
    found.push(...told);
  }
  const hints = onePerRecord(found);
  if (hints.length === 0) return { outcome: 'ignored', reason: 'no stream has use for these events' };
  return { outcome: 'hints', hints };
}

/** In the order in which the records were first told of. */
export function onePerRecord(found: readonly ChangeHint[]): ChangeHint[] {
  const hints = new Map<string, ChangeHint>();
  for (const hint of found) {
    const key = JSON.stringify([hint.stream, hint.externalId, hint.scope]);
    // A delete is told once; a restore of the same moment is settled by the read that `changed` asks for.
    if (hints.get(key)?.op !== 'changed') hints.set(key, hint);
  }
  return [...hints.values()];
}

/** Null for what is no event. */
export function hintsOf(event: Item): ChangeHint[] | null {
  const portalId = idText(event['portalId']);
  const type = textOf(event['subscriptionType']);
  const [subject, change] = type?.split('.') ?? [];
  if (portalId === null || subject === undefined || change === undefined) return null;
  if (change === 'associationChange') return associationHints(event, portalId, subject);
  const objectId = idText(event['objectId']);
  if (objectId === null) return null;
  const place = placeOf(event['objectTypeId'], subject, portalId);
  if (place === null) return [];
  const hint = (externalId: string, op: ChangeHint['op']): ChangeHint => ({ ...place, externalId, op, locator: null });
  switch (change) {
    case 'deletion':
    case 'privacyDeletion':
      return [hint(objectId, 'deleted')];
    case 'merge': {
      // Whether a merged record is gone, or answers as another one, its own read tells.
      const merged = Array.isArray(event['mergedObjectIds']) ? event['mergedObjectIds'] : [];
      const ids = [objectId, idText(event['primaryObjectId']), idText(event['newObjectId']), ...merged.map(idText)];
      return [...new Set(ids)].flatMap((id) => (id === null ? [] : hint(id, 'changed')));
    }
    default:
      return [hint(objectId, 'changed')];
  }
}

/** Both ends: each shows the association as a field of its own. `CONTACT_TO_COMPANY` names the objects where no type id does. */
function associationHints(event: Item, portalId: string, subject: string): ChangeHint[] | null {
  const [from, to] = [idText(event['fromObjectId']), idText(event['toObjectId'])];
  if (from === null || to === null) return null;
  const names = textOf(event['associationType'])?.toLowerCase().split('_to_') ?? [];
  const ends = [
    [from, placeOf(event['fromObjectTypeId'], names[0] ?? subject, portalId)],
    [to, placeOf(event['toObjectTypeId'], names[1] ?? '', portalId)],
  ] as const;
  return ends.flatMap(([externalId, place]) =>
    place === null ? [] : [{ ...place, externalId, op: 'changed', locator: null } as const],
  );
}

/** Null where no stream has use for it. */
function placeOf(objectTypeId: unknown, name: string, portalId: string): Pick<ChangeHint, 'stream' | 'scope'> | null {
  if (typeof objectTypeId === 'string') {
    if (/^2-\d+$/.test(objectTypeId)) return { stream: 'custom_objects', scope: customScope(portalId, objectTypeId) };
    const stream = BY_TYPE_ID.get(objectTypeId);
    return stream === undefined ? null : { stream, scope: portalId };
  }
  const stream = BY_NAME.get(name);
  return stream === undefined ? null : { stream, scope: portalId };
}

function idText(value: unknown): string | null {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  return typeof text === 'string' && /^\d{1,20}$/.test(text) ? text : null;
}

function parseEvents(rawBody: Uint8Array): readonly unknown[] | null {
  try {
    const events: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody));
    return Array.isArray(events) ? events : null;
  } catch {
    return null;
  }
}

function malformed(reason: string): DecodedDelivery {
  return { outcome: 'malformed', reason };
}
