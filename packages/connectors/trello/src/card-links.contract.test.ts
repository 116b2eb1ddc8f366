import { expect, it } from 'vitest';
import { fetchOne, readAll, signal, start, streamNamed } from './testing/start-trello.ts';

const { writes } = streamNamed('cards');

it('a card that is attached to another by its address is related to it, and nothing else that is attached', async () => {
  const { sandbox, client, board } = await start({ cards: 3, comments: false });
  const [one, two, three] = sandbox.cards(board).map(({ id }) => id) as [string, string, string];
  sandbox.attachLink(one, `${sandbox.addressOfCard(two)}/2-a-slug`);
  sandbox.attachLink(one, 'https://trello.com/c/zzzzzzzz/9-gone');
  sandbox.attachLink(one, 'https://example.com/c/aaaaaaaa');
  sandbox.attachFile(one, 'a.txt');
  const listed = await readAll(client, 'cards', board);
  expect(listed.get(one)).toMatchObject({
    fields: { related_to: [two] },
    references: expect.arrayContaining([{ relation: 'related_to', stream: 'cards', externalId: two }]) as unknown,
  });
  expect(listed.get(two)?.fields['related_to']).toEqual([]);
  // The other card is on no page here: it is asked for.
  expect(await fetchOne(client, 'cards', one, board)).toMatchObject({ fields: { related_to: [two] } });

  const update = (related: readonly string[], expected: readonly string[]) =>
    writes!.update!(
      client,
      {
        key: { externalId: one, locator: one, scope: board },
        fields: { related_to: related },
        expected: { related_to: expected },
        expectedVersion: null,
        ownKey: 'key'.padEnd(22, '_'),
        locators: {},
      },
      signal,
    );
  // What somebody attached meanwhile stays; so do files and other addresses.
  await update([three], []);
  const shown = async () => (await fetchOne(client, 'cards', one, board)) as { fields: Record<string, unknown> };
  expect((await shown()).fields['related_to']).toEqual([two, three].sort());
  await update([], [two, three]);
  expect((await shown()).fields['related_to']).toEqual([]);
  expect(sandbox.attachments(one)).toHaveLength(3);
  await expect(update(['0'.repeat(24)], [])).rejects.toMatchObject({ class: 'invalid', field: 'related_to' });
});
