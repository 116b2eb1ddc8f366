import { describe, expect, it } from 'vitest';
import { coversHint } from '../covers-hint.ts';
import { openProjectSettings } from '../settings.ts';
import { decodeOpenProjectDelivery } from './decode-delivery.ts';
import { verifyOpenProjectDelivery } from './verify-delivery.ts';

function decode(event: string, payload: unknown) {
  return decodeOpenProjectDelivery({ event, headers: {}, rawBody: Buffer.from(JSON.stringify(payload)) });
}

describe('decodeOpenProjectDelivery', () => {
  it('reads ids out of links, below whatever path the instance lives under', () => {
    const project = { href: '/openproject/api/v3/projects/12', title: 'API' };
    const payload = { action: 'work_package:updated', work_package: { id: 7, _links: { project } } };
    expect(decode('work_package:updated', payload)).toEqual({
      outcome: 'hints',
      hints: [{ op: 'changed', stream: 'work_packages', externalId: '7', locator: '7', scope: '12' }],
    });
  });

  it('asks for a file of something else than a work package, which then is none of ours', () => {
    const container = { href: '/api/v3/wiki_pages/3' };
    expect(decode('attachment:created', { attachment: { id: 5, _links: { container } } })).toMatchObject({
      hints: [{ stream: 'attachments', externalId: '5', locator: null }],
    });
  });

  it('passes over what no stream holds', () => {
    expect(decode('time_entry:created', { time_entry: { id: 1 } }).outcome).toBe('ignored');
    expect(decode('unknown', {}).outcome).toBe('malformed');
  });

  it.each(['', 'null', '[]', '"x"', '{', '{"work_package":1}', '{"work_package":{"id":"x"}}', '[['.repeat(50_000)])(
    'calls %j malformed and does not throw',
    (text) => {
      for (const event of [
        'work_package:created',
        'work_package_comment:comment',
        'attachment:created',
        'project:updated',
      ])
        expect(decodeOpenProjectDelivery({ event, headers: {}, rawBody: Buffer.from(text) }).outcome).toBe('malformed');
    },
  );
});

describe('verifyOpenProjectDelivery', () => {
  it('takes a signature that OpenProject makes, and no other digest of the same bytes', () => {
    // echo -n '{"action":"work_package:updated"}' | openssl dgst -sha1 -hmac secret (and -sha256)
    const rawBody = Buffer.from('{"action":"work_package:updated"}');
    const verify = (signature: string) =>
      verifyOpenProjectDelivery({ rawBody, headers: { 'x-op-signature': signature } }, { webhookSecret: 'secret' });
    const digest = '9d75ba22b6c624ed40477b12bcbc85861dff44ec';
    expect(verify(`sha1=${digest}`)).toMatchObject({ outcome: 'verified', event: 'work_package:updated' });
    for (const wrong of [
      digest,
      `sha256=${digest}`,
      `sha1=${digest.toUpperCase()}0`,
      'sha1=482372bdbf47adcbc888a894153b308c993fc87d95c08fa5f70356fe03f45ef7',
      'sha1=',
    ])
      expect(verify(wrong).outcome).toBe('rejected');
  });
});

describe('coversHint', () => {
  it('leaves out projects that the settings leave out', () => {
    const settings = openProjectSettings.parse({ projects: ['api'] });
    const covers = (stream: string, locator: string | null) =>
      coversHint(settings, { op: 'changed', externalId: '1', scope: '1', stream, locator });
    expect(covers('projects', 'web')).toBe(false);
    expect(covers('projects', 'api')).toBe(true);
    expect(covers('work_packages', '7')).toBe(true);
  });
});
