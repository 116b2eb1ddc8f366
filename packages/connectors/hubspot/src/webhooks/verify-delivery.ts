import { createHash } from 'node:crypto';
import {
  asItem,
  verifyHmacSignature,
  type WebhookHeaders,
  type WebhookRequest,
  type WebhookVerdict,
} from '@syncline/connector-sdk';

/** A delivery older, or more ahead of our clock, than this is refused: what was recorded can't be sent again later. */
const MAX_AGE_MS = 5 * 60_000;
const SCHEME = { algorithm: 'sha256', encoding: 'base64' } as const;
const SIGNATURE = 'x-hubspot-signature-v3';
const TIMESTAMP = 'x-hubspot-request-timestamp';

/**
 * Proves a delivery by signature v3: HMAC-SHA256 by the app's client secret over method, address, raw body and
 * timestamp, the address as HubSpot was given it with some escapes taken back
 * (https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests). Without a secret, or an
 * address, nothing is accepted. HubSpot never repeats what was answered with 401: only a forgery may be.
 */
export function verifyHubspotDelivery(
  request: WebhookRequest,
  secrets: Readonly<Record<string, string>>,
): WebhookVerdict {
  const reason = refuseHubspotHeaders(request.headers, secrets);
  if (reason !== null) return { outcome: 'rejected', reason };
  if (!request.url) return { outcome: 'rejected', reason: 'the connection knows no address that HubSpot sends to' };
  const timestamp = request.headers[TIMESTAMP] as string;
  const signed = Buffer.concat([
    Buffer.from(`POST${decodedAddress(request.url)}`),
    request.rawBody,
    Buffer.from(timestamp),
  ]);
  if (!verifyHmacSignature(SCHEME, secrets['webhookSecret'], signed, request.headers[SIGNATURE] as string))
    return { outcome: 'rejected', reason: 'X-HubSpot-Signature-v3 does not match' };
  if (Math.abs(Date.now() - Number(timestamp)) > MAX_AGE_MS)
    return { outcome: 'rejected', reason: 'X-HubSpot-Request-Timestamp is more than five minutes off' };
  return { outcome: 'verified', deliveryId: deliveryIdOf(request.rawBody), event: 'events' };
}

/** What can be said before the body is read. A header that was sent twice is as good as none: no delivery does that. */
export function refuseHubspotHeaders(
  headers: WebhookHeaders,
  secrets: Readonly<Record<string, string>>,
): string | null {
  if (!secrets['webhookSecret']) return 'the connection has no webhook secret';
  const signature = headers[SIGNATURE];
  if (typeof signature !== 'string' || signature === '') return 'X-HubSpot-Signature-v3 is missing';
  const timestamp = headers[TIMESTAMP];
  return typeof timestamp === 'string' && /^\d{1,15}$/.test(timestamp)
    ? null
    : 'X-HubSpot-Request-Timestamp is no time';
}

/** The characters that HubSpot shows plain in what it signs; all other escapes stay. */
const PLAIN: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

function decodedAddress(url: string): string {
  return url.replace(/%[0-9a-f]{2}/gi, (escape) => PLAIN[escape.toUpperCase()] ?? escape);
}

/**
 * HubSpot names no delivery, and an event's own id is not unique: a delivery is the events in it, each by portal,
 * subscription, event, object and time, which stay the same over all attempts.
 */
function deliveryIdOf(rawBody: Uint8Array): string {
  const hash = createHash('sha256');
  for (const key of eventKeys(rawBody)) hash.update(key).update('\n');
  return hash.digest('base64url');
}

function eventKeys(rawBody: Uint8Array): string[] {
  try {
    const events: unknown = JSON.parse(new TextDecoder().decode(rawBody));
    if (Array.isArray(events))
      return events
        .map((event) => {
          const { portalId, subscriptionId, eventId, objectId, fromObjectId, toObjectId, occurredAt } =
            asItem(event) ?? {};
          return JSON.stringify([portalId, subscriptionId, eventId, objectId, fromObjectId, toObjectId, occurredAt]);
        })
        .sort();
  } catch {}
  return [Buffer.from(rawBody).toString('base64')];
}
