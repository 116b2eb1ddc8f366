import { describe, expect, it } from 'vitest';
import { packNormalised, packRaw, unpackNormalised, unpackRaw } from './page-bytes.ts';
import { prepareRecord } from './prepare-record.ts';

describe('packing pages', () => {
  it.each([0, 1, 200, 300, 70_000, 3_000_000])('gives %i raw bytes back as they were', (length) => {
    const raw = Buffer.from(Array.from({ length }, (_, index) => (index * 7) % 251));
    expect(unpackRaw(packRaw(raw)).equals(raw)).toBe(true);
  });

  it('keeps fields apart, whatever is in them', () => {
    const recordOf = (id: string, title: string) =>
      prepareRecord(
        {
          kind: 'work_item',
          stream: 'issues',
          externalId: id,
          locator: null,
          fields: { title },
          references: [{ relation: 'belongs_to', stream: 'repositories', externalId: '9' }],
          relations: ['belongs_to'],
          remoteUpdatedAt: null,
          url: null,
        },
        'scope',
      );
    const page = {
      same: [{ stream: 'issues', externalId: '3', rawHash: 'h' }],
      records: [recordOf('1', 'two\nlines and "quotes"'), recordOf('2', '\u2028 \u{1F600}')],
      embedded: [recordOf('7', '')],
      followUps: [{ stream: 'issue_links', externalId: '1', locator: null }],
    };
    expect(unpackNormalised(packNormalised(page))).toEqual(page);
  });
});
