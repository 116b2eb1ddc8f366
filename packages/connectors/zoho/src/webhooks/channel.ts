import { createHash, createHmac } from 'node:crypto';

/**
 * The id of the channel that tells an address of a module: the same each time it is registered, and another for every
 * address. Zoho wants a number of up to 64 bits; this one is exact in JSON as well.
 */
export function channelId(url: string, module: string): string {
  const digest = createHash('sha256').update(`${module} ${url}`).digest();
  return String(1_000_000_000_000 + (digest.readUIntBE(0, 6) % 8_000_000_000_000_000));
}

/**
 * What Zoho is to send along with each notification of a channel, in at most 50 characters: made from the connection's
 * secret, which Zoho is not told, and worth nothing on another channel.
 */
export function channelToken(secret: string, channel: string): string {
  return createHmac('sha256', secret).update(channel).digest('base64url');
}
