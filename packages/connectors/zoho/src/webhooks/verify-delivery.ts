import { createHash } from 'node:crypto';
import { isSameSecret, type WebhookRequest, type WebhookVerdict } from '@syncline/connector-sdk';
import { channelToken } from './channel.ts';
import { parseNotification, withoutToken } from './notification.ts';

/**
 * Proves a notification by the token that its channel was given, which is all that Zoho has for it: it signs nothing, so
 * that the body has to be read for its proof. The token proves who sends, not what is sent; a notification is a hint to
 * read records, and no more. It has no id: the same channel, time, operation and records are the same notification.
 */
export function verifyZohoDelivery(request: WebhookRequest, secrets: Readonly<Record<string, string>>): WebhookVerdict {
  const secret = secrets['webhookSecret'];
  if (!secret) return rejected('the connection has no webhook secret');
  const notification = parseNotification(request.rawBody);
  if (notification === null) return rejected('the body is no notification with channel_id and token');
  const { channel, token, module, operation, ids, serverTime } = notification;
  if (token === null || !isSameSecret(token, channelToken(secret, channel)))
    return rejected('token is not that of the channel');
  const deliveryId = createHash('sha256')
    .update(JSON.stringify([channel, serverTime, module, operation, ids]))
    .digest('base64url');
  return { outcome: 'verified', deliveryId, event: `${module}.${operation}`, keptBody: withoutToken(request.rawBody) };
}

function rejected(reason: string): WebhookVerdict {
  return { outcome: 'rejected', reason };
}
