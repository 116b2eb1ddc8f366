import type { ChangeHint, DecodedDelivery, StoredDelivery } from '@syncline/connector-sdk';
import { asItem, type Item, textOf } from '../item.ts';
import { WORKSPACE } from '../scopes.ts';

/**
 * Which records a stored delivery says have changed. Never throws. Quo keeps no order among deliveries, so that none is
 * taken at its word: the call or text is read, and one that is told of twice is read as the same.
 *
 * `data.resource` and `data.context` are the dated form (https://www.quo.com/docs/2026-03-30/webhooks-event-payloads),
 * `data.object` the older one (https://www.quo.com/docs/mdx/guides/webhooks).
 */
export function decodeQuoDelivery(delivery: StoredDelivery): DecodedDelivery {
  const body = parse(delivery.rawBody);
  const type = textOf(body?.['type']);
  if (!body || !type) return { outcome: 'malformed', reason: 'the body is not a JSON object that names its event' };
  const [family] = type.split('.', 1);
  if (family !== 'message' && family !== 'call' && family !== 'contact')
    return { outcome: 'ignored', reason: `no stream has use for the event ${type}` };
  const data = asItem(body['data']);
  const resource = asItem(data?.['resource']) ?? asItem(data?.['object']);
  const malformed: DecodedDelivery = { outcome: 'malformed', reason: `the ${type} event lacks the ids it is about` };
  if (!data || !resource) return malformed;
  if (family === 'contact') return contactHint(type, resource) ?? malformed;
  return activityHint(family, type, resource, asItem(data['context']) ?? resource) ?? malformed;
}

function contactHint(type: string, resource: Item): DecodedDelivery | null {
  const externalId = textOf(resource['id']);
  if (!externalId) return null;
  const op = type === 'contact.deleted' ? 'deleted' : 'changed';
  return hints({ op, stream: 'contacts', externalId, locator: externalId, scope: WORKSPACE });
}

/** Summaries, transcripts and voicemails name their call by `callId`; some have no id of their own. */
function activityHint(family: string, type: string, resource: Item, context: Item): DecodedDelivery | null {
  const isPart = /^call\.(summary|transcript|voicemail)\./.test(type);
  const externalId = textOf(isPart ? resource['callId'] : resource['id']);
  if (isPart && externalId === null)
    return { outcome: 'ignored', reason: `the ${type} event does not say which call it is of` };
  if (!externalId) return null;
  const scope = textOf(context['phoneNumberId']);
  if (!scope && context['phoneNumberId'] !== null && !isPart) return null;
  const stream = family === 'call' ? 'calls' : 'messages';
  // Which number it was at, an older summary does not say: the call itself does.
  return hints({ op: 'changed', stream, externalId, locator: externalId, scope: scope ?? WORKSPACE });
}

function hints(hint: ChangeHint): DecodedDelivery {
  return { outcome: 'hints', hints: [hint] };
}

function parse(rawBody: Uint8Array): Item | null {
  try {
    return asItem(JSON.parse(new TextDecoder().decode(rawBody)));
  } catch {
    return null;
  }
}
