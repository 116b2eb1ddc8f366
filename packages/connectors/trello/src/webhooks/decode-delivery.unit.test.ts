import { describe, expect, it } from 'vitest';
import { coversHint } from '../covers-hint.ts';
import { trelloSettings } from '../settings.ts';
import { decodeTrelloDelivery } from './decode-delivery.ts';
import { verifyTrelloDelivery } from './verify-delivery.ts';

const [BOARD, CARD, ACTION, OTHER] = ['4', '5', '6', '7'].map((digit) => digit.repeat(24)) as [
  string,
  string,
  string,
  string,
];

function decode(type: string, data: object) {
  const body = { model: { id: BOARD }, action: { id: ACTION, type, data: { board: { id: BOARD }, ...data } } };
  return decodeTrelloDelivery({ event: type, headers: {}, rawBody: Buffer.from(JSON.stringify(body)) });
}

describe('decodeTrelloDelivery', () => {
  it.each([
    ['updateCard', { card: { id: CARD } }, [['cards', CARD]]],
    ['addLabelToCard', { card: { id: CARD }, label: { id: OTHER } }, [['cards', CARD]]],
    ['deleteCard', { card: { id: CARD } }, [['cards', CARD]]],
    ['moveCardToBoard', { card: { id: CARD } }, [['cards', CARD]]],
    ['updateCustomFieldItem', { card: { id: CARD }, customField: { id: OTHER } }, [['cards', CARD]]],
    ['commentCard', { card: { id: CARD }, text: 'Said' }, [['comments', ACTION]]],
    ['updateComment', { card: { id: CARD }, action: { id: OTHER } }, [['comments', OTHER]]],
    ['deleteComment', { card: { id: CARD }, action: { id: OTHER } }, [['comments', OTHER]]],
    [
      'updateCheckItemStateOnCard',
      { card: { id: CARD }, checklist: { id: OTHER } },
      [
        ['checklists', OTHER],
        ['cards', CARD],
      ],
    ],
    ['addAttachmentToCard', { card: { id: CARD }, attachment: { id: OTHER } }, [['attachments', OTHER]]],
    [
      'addAttachmentToCard',
      { card: { id: CARD }, attachment: { id: OTHER, url: 'https://trello.com/c/aBcD1234/7-x' } },
      [
        ['attachments', OTHER],
        ['cards', CARD],
      ],
    ],
    [
      'deleteAttachmentFromCard',
      { card: { id: CARD }, attachment: { id: OTHER } },
      [
        ['attachments', OTHER],
        ['cards', CARD],
      ],
    ],
    ['updateList', { list: { id: OTHER } }, [['lists', OTHER]]],
    ['moveListToBoard', { list: { id: OTHER } }, [['lists', OTHER]]],
    ['updateLabel', { label: { id: OTHER } }, [['labels', OTHER]]],
    ['updateCustomField', { customField: { id: OTHER } }, [['custom_fields', OTHER]]],
    ['updateBoard', {}, [['boards', BOARD]]],
    [
      'addMemberToBoard',
      { member: { id: OTHER } },
      [
        ['boards', BOARD],
        ['members', OTHER],
      ],
    ],
  ])('%s asks for what it is about', (type, data, expected) => {
    const decoded = decode(type, data);
    if (decoded.outcome !== 'hints') throw new Error(decoded.reason);
    expect(decoded.hints.map(({ stream, externalId }) => [stream, externalId])).toEqual(expected);
    for (const { op } of decoded.hints) expect(op).toBe('changed');
  });

  it('passes over what no stream holds', () => {
    expect(decode('enablePlugin', {}).outcome).toBe('ignored');
    expect(decode('updateCard', {}).outcome).toBe('malformed');
    expect(decode('updateCard', { card: { id: CARD }, board: null }).outcome).toBe('malformed');
  });

  it.each(['', 'null', '[]', '"x"', '{', '{"action":1}', '{"action":{"type":7}}', '[['.repeat(50_000)])(
    'calls %j malformed and does not throw',
    (text) => {
      const delivery = { event: 'updateCard', headers: {}, rawBody: Buffer.from(text) };
      expect(decodeTrelloDelivery(delivery).outcome).toBe('malformed');
    },
  );
});

describe('verifyTrelloDelivery', () => {
  it('takes a signature over body and address that Trello makes, and no other digest of the same bytes', () => {
    // printf '%s' '{"action":{"type":"updateCard"}}https://syncline.example/webhooks/1' | openssl dgst -sha1 -hmac secret -binary | base64
    const rawBody = Buffer.from('{"action":{"type":"updateCard"}}');
    const url = 'https://syncline.example/webhooks/1';
    const verify = (signature: string, at: string | null = url) =>
      verifyTrelloDelivery(
        { rawBody, url: at, headers: { 'x-trello-webhook': signature } },
        { webhookSecret: 'secret' },
      );
    const digest = 'mnR2c/z1UzgokjPPEBOY0qAhoYk=';
    expect(verify(digest)).toMatchObject({ outcome: 'verified', event: 'updateCard' });
    expect(verify(digest, null).outcome).toBe('rejected');
    expect(verify(digest, `${url}?x`).outcome).toBe('rejected');
    for (const wrong of [
      'EwAteVBrKzKLzz0S/KLa23AgXPo=',
      '9a747673fcf55338289233cf101398d2a021a189',
      `sha1=${digest}`,
      digest.toLowerCase(),
      `${digest}=`,
      '',
    ])
      expect(verify(wrong).outcome).toBe('rejected');
  });
});

describe('coversHint', () => {
  it('leaves out boards that the settings leave out, as far as it knows them', () => {
    const covers = (boards: string[], scope: string) =>
      coversHint(trelloSettings.parse({ boards }), {
        op: 'changed',
        stream: 'cards',
        externalId: CARD,
        locator: null,
        scope,
      });
    expect(covers([BOARD], BOARD)).toBe(true);
    expect(covers([BOARD], OTHER)).toBe(false);
    expect(covers(['dQHqCohZ'], OTHER)).toBe(true);
  });
});
