import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signingKey, signingToken } from './signing-key.ts';
import { refuseGitLabHeaders, verifyGitLabDelivery } from './verify-delivery.ts';

const NOW = new Date('2026-11-21T12:00:00Z');
const body = new TextEncoder().encode('{"object_kind":"issue"}');
const secrets = (webhookSecret: string) => ({ webhookSecret });

/** As the Standard Webhooks specification has it: over `id.timestamp.body`, by the key that `whsec_` stands before. */
function signed(token: string, id = 'msg_1', time = NOW.getTime() / 1_000) {
  const key = Buffer.from(token.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${time}.`).update(body).digest('base64');
  return {
    'x-gitlab-event': 'Issue Hook',
    'webhook-id': id,
    'webhook-timestamp': String(time),
    'webhook-signature': `v1,${signature}`,
  };
}

const verify = (headers: Record<string, string>, secret: string, rawBody = body) =>
  verifyGitLabDelivery({ headers, rawBody }, secrets(secret), NOW);

describe('a delivery', () => {
  const token = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

  it("signed by the example of the specification's own libraries is genuine", () => {
    const example = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const payload = new TextEncoder().encode('{"test": 2432232314}');
    const headers = {
      'x-gitlab-event': 'Issue Hook',
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    };
    const at = new Date(1_614_265_330_000);
    expect(verifyGitLabDelivery({ headers, rawBody: payload }, secrets(example), at)).toMatchObject({
      outcome: 'verified',
      deliveryId: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    });
  });

  it("is proved by a signing token that GitLab made, and by one that was made of the connection's secret", () => {
    expect(verify(signed(token), token).outcome).toBe('verified');
    expect(verify(signed(signingToken('our own words')), 'our own words').outcome).toBe('verified');
    expect(signingToken(token)).toBe(token);
    expect(signingKey('our own words')).toHaveLength(32);
  });

  it('is taken for one of several signatures while a key is changed, and for none of another scheme', () => {
    const headers = signed(token);
    const good = headers['webhook-signature'];
    expect(verify({ ...headers, 'webhook-signature': `v1,AAAA ${good}` }, token).outcome).toBe('verified');
    expect(verify({ ...headers, 'webhook-signature': good.replace('v1', 'v1a') }, token).outcome).toBe('rejected');
  });

  it.each([
    ['another id', { 'webhook-id': 'msg_2' }],
    ['another time', { 'webhook-timestamp': '1795262401' }],
    ['no time', { 'webhook-timestamp': '' }],
    ['no number as its time', { 'webhook-timestamp': '1e9' }],
  ])('with %s than was signed is refused', (_, change) => {
    expect(verify({ ...signed(token), ...change }, token).outcome).toBe('rejected');
  });

  it('of long ago is refused, however genuine', () => {
    for (const off of [-301, 301])
      expect(verify(signed(token, 'msg_1', NOW.getTime() / 1_000 + off), token)).toMatchObject({
        reason: expect.stringContaining('five minutes'),
      });
    expect(verify(signed(token, 'msg_1', NOW.getTime() / 1_000 - 299), token).outcome).toBe('verified');
  });

  it('with a wrong signature is refused even though its token is right', () => {
    const headers = { ...signed(token), 'webhook-signature': 'v1,AAAA', 'x-gitlab-token': token };
    expect(verify(headers, token)).toMatchObject({ outcome: 'rejected', reason: 'webhook-signature does not match' });
  });

  it('of an older version is proved by its token alone, before its body is read', () => {
    const headers = { 'x-gitlab-event': 'Issue Hook', 'x-gitlab-token': 'the secret' };
    expect(verify(headers, 'the secret').outcome).toBe('verified');
    for (const wrong of ['', 'the secre', 'the secret ', 'The secret'])
      expect(refuseGitLabHeaders({ ...headers, 'x-gitlab-token': wrong }, secrets('the secret'))).not.toBeNull();
    expect(refuseGitLabHeaders({ 'x-gitlab-event': 'Issue Hook' }, secrets('the secret'))).not.toBeNull();
    expect(refuseGitLabHeaders(headers, secrets(''))).not.toBeNull();
    expect(refuseGitLabHeaders({ 'x-gitlab-token': 'the secret' }, secrets('the secret'))).not.toBeNull();
  });

  it('has one name over all that GitLab tries, and another for each body of one event', () => {
    const old = { 'x-gitlab-event': 'Issue Hook', 'x-gitlab-token': 's', 'x-gitlab-event-uuid': 'e-1' };
    const name = (headers: Record<string, string>, rawBody = body) => {
      const verdict = verify(headers, 's', rawBody);
      return verdict.outcome === 'verified' ? verdict.deliveryId : verdict.reason;
    };
    expect(name({ ...old, 'idempotency-key': 'k-1' })).toBe('k-1');
    expect(name(old)).toBe(name(old));
    expect(name(old)).not.toBe(name(old, new TextEncoder().encode('{}')));
  });
});
