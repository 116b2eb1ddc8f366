import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** An API key, `syn_<8 to tell it by>_<256 random bits>`; `prefix` is what of it may be shown. */
export function newApiKey(): { key: string; prefix: string; hash: Buffer } {
  const prefix = `syn_${randomBytes(5).toString('hex').slice(0, 8)}`;
  const key = `${prefix}_${randomBytes(32).toString('base64url')}`;
  return { key, prefix, hash: sha256(key) };
}

/** What a browser carries for a session. */
export function newSessionToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: sha256(token) };
}

/** What of a session a page may know, to prove that it is ours: another site's can't read it. */
export function csrfTokenOf(sessionToken: string): string {
  return sha256(`csrf ${sessionToken}`).toString('base64url');
}

/** SHA-256; enough for random secrets, which nobody guesses. */
export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Compares hashes, so that neither time nor length tells anything of the secret. */
export function isSame(a: string, b: string): boolean {
  return timingSafeEqual(sha256(a), sha256(b));
}
