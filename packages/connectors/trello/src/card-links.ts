import { isFile } from './attachment-list.ts';
import type { TrelloClient } from './client.ts';
import { checkedId } from './ids.ts';
import { asItem, type Item, idOf, sortedSet, textOf } from './item.ts';
import { readBatch } from './read-cards.ts';

/** What a card is asked for along with it, to show which cards it links to. */
export const WITH_LINKS = { attachments: true, attachment_fields: 'isUpload,url' };

/** A card that is attached to another one by its address: how Trello relates cards. */
export interface CardLink {
  readonly attachmentId: string;
  readonly shortLink: string;
}

/** The short name in a card's address; null: the address is of something else. */
export function shortLinkIn(address: unknown): string | null {
  return /^https:\/\/(?:www\.)?trello\.com\/c\/([A-Za-z0-9]{8})(?:[/?#]|$)/.exec(textOf(address) ?? '')?.[1] ?? null;
}

/** The cards that are attached to a card; null where it was read without what is attached to it. */
export function linksOf(card: Item | null): CardLink[] | null {
  const attached = card?.['attachments'];
  if (!Array.isArray(attached)) return null;
  return attached.map(asItem).flatMap((one): CardLink[] => {
    const [attachmentId, shortLink] = [idOf(one), shortLinkIn(one?.['url'])];
    return one && !isFile(one) && attachmentId !== null && shortLink !== null ? [{ attachmentId, shortLink }] : [];
  });
}

/**
 * Ids of the cards that these cards link to, by their short names, which the addresses have alone: those of a card
 * among them are known, the others are asked for. Cards that are gone, or may not be seen, are left out.
 */
export async function idsOfLinked(
  client: TrelloClient,
  cards: readonly unknown[],
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>>> {
  const items = cards.map(asItem);
  const linked = new Set(items.flatMap((item) => linksOf(item) ?? []).map(({ shortLink }) => shortLink));
  const known = new Map<string, string>();
  const note = (item: Item | null): void => {
    const [id, shortLink] = [idOf(item), textOf(item?.['shortLink'])];
    if (id !== null && shortLink !== null && linked.has(shortLink)) known.set(shortLink, id);
  };
  for (const item of items) note(item);
  const unknown = sortedSet([...linked].filter((shortLink) => !known.has(shortLink)));
  const paths = unknown.map((shortLink) => `/cards/${shortLink}?fields=shortLink`);
  for (const card of await readBatch(client, paths, signal)) note(asItem(card));
  return Object.fromEntries(known);
}

/** Ids of the cards that a card of a kept page links to; null where the page does not say. */
export function linkedIds(card: Item): string[] | null {
  const ids = asItem(card['linked']);
  const links = linksOf(card);
  if (!ids || !links) return null;
  return sortedSet(links.flatMap(({ shortLink }) => textOf(ids[shortLink]) ?? [])).filter((id) => id !== idOf(card));
}

/** Addresses to attach by, of cards by their ids; those that are gone, or may not be seen, are left out. */
export async function addressesOf(
  client: TrelloClient,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const cards = await readBatch(
    client,
    ids.map((id) => `/cards/${checkedId(id)}?fields=shortUrl`),
    signal,
  );
  return new Map(
    cards.flatMap((card) => {
      const [id, address] = [idOf(card), textOf(asItem(card)?.['shortUrl'])];
      return id !== null && address !== null ? [[id, address] as const] : [];
    }),
  );
}
