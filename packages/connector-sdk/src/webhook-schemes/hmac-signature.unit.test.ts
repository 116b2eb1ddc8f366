import { describe, expect, it } from 'vitest';
import { type HmacScheme, signHmac, verifyHmacSignature } from './hmac-signature.ts';

const body = new TextEncoder().encode('Hello, World!');
const github: HmacScheme = { algorithm: 'sha256', encoding: 'hex', prefix: 'sha256=' };

describe('verifyHmacSignature', () => {
  it("accepts the test vector of GitHub's documentation", () => {
    const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    expect(verifyHmacSignature(github, "It's a Secret to Everybody", body, signature)).toBe(true);
  });

  it.each<HmacScheme>([
    github,
    { algorithm: 'sha1', encoding: 'hex', prefix: 'sha1=' },
    { algorithm: 'sha1', encoding: 'base64' },
    { algorithm: 'sha256', encoding: 'base64' },
  ])('accepts its own signature and refuses any change: %j', (scheme) => {
    const signature = signHmac(scheme, 'key', body);
    expect(verifyHmacSignature(scheme, 'key', body, signature)).toBe(true);
    expect(verifyHmacSignature(scheme, 'other', body, signature)).toBe(false);
    expect(verifyHmacSignature(scheme, 'key', body.subarray(1), signature)).toBe(false);
    const flipped = signature.at(-3) === 'A' ? 'B' : 'A';
    expect(verifyHmacSignature(scheme, 'key', body, `${signature.slice(0, -3)}${flipped}${signature.slice(-2)}`)).toBe(
      false,
    );
  });

  it.each([undefined, '', 'sha256=', 'sha1=00', 'sha256=zz', `sha256=${'z'.repeat(64)}`, `sha256=${'é'.repeat(64)}`])(
    'refuses %j',
    (signature) => expect(verifyHmacSignature(github, 'key', body, signature)).toBe(false),
  );

  it('refuses everything while no secret is configured', () => {
    expect(verifyHmacSignature(github, undefined, body, signHmac(github, 'x', body))).toBe(false);
    expect(verifyHmacSignature(github, '', body, `sha256=${'0'.repeat(64)}`)).toBe(false);
  });
});
