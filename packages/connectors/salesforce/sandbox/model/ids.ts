import { salesforceId } from '../../src/salesforce-id.ts';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const POD = '5g0000';

/** The id of an object's record by its number, 0 the first: later records have higher ids, compared as texts. */
export function recordId(prefix: string, position: number): string {
  let digits = '';
  for (let rest = position + 1, place = 0; place < 6; place += 1) {
    digits = DIGITS.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return salesforceId(prefix + POD + digits) ?? '';
}

/** Its number again; -1 for an id of another object. */
export function positionOf(prefix: string, id: string): number {
  if (!id.startsWith(prefix + POD)) return -1;
  let position = 0;
  for (const digit of id.slice(9, 15)) position = position * 62 + DIGITS.indexOf(digit);
  return position - 1;
}
