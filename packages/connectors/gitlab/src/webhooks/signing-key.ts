import { createHash } from 'node:crypto';

const SIGNING_TOKEN = /^whsec_([A-Za-z0-9+/]{16,}={0,2})$/;

/**
 * The key that GitLab signs with, from the connection's one secret: a signing token as GitLab shows it
 * (`whsec_` and 32 bytes in base64), or any other text, of which `signingToken` makes one for it.
 */
export function signingKey(secret: string): Buffer {
  const encoded = SIGNING_TOKEN.exec(secret)?.[1];
  return encoded === undefined ? createHash('sha256').update(secret).digest() : Buffer.from(encoded, 'base64');
}

/** What GitLab is given to sign with. */
export function signingToken(secret: string): string {
  return `whsec_${signingKey(secret).toString('base64')}`;
}
