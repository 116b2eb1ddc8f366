import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { SynclineError } from '@syncline/core';
import type { KeyRing, VaultKey } from './key-ring.ts';

/** What a secret belongs to. It is authenticated with it, so that a row that is copied elsewhere does not open. */
export interface CredentialPlace {
  readonly workspaceId: number;
  readonly connectionId: number;
  readonly name: string;
}

interface Sealed {
  readonly iv: Buffer;
  readonly tag: Buffer;
  readonly text: Buffer;
}

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const DATA_KEY_BYTES = 32;

/**
 * Seals a secret: AES-256-GCM under a data key of its own, which is wrapped with AES-256-GCM under the ring's current
 * key. Layout: version, length and text of the key id, wrapped data key (iv, tag, text), secret (iv, tag, text).
 * Throws SynclineError `vault_no_key` when the ring has no current key.
 */
export function sealSecret(ring: KeyRing, place: CredentialPlace, secret: string): Buffer {
  const key = currentKey(ring);
  const dataKey = randomBytes(DATA_KEY_BYTES);
  const body = encrypt(dataKey, bound(place, ''), Buffer.from(secret, 'utf8'));
  return assemble(key, encrypt(key.bytes, bound(place, key.id), dataKey), body);
}

/** The secret. Throws SynclineError `auth`: `vault_key_missing` or `vault_unreadable`, with cause, place and fix. */
export function openSecret(ring: KeyRing, place: CredentialPlace, envelope: Buffer, where: string): string {
  const { body, dataKey } = unwrap(ring, place, envelope, where);
  return decrypt(dataKey, bound(place, ''), body, where).toString('utf8');
}

/** The same secret under the ring's current key; its own ciphertext stays as it is. Throws as `openSecret` does. */
export function rewrapSecret(ring: KeyRing, place: CredentialPlace, envelope: Buffer, where: string): Buffer {
  const key = currentKey(ring);
  const { body, dataKey } = unwrap(ring, place, envelope, where);
  return assemble(key, encrypt(key.bytes, bound(place, key.id), dataKey), body);
}

export function currentKey(ring: KeyRing): VaultKey {
  if (ring.current !== null) return ring.current;
  throw new SynclineError({
    class: 'invalid',
    code: 'vault_no_key',
    message:
      'Secrets can not be stored: this process has no SYNCLINE_VAULT_KEY. Set it (or SYNCLINE_VAULT_KEY_FILE) to what "openssl rand -hex 32" prints, in every process, and start them again.',
  });
}

function unwrap(ring: KeyRing, place: CredentialPlace, envelope: Buffer, where: string) {
  const { keyId, wrapped, body } = parse(envelope, where);
  const key = ring.all.get(keyId);
  if (!key) {
    const has = ring.all.size === 0 ? 'no vault key at all' : [...ring.all.keys()].join(' and ');
    throw new SynclineError({
      class: 'auth',
      code: 'vault_key_missing',
      message: `${where} is sealed with the vault key ${keyId}, and this process has ${has}. Give it that key in SYNCLINE_VAULT_KEY or SYNCLINE_VAULT_OTHER_KEYS, or enter the secret anew.`,
    });
  }
  return { body, dataKey: decrypt(key.bytes, bound(place, key.id), wrapped, where) };
}

function bound({ workspaceId, connectionId, name }: CredentialPlace, keyId: string): Buffer {
  return Buffer.from(JSON.stringify(['syncline vault', VERSION, workspaceId, connectionId, name, keyId]));
}

function encrypt(key: Buffer, aad: Buffer, plain: Buffer): Sealed {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(aad);
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { iv, tag: cipher.getAuthTag(), text };
}

function decrypt(key: Buffer, aad: Buffer, { iv, tag, text }: Sealed, where: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(aad).setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(text), decipher.final()]);
  } catch {
    throw unreadable(where);
  }
}

function assemble(key: VaultKey, wrapped: Sealed, body: Sealed): Buffer {
  const id = Buffer.from(key.id, 'ascii');
  const head = Buffer.from([VERSION, id.length]);
  return Buffer.concat([head, id, wrapped.iv, wrapped.tag, wrapped.text, body.iv, body.tag, body.text]);
}

function parse(envelope: Buffer, where: string): { keyId: string; wrapped: Sealed; body: Sealed } {
  const idLength = envelope[1] ?? 0;
  let at = 2 + idLength;
  const keyId = envelope.toString('ascii', 2, at);
  const take = (length: number): Buffer => envelope.subarray(at, (at += length));
  const wrapped = { iv: take(IV_BYTES), tag: take(TAG_BYTES), text: take(DATA_KEY_BYTES) };
  const body = { iv: take(IV_BYTES), tag: take(TAG_BYTES), text: envelope.subarray(at) };
  if (envelope[0] !== VERSION || body.tag.length < TAG_BYTES) throw unreadable(where);
  return { keyId, wrapped, body };
}

function unreadable(where: string): SynclineError {
  return new SynclineError({
    class: 'auth',
    code: 'vault_unreadable',
    message: `${where} can't be opened, although the vault key is there: the row was changed, or belongs to another connection. Enter the secret anew.`,
  });
}
