import { createHmac, timingSafeEqual } from 'node:crypto';

export interface HmacScheme {
  readonly algorithm: 'sha256' | 'sha1';
  readonly encoding: 'hex' | 'base64';
  /** What stands before the digest in the header, such as `sha256=`. */
  readonly prefix?: string;
}

/**
 * Whether `signature` is the HMAC of `rawBody` under `secret`, compared in constant time over the digest's bytes.
 * A secret that is a text stands for its bytes in UTF-8. False, never a throw, for an absent secret or signature, a wrong
 * prefix, length or alphabet.
 */
export function verifyHmacSignature(
  scheme: HmacScheme,
  secret: string | Uint8Array | undefined,
  rawBody: Uint8Array,
  signature: string | undefined,
): boolean {
  if (!secret || secret.length === 0 || !signature) return false;
  const prefix = scheme.prefix ?? '';
  if (!signature.startsWith(prefix)) return false;
  const digest = createHmac(scheme.algorithm, secret).update(rawBody).digest();
  const claimed = signature.slice(prefix.length);
  // Buffer.from skips what is outside the alphabet, so that the text itself must have the one right length.
  if (claimed.length !== digest.toString(scheme.encoding).length) return false;
  const claimedBytes = Buffer.from(claimed, scheme.encoding);
  return claimedBytes.length === digest.length && timingSafeEqual(claimedBytes, digest);
}

/** The signature header that `verifyHmacSignature` accepts: for simulators and tests. */
export function signHmac(scheme: HmacScheme, secret: string | Uint8Array, rawBody: Uint8Array): string {
  return (scheme.prefix ?? '') + createHmac(scheme.algorithm, secret).update(rawBody).digest(scheme.encoding);
}
