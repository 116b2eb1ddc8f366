import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { sumOf } from './state-object.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

it('sums up the canonical text that RFC 8785 gives for its example (3.2.3)', () => {
  const example = JSON.parse(
    String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
  );
  const canonical = String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`;
  expect(sumOf(example)).toBe(sha256(canonical));
});

it('sorts keys by their UTF-16 code units, numbers among them', () => {
  expect(sumOf({ 9: 1, 10: 2, '\u20ac': 3, '\r': 4, '\ufb33': 5, '\ud83d\ude00': 6 })).toBe(
    sha256('{"\\r":4,"10":2,"9":1,"\u20ac":3,"\ud83d\ude00":6,"\ufb33":5}'),
  );
});
