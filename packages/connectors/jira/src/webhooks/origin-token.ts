import { verifyHmacSignature } from '@syncline/connector-sdk';
import { asItem } from '../item.ts';

/** How long past its end a token is still taken: clocks differ. */
const LEEWAY_S = 60;

/**
 * Whether a JSON Web Token was signed with the app's client secret (HS256) and has not lapsed. It proves who sent the
 * request, and says nothing of the body.
 */
export function verifyOriginToken(token: string, secret: string, now: Date): boolean {
  const [header = '', claims = '', signature = '', ...more] = token.split('.');
  if (more.length > 0 || decoded(header)?.['alg'] !== 'HS256') return false;
  const digest = Buffer.from(signature, 'base64url');
  // One spelling of the signature only; the check itself compares in constant time.
  if (digest.toString('base64url') !== signature) return false;
  const scheme = { algorithm: 'sha256', encoding: 'base64' } as const;
  if (!verifyHmacSignature(scheme, secret, Buffer.from(`${header}.${claims}`), digest.toString('base64'))) return false;
  const expiresAt = decoded(claims)?.['exp'];
  return typeof expiresAt === 'number' && expiresAt + LEEWAY_S > now.getTime() / 1_000;
}

function decoded(part: string) {
  try {
    return asItem(JSON.parse(Buffer.from(part, 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}
