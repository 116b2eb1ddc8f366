import { describe, expect, it } from 'vitest';
import { sliceItems } from './raw-items.ts';

describe('slicing a page into its items without parsing it', () => {
  it('finds the bytes and the id of every item, whatever is in it', () => {
    const shown = [
      { id: 1, title: 'plain' },
      { title: 'brackets ]} and "quotes" and \\\\ at the end \\', id: 22 },
      { labels: [{ id: 5, name: '}, {' }], id: 'key-3', user: { id: 9, list: [[], {}, [{ id: 4 }]] } },
      { id: 4, emoji: '\u{1F600} é', nothing: null, empty: {} },
    ];
    const slices = sliceItems(Buffer.from(JSON.stringify(shown)), 'id');
    expect(slices?.map(({ bytes }) => JSON.parse(Buffer.from(bytes).toString()))).toEqual(shown);
    expect(slices?.map(({ externalId }) => externalId)).toEqual(['1', '22', 'key-3', '4']);
  });

  it('takes no id from a nested object, and none that is not plain', () => {
    const ids = (text: string) => sliceItems(Buffer.from(text), 'id')?.map(({ externalId }) => externalId);
    expect(ids('[{"user":{"id":7},"id":1},{"user":{"id":7}},{"id":"a\\"b"},{"id":null},{"id":{}}]')).toEqual([
      '1',
      null,
      null,
      'null',
      null,
    ]);
    expect(ids('[]')).toEqual([]);
  });

  it.each(['', '{"id":1}', '[{"id":1}', '[{"id":1},', '[1,2]', '[[{"id":1}]]', '[{"id":1}] ', '[{"id":"1}]', '<html>'])(
    'leaves %j to the parser',
    (text) => expect(sliceItems(Buffer.from(text), 'id')).toBeNull(),
  );
});
