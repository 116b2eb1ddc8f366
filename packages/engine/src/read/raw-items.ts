import { hash } from 'node:crypto';
import { type AnyConnector, type Stream, sourceRevision } from '@syncline/connector-sdk';

/** One item of a raw page: where its bytes are, the id they show, and their hash. */
export interface RawItem {
  readonly bytes: Uint8Array;
  readonly externalId: string | null;
  readonly fingerprint: string;
}

/** What turns items into records, apart from the connector: its hash is part of every fingerprint. */
const PREPARING = sourceRevision([
  import.meta.resolve('./prepare-record.ts'),
  new URL('.', import.meta.resolve('@syncline/core')).href,
  new URL('item-takers.ts', import.meta.resolve('@syncline/connector-sdk')).href,
]);

/**
 * The items of a page by their bytes, without parsing them: an item that comes byte for byte as it was merged last
 * time, in the same scope and read by the same code, can show nothing new. Null for streams and pages that don't
 * allow it; then all items are parsed.
 */
export function rawItemsOf(
  connector: AnyConnector,
  stream: Stream,
  scope: string,
  raw: Uint8Array,
): readonly RawItem[] | null {
  if (connector.revision === undefined || stream.itemId === undefined) return null;
  const slices = sliceItems(raw, stream.itemId);
  const salt = `${PREPARING} ${connector.revision} ${stream.name} ${scope}`;
  return (
    slices?.map(({ bytes, externalId }) => ({
      bytes,
      externalId,
      fingerprint: hash('sha256', `${hash('sha256', bytes, 'base64url')} ${salt}`, 'base64url').slice(0, 24),
    })) ?? null
  );
}

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Where the objects of a JSON array begin and end, and the id that stands at the top of each; null when it is no such array. */
export function sliceItems(
  raw: Uint8Array,
  idMember: string,
): { bytes: Uint8Array; externalId: string | null }[] | null {
  const wanted = Buffer.from(idMember);
  const items: { bytes: Uint8Array; externalId: string | null }[] = [];
  const { length } = raw;
  if (raw[0] !== OPEN_LIST) return null;
  let depth = 0;
  let start = 0;
  let externalId: string | null = null;
  for (let i = 0; i < length; i++) {
    const byte = raw[i]!;
    if (byte === QUOTE) {
      const begin = i + 1;
      i = endOfString(raw, begin);
      if (i < 0) return null;
      // A string before a colon is the name of a member.
      if (depth === 2 && i - begin === wanted.length && raw[i + 1] === COLON && equals(raw, begin, wanted))
        externalId = readId(raw, i + 2);
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      if (++depth === 2) {
        if (byte !== OPEN_OBJECT) return null;
        start = i;
        externalId = null;
      }
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      if (--depth === 1) items.push({ bytes: raw.subarray(start, i + 1), externalId });
      else if (depth === 0) return i === length - 1 ? items : null;
    } else if (depth === 1 && byte !== COMMA) return null;
  }
  return null;
}

function endOfString(raw: Uint8Array, begin: number): number {
  const { length } = raw;
  for (let i = begin; i < length; i++) {
    const byte = raw[i]!;
    if (byte === QUOTE) return i;
    if (byte === BACKSLASH) i++;
  }
  return -1;
}

function equals(raw: Uint8Array, begin: number, wanted: Uint8Array): boolean {
  for (let i = 0; i < wanted.length; i++) if (raw[begin + i] !== wanted[i]) return false;
  return true;
}

/** A whole number or a plain text, as an external id is written. */
function readId(raw: Uint8Array, begin: number): string | null {
  let end = begin;
  while (end < raw.length && raw[end] !== COMMA && raw[end] !== CLOSE_OBJECT) end++;
  const text = Buffer.from(raw.buffer, raw.byteOffset + begin, end - begin).toString('latin1');
  return /^"?([\w.-]{1,100})"?$/.exec(text)?.[1] ?? null;
}
