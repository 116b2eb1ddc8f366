import { createHash } from 'node:crypto';

/** A key-encryption key, and the name that envelopes know it by. */
export interface VaultKey {
  /** `k_` and twelve hex digits of its hash: the same key has the same id everywhere, and the id tells nothing of it. */
  readonly id: string;
  readonly bytes: Buffer;
}

/** The keys that this process has. */
export interface KeyRing {
  /** Wraps what is sealed from now on; null: nothing can be sealed here. */
  readonly current: VaultKey | null;
  /** All that envelopes may be opened with, the current one too, by id. */
  readonly all: ReadonlyMap<string, VaultKey>;
}

export interface KeyRingOptions {
  /** 32 bytes, as 64 hex digits or in base64. */
  readonly key?: string | undefined;
  /** Further keys that envelopes may still be, or already be, wrapped with; separated by commas or white space. */
  readonly otherKeys?: string | undefined;
}

/** Throws Error, which names the variable and never the key, when one is not 32 bytes. */
export function createKeyRing({ key, otherKeys }: KeyRingOptions = {}): KeyRing {
  const current = key === undefined ? null : readKey('SYNCLINE_VAULT_KEY', key);
  const others = (otherKeys ?? '')
    .split(/[\s,]+/)
    .filter((text) => text !== '')
    .map((text) => readKey('SYNCLINE_VAULT_OTHER_KEYS', text));
  const keys = current === null ? others : [current, ...others];
  return { current, all: new Map(keys.map((each) => [each.id, each])) };
}

const KEY_BYTES = 32;

function readKey(variable: string, text: string): VaultKey {
  const trimmed = text.trim();
  const isHex = /^[0-9a-f]{64}$/i.test(trimmed);
  const bytes = isHex ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64');
  if (bytes.length !== KEY_BYTES || !/^[\w+/=-]+$/.test(trimmed))
    throw new Error(`${variable} holds a key that is not 32 bytes; make one with "openssl rand -hex 32".`);
  const hash = createHash('sha256').update('syncline vault key').update(bytes).digest('hex');
  return { id: `k_${hash.slice(0, 12)}`, bytes };
}
