/** No vendor nests deeper than a dozen levels; what does is meant to break who reads it. */
const MAX_DEPTH = 100;
/** The largest real body, a push of thousands of commits, has a fifth of them. */
const MAX_KEYS = 500_000;

const SPACE = 0x20;
const [QUOTE, COLON, OPEN_LIST, BACKSLASH, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('":[\\]{}');

/**
 * Why nobody should parse these bytes as JSON, or null. One pass over the bytes, without recursion and without memory;
 * what does not begin as JSON does passes, for that is found out by who reads it.
 */
export function refuseJsonShape(body: Uint8Array): string | null {
  const first = body.find((byte) => byte > SPACE);
  if (first !== OPEN_LIST && first !== OPEN_OBJECT) return null;
  let depth = 0;
  let keys = 0;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at];
    if (byte === QUOTE) at = endOfString(body, at + 1);
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      if (++depth > MAX_DEPTH) return `The body nests deeper than ${MAX_DEPTH} levels`;
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth--;
    else if (byte === COLON && ++keys > MAX_KEYS) return `The body has more than ${MAX_KEYS} keys`;
  }
  return null;
}

function endOfString(body: Uint8Array, from: number): number {
  for (let at = from; at < body.length; at++) {
    if (body[at] === BACKSLASH) at++;
    else if (body[at] === QUOTE) return at;
  }
  return body.length;
}
