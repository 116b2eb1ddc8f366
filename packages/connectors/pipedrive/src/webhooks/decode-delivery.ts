import type { ChangeHint, DecodedDelivery, StoredDelivery } from '@syncline/connector-sdk';
import { asItem, type Item, textOf } from '../item.ts';
import { COMPANY } from '../list-scopes.ts';

const STREAMS: Readonly<Record<string, string>> = {
  organization: 'organizations',
  person: 'persons',
  deal: 'deals',
  activity: 'activities',
  note: 'notes',
  user: 'users',
};

/**
 * Which records a stored delivery (version 2) says have changed. Never throws. Two records that were merged come as a
 * delete of the one and a change of the other.
 */
export function decodePipedriveDelivery({ rawBody }: StoredDelivery): DecodedDelivery {
  const body = parse(rawBody);
  const meta = asItem(body?.['meta']);
  const entity = textOf(meta?.['entity']);
  const action = textOf(meta?.['action']);
  if (!body || !meta || !entity || !action)
    return { outcome: 'malformed', reason: 'the body is not a JSON object with meta, its entity and its action' };
  const stream = Object.hasOwn(STREAMS, entity) ? STREAMS[entity] : undefined;
  if (stream === undefined) return { outcome: 'ignored', reason: `no stream has use for events of ${entity}` };
  const externalId = idOf(meta['entity_id']);
  if (externalId === null || !['create', 'change', 'delete'].includes(action))
    return { outcome: 'malformed', reason: `the event ${action}.${entity} lacks the id that it is about` };
  const op = action === 'delete' ? 'deleted' : 'changed';
  const hint: ChangeHint = { op, stream, externalId, locator: null, scope: COMPANY };
  const hints = stream === 'deals' && mayTouchQuote(body, op) ? [hint, { ...hint, stream: 'quotes' }] : [hint];
  return { outcome: 'hints', hints };
}

/** The quote of a deal is in its custom fields: an event that neither shows nor changes any is not about it. */
function mayTouchQuote(body: Item, op: ChangeHint['op']): boolean {
  const touches = (part: unknown) =>
    Object.values(asItem(asItem(part)?.['custom_fields']) ?? {}).some((value) => value !== null);
  return op === 'deleted' || touches(body['data']) || touches(body['previous']);
}

/** Numbers came as texts in some versions of the payload. */
function idOf(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : textOf(value);
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? text : null;
}

function parse(rawBody: Uint8Array): Item | null {
  try {
    return asItem(JSON.parse(new TextDecoder().decode(rawBody)));
  } catch {
    return null;
  }
}
