import type { UpdateRequest } from '@syncline/connector-sdk';
import { readAttached } from '../attachment-list.ts';
import { addressesOf, idsOfLinked, linksOf } from '../card-links.ts';
import type { TrelloClient } from '../client.ts';
import { textOf } from '../item.ts';
import { refusedField } from './refused.ts';
import { removeAt } from './remove-at.ts';

const FIELD = 'related_to';

/**
 * Brings the cards that are attached to a card to what the field says. Only one that was expected is taken away: what
 * somebody attached meanwhile stays, and comes with the next read. Files and other addresses are left alone.
 */
export async function writeCardLinks(
  client: TrelloClient,
  cardId: string,
  { fields, expected }: Pick<UpdateRequest, 'fields' | 'expected'>,
  signal: AbortSignal,
): Promise<void> {
  if (!(FIELD in fields)) return;
  const idsIn = (value: unknown): string[] => (Array.isArray(value) ? value.flatMap((id) => textOf(id) ?? []) : []);
  const wanted = idsIn(fields[FIELD]).filter((id) => id !== cardId);
  const seen = idsIn(expected[FIELD]);
  const card = { attachments: await readAttached(client, cardId, signal) };
  const ids = await idsOfLinked(client, [card], signal);
  const links = (linksOf(card) ?? []).map((link) => ({ ...link, cardId: ids[link.shortLink] }));
  for (const { attachmentId, cardId: other } of links)
    if (other !== undefined && seen.includes(other) && !wanted.includes(other))
      await removeAt(client, `/cards/${cardId}/attachments/${attachmentId}`, signal);
  const missing = wanted.filter((id) => !links.some(({ cardId: other }) => other === id));
  const addresses = await addressesOf(client, missing, signal);
  for (const id of missing) {
    const url = addresses.get(id);
    if (url === undefined) throw refusedField(FIELD, `Trello shows no card ${id} to link to`);
    await client.send({ method: 'POST', path: `/cards/${cardId}/attachments`, body: { url } }, signal);
  }
}
