const E164 = /^\+[1-9]\d{1,14}$/;
const SHORT_CODE = /^\d{3,8}$/;

/**
 * Who is at the other end, as calls and texts name it: a number in E.164, or a short code. Null for `anonymous`,
 * `blocked` and `restricted`, which are many people, and for what is no number at all.
 */
export function partyOf(value: unknown): string | null {
  return typeof value === 'string' && (E164.test(value) || SHORT_CODE.test(value)) ? value : null;
}

/** A number as people typed it in a contact: without the marks between its digits where it says its country. */
export function plainNumber(text: string): string {
  const trimmed = text.trim();
  const bare = trimmed.replaceAll(/[\s().\-\u00a0\u2010-\u2013]/g, '');
  return E164.test(bare) ? bare : trimmed;
}
