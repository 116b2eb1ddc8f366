import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openSecret, rewrapSecret, sealSecret } from './envelope.ts';
import { createKeyRing } from './key-ring.ts';

const newKey = () => randomBytes(32).toString('hex');
const place = { workspaceId: 1, connectionId: 7, name: 'token' };
const where = 'The secret token of connection github';
const oldKey = newKey();
const key = newKey();
const old = createKeyRing({ key: oldKey });
const both = createKeyRing({ key, otherKeys: oldKey });
const current = createKeyRing({ key });

describe('a sealed secret', () => {
  it.each(['secret', 'zażółć\n', 'x'.repeat(16_384)])('opens to what was sealed', (secret) => {
    const envelope = sealSecret(current, place, secret);
    expect(openSecret(current, place, envelope, where)).toBe(secret);
    if (secret.length > 4) expect(envelope.includes(secret)).toBe(false);
  });

  it('is sealed differently each time', () => {
    expect(sealSecret(current, place, 'same').equals(sealSecret(current, place, 'same'))).toBe(false);
  });

  it.each([{ workspaceId: 2 }, { connectionId: 8 }, { name: 'webhookSecret' }])(
    'opens at its own place only: not with %j',
    (change) => {
      const envelope = sealSecret(current, place, 'secret');
      expect(() => openSecret(current, { ...place, ...change }, envelope, where)).toThrow(
        /belongs to another connection/,
      );
    },
  );

  it('does not open when any byte of it was changed', () => {
    const envelope = sealSecret(current, place, 'secret');
    for (let at = 0; at < envelope.length; at++) {
      const changed = Buffer.from(envelope);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => openSecret(current, place, changed, where)).toThrow(where);
    }
    for (const length of [0, 1, 20, envelope.length - 1])
      expect(() => openSecret(current, place, envelope.subarray(0, length), where)).toThrow(where);
  });

  it('names the key that is missing, where, and what to do', () => {
    const envelope = sealSecret(old, place, 'secret');
    expect(() => openSecret(current, place, envelope, where)).toThrow(
      new RegExp(
        `${where} is sealed with the vault key ${old.current!.id}, .* has ${current.current!.id}\\. Give it .*SYNCLINE_VAULT_OTHER_KEYS`,
      ),
    );
    expect(() => openSecret(createKeyRing(), place, envelope, where)).toThrow(/no vault key at all/);
    expect(() => sealSecret(createKeyRing(), place, 'secret')).toThrow(/no SYNCLINE_VAULT_KEY.*openssl rand -hex 32/);
  });

  it('keeps its own ciphertext when it is wrapped with another key, and opens with that one alone', () => {
    const envelope = sealSecret(old, place, 'secret');
    const rewrapped = rewrapSecret(both, place, envelope, where);
    expect(openSecret(current, place, rewrapped, where)).toBe('secret');
    expect(openSecret(both, place, envelope, where)).toBe('secret');
    expect(() => openSecret(old, place, rewrapped, where)).toThrow(/vault key/);
    expect(rewrapped.subarray(-20)).toEqual(envelope.subarray(-20));
  });
});

describe('a vault key', () => {
  it('is 32 bytes in hex or base64, and has the same id in either', () => {
    const bytes = randomBytes(32);
    const ids = ['hex', 'base64', 'base64url'].map(
      (form) => createKeyRing({ key: bytes.toString(form as 'hex') }).current!.id,
    );
    expect(new Set(ids).size).toBe(1);
  });

  it.each(['', 'short', 'f'.repeat(63), `${'f'.repeat(62)}zz`, 'a phrase that people think of, of any length'])(
    'is refused otherwise, without being quoted: %j',
    (text) => {
      expect(() => createKeyRing({ key: text })).toThrow(/^SYNCLINE_VAULT_KEY holds a key that is not 32 bytes/);
    },
  );
});
