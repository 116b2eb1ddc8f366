import { createHash } from 'node:crypto';
import type { PipedriveClient } from '../client.ts';
import { asItem, type Item, itemsOf, textOf } from '../item.ts';

export interface ListPlace {
  readonly site: string;
  /** Whoever has another token may see other things. */
  readonly secret: string;
  /** `/api/v2/dealFields` */
  readonly path: string;
}

interface Entry {
  readonly readAt: number;
  readonly list: Promise<readonly Item[]>;
}

/** A list of fields costs as much of the day's budget as a page of records, and changes a few times a year. */
const LIFE_MS = 30 * 60_000;
const MOST_KEPT = 1_000;

/** Lists of what an account has set up (fields, stages), shared by the clients of a process. What misses something in one asks for it anew. */
export class ListCache {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  of(place: ListPlace, client: PipedriveClient, signal: AbortSignal, isFresh: boolean): Promise<readonly Item[]> {
    const key = createHash('sha256').update(JSON.stringify(place)).digest('base64url');
    const standing = this.#entries.get(key);
    if (standing && !isFresh && this.#now() - standing.readAt < LIFE_MS) return standing.list;
    const entry = { readAt: this.#now(), list: readList(client, place.path, signal) };
    if (this.#entries.size >= MOST_KEPT) this.#entries.clear();
    this.#entries.set(key, entry);
    entry.list.catch(() => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    });
    return entry.list;
  }
}

async function readList(client: PipedriveClient, path: string, signal: AbortSignal): Promise<readonly Item[]> {
  const list: Item[] = [];
  for (let cursor = ''; ; ) {
    const { data } = await client.send({ path, query: { limit: 500, cursor } }, signal);
    list.push(...itemsOf(data));
    cursor = textOf(asItem(asItem(data)?.['additional_data'])?.['next_cursor']) ?? '';
    if (cursor === '') return list;
  }
}
