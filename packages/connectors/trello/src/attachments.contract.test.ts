import { fileBytes } from '@syncline/sandbox';
import { describe, expect, it } from 'vitest';
import { connect, fetchOne, readAll, signal, start, streamNamed } from './testing/start-trello.ts';

const { content, writes } = streamNamed('attachments');

describe('attachments', () => {
  it('are the files of a board at all of its cards, and not the links', async () => {
    const { sandbox, client, board } = await start({ cards: 450, comments: false });
    const cards = sandbox.cards(board);
    const made = [0, 199, 200, 449].map((at) => sandbox.attachFile(cards[at]!.id, `${at}.txt`));
    sandbox.editCard(cards[200]!.id, { closed: true });
    sandbox.attachLink(cards[0]!.id, 'https://example.com/elsewhere.txt');
    const records = await readAll(client, 'attachments', board);
    expect([...records.keys()].sort()).toEqual(made.map(({ id }) => id).sort());
    const [first] = made;
    expect(records.get(first!.id)).toMatchObject({
      kind: 'attachment',
      locator: `${cards[0]!.id}/attachments/${first!.id}`,
      fields: { file_name: '0.txt', size: 1_234, content_type: 'text/plain', url: sandbox.addressOf(first!.id) },
      references: [
        { relation: 'part_of', stream: 'cards', externalId: cards[0]!.id },
        { relation: 'created_by', stream: 'members' },
      ],
    });
  });

  it('that came since a time are found at cards with activity', async () => {
    const { sandbox, client, board } = await start({ cards: 70, comments: false });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const since = new Date();
    expect((await readAll(client, 'attachments', board, since)).size).toBe(0);
    const made = sandbox.cards(board).map(({ id }) => sandbox.attachFile(id, 'new.txt').id);
    expect([...(await readAll(client, 'attachments', board, since, 30)).keys()].sort()).toEqual(made.sort());
  });

  it('are gone when their card answers without them, and out of sight when it does not answer', async () => {
    const { sandbox, client, board } = await start();
    const [card, other] = sandbox.cards(board).map(({ id }) => ({ id })) as [{ id: string }, { id: string }];
    const [removed, left] = [sandbox.attachFile(card.id, 'a.txt').id, sandbox.attachFile(other.id, 'b.txt').id];
    const look = (id: string, cardId: string) =>
      fetchOne(client, 'attachments', id, board, `${cardId}/attachments/${id}`);
    expect(await look(removed, card.id)).toMatchObject({ fields: { file_name: 'a.txt' } });
    sandbox.removeAttachment(removed);
    expect(await look(removed, card.id)).toBe('gone');
    sandbox.deleteCard(other.id);
    expect(await look(left, other.id)).toBe('unreachable');
    expect(await fetchOne(client, 'attachments', left, board)).toBe('unreachable');
  });

  it('are read with the credentials at Trello, which do not go on to where the bytes are', async () => {
    const { sandbox, client, board } = await start();
    const [card] = sandbox.cards(board);
    const bytes = fileBytes(100_000);
    const { id } = sandbox.attachFile(card!.id, 'Übersicht 1.png', bytes, 'image/png');
    const key = { externalId: id, locator: `${card!.id}/attachments/${id}`, scope: board };
    const opened = await content!.open(client, key, signal);
    expect(opened).toMatchObject({ size: bytes.length, contentType: 'image/png' });
    expect(Buffer.from(await new Response(opened.body).arrayBuffer())).toEqual(bytes);
    expect(sandbox.media.leaked).toBe(0);
    sandbox.removeAttachment(id);
    await expect(content!.open(client, key, signal)).rejects.toMatchObject({ class: 'not_found' });
  });

  it('that the plan does not take are refused by a name of their own, and beforehand where the limit is set', async () => {
    const { sandbox, client, board } = await start();
    sandbox.setUploadLimit(1_000);
    const [card] = sandbox.cards(board);
    const create = writes!.create!(
      client,
      {
        fields: { file_name: 'film.mp4', size: 2_000 },
        ownKey: 'key'.padEnd(22, '_'),
        locators: {},
        parents: { part_of: { externalId: card!.id, locator: card!.id, scope: board } },
        scope: board,
        file: {
          fileName: 'film.mp4',
          contentType: 'video/mp4',
          size: 2_000,
          body: new Blob([fileBytes(2_000)]).stream(),
        },
      },
      signal,
    );
    await expect(create).rejects.toMatchObject({ class: 'invalid', code: 'file_too_large' });
    const limited = connect(sandbox, { largestFileMb: 10 });
    expect(await content!.maxBytes!(limited, board, signal)).toBe(10 * 1024 * 1024);
  });
});
