import { describe, expect, it } from 'vitest';
import type { WebhookRequest } from '../webhooks.ts';
import type { ConformanceOptions } from './conformance-options.ts';

const SECRET = 'conformance-webhook-secret';

/** Deliveries are proved before anything is read of them, and nothing in them can break the decoder. */
export function describeWebhooks(options: ConformanceOptions): void {
  const { webhooks } = options.connector;
  const { signDelivery, signDeletion, signatureHeaders = [] } = options;
  if (!webhooks || !signDelivery) return;

  describe('webhooks', () => {
    const genuine = signDelivery(SECRET);
    const verdict = (request: WebhookRequest, secrets: Record<string, string> = { webhookSecret: SECRET }) =>
      webhooks.verify(request, secrets).outcome;

    it('accepts a genuine delivery and names it the same each time', () => {
      const first = webhooks.verify(genuine, { webhookSecret: SECRET });
      expect(first).toMatchObject({
        outcome: 'verified',
        deliveryId: expect.stringMatching(/./),
        event: expect.stringMatching(/./),
      });
      expect(webhooks.verify(genuine, { webhookSecret: SECRET })).toEqual(first);
    });

    if (options.proof === undefined)
      it('rejects a body of which any byte was changed, added or taken away', () => {
        const { rawBody } = genuine;
        for (const at of [0, rawBody.length >> 1, rawBody.length - 1]) {
          const changed = Uint8Array.from(rawBody);
          changed[at] = (changed[at] ?? 0) ^ 1;
          expect(verdict({ ...genuine, rawBody: changed })).toBe('rejected');
        }
        expect(verdict({ ...genuine, rawBody: rawBody.subarray(0, -1) })).toBe('rejected');
        expect(verdict({ ...genuine, rawBody: Buffer.concat([rawBody, Buffer.from(' ')]) })).toBe('rejected');
        expect(verdict({ ...genuine, rawBody: new Uint8Array() })).toBe('rejected');
      });
    if (options.proof === 'token in the body')
      it('rejects a body that is cut, is none, or has the token of another secret', () => {
        const { rawBody } = genuine;
        expect(verdict({ ...genuine, rawBody: rawBody.subarray(0, -1) })).toBe('rejected');
        expect(verdict({ ...genuine, rawBody: new Uint8Array() })).toBe('rejected');
        expect(verdict(signDelivery('another-secret'))).toBe('rejected');
      });

    it.each(signatureHeaders)('rejects a delivery whose %s is missing, empty, doubled or another', (name) => {
      for (const value of [
        undefined,
        '',
        'x',
        [String(genuine.headers[name]), 'x'],
        signDelivery('another-secret').headers[name],
      ]) {
        expect(verdict({ ...genuine, headers: { ...genuine.headers, [name]: value } })).toBe('rejected');
      }
    });

    const refuse = webhooks.refuseHeaders;
    if (refuse)
      it.each(signatureHeaders)(
        'refuses a delivery without %s before its body is read, and never a genuine one',
        (name) => {
          const secrets = { webhookSecret: SECRET };
          expect(refuse(genuine.headers, secrets, null)).toBeNull();
          expect(refuse({ ...genuine.headers, [name]: undefined }, secrets, null)).toEqual(expect.any(String));
          expect(refuse(genuine.headers, {}, null)).toEqual(expect.any(String));
        },
      );

    it('rejects everything while the secret is wrong, empty or not configured', () => {
      expect(verdict(genuine, { webhookSecret: 'another-secret' })).toBe('rejected');
      expect(verdict(genuine, { webhookSecret: '' })).toBe('rejected');
      expect(verdict(genuine, {})).toBe('rejected');
      expect(verdict(signDelivery(''), { webhookSecret: '' })).toBe('rejected');
    });

    if (signDeletion)
      it('hears of a delete as such', () => {
        const deletion = signDeletion(SECRET);
        const verified = webhooks.verify(deletion, { webhookSecret: SECRET });
        if (verified.outcome !== 'verified') throw new Error(verified.reason);
        const { headers, rawBody } = deletion;
        expect(webhooks.decode({ event: verified.event, headers, rawBody })).toMatchObject({
          outcome: 'hints',
          hints: [{ op: 'deleted', stream: options.countedStream, externalId: expect.stringMatching(/./) }],
        });
      });

    it('decodes the genuine delivery, and never throws for another body', () => {
      const verified = webhooks.verify(genuine, { webhookSecret: SECRET });
      if (verified.outcome !== 'verified') throw new Error(verified.reason);
      const decode = (rawBody: Uint8Array) =>
        webhooks.decode({ event: verified.event, headers: genuine.headers, rawBody }).outcome;
      expect(decode(genuine.rawBody)).toBe('hints');
      const bodies = [
        '',
        '{',
        'null',
        '1',
        '"x"',
        '[]',
        '{}',
        '[{}]',
        '{"action":null}',
        '['.repeat(100_000),
        '\u0000',
        '{"__proto__":{}}',
      ];
      for (const body of bodies) expect(decode(Buffer.from(body))).not.toBe('hints');
      for (let cut = 1; cut < genuine.rawBody.length; cut += 97)
        expect(['malformed', 'ignored']).toContain(decode(genuine.rawBody.subarray(0, cut)));
      expect(decode(Uint8Array.of(0xff, 0xfe, 0x00))).not.toBe('hints');
    });
  });
}
