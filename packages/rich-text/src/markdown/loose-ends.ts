/**
 * How often the parser may look back while it reads one stretch of text: closing brackets without an opening one are
 * held against everything before them, and emphasis against every other emphasis.
 */
export function looseEnds(text: string): number {
  let open = 0;
  let unmatched = 0;
  let attention = 0;
  let forward = 0;
  let last = '';
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (sign === '\\') at += 1;
    else if (sign === '[') open += 1;
    else if (sign === ']' && open > 0) open -= 1;
    else if (sign === ']') unmatched += 1;
    else if ((sign === '*' || sign === '_' || sign === '~') && last !== sign) attention += 1;
    else if (sign === '<' || (sign === '`' && last !== sign)) forward += 1;
    last = sign;
  }
  return (unmatched + open) * text.length + attention * attention + (forward > 200 ? forward * text.length * 0.2 : 0);
}
