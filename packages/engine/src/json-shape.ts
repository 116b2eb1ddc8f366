/** No vendor nests deeper than a dozen levels; what does is meant to break who reads it. */
const MAX_DEPTH = 100;
/** The largest real body, a push of thousands of commits, has a fifth of them. */
const MAX_KEYS = 500_000;

/**
 * Why nobody should parse these bytes as JSON, or null. One pass over the bytes, without recursion and without memory;
 * what is no JSON at all passes, for that is found out by who reads it.
 */
export function refuseJsonShape(body: Uint8Array): string | null {
  let depth = 0;
  let keys = 0;
  for (let at = 0; at < body.length; at++) {
    switch (body[at]) {
      case 0x22: // "
        at = endOfString(body, at + 1);
        break;
      case 0x5b: // [
      case 0x7b: // {
        if (++depth > MAX_DEPTH) return `The body nests deeper than ${MAX_DEPTH} levels`;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth--;
        break;
      case 0x3a: // :
        if (++keys > MAX_KEYS) return `The body has more than ${MAX_KEYS} keys`;
        break;
    }
  }
  return null;
}

function endOfString(body: Uint8Array, from: number): number {
  for (let at = from; at < body.length; at++) {
    if (body[at] === 0x5c) at++;
    else if (body[at] === 0x22) return at;
  }
  return body.length;
}
