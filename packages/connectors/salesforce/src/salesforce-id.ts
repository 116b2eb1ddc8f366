const ID = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/**
 * A Salesforce id in its 18-character form, which no case-folding can confuse; null for what is none. The last three
 * characters say which of the first fifteen are capitals, five each.
 */
export function salesforceId(value: unknown): string | null {
  if (typeof value !== 'string' || !ID.test(value)) return null;
  const short = value.slice(0, 15);
  let suffix = '';
  for (let start = 0; start < 15; start += 5) {
    let capitals = 0;
    for (let bit = 0; bit < 5; bit += 1) if (/[A-Z]/.test(short.charAt(start + bit))) capitals |= 1 << bit;
    suffix += ALPHABET.charAt(capitals);
  }
  return short + suffix;
}
