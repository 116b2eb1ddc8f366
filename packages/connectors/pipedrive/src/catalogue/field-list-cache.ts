import { createHash } from 'node:crypto';
import type { PipedriveClient } from '../client.ts';
import { asItem, itemsOf, textOf } from '../item.ts';
import { type FieldInfo, fieldInfos } from './field-info.ts';

export interface FieldListPlace {
  readonly site: string;
  /** Whoever has another token may see other fields. */
  readonly secret: string;
  /** `/api/v2/dealFields` */
  readonly path: string;
}

interface Entry {
  readonly readAt: number;
  readonly list: Promise<readonly FieldInfo[]>;
}

/** A list of fields costs as much of the day's budget as a page of records, and changes a few times a year. */
const LIFE_MS = 30 * 60_000;
const MOST_KEPT = 1_000;

/** Lists of fields, shared by the clients of a process. What misses a field in one asks for it anew. */
export class FieldListCache {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  of(place: FieldListPlace, client: PipedriveClient, signal: AbortSignal, isFresh: boolean) {
    const key = createHash('sha256').update(JSON.stringify(place)).digest('base64url');
    const standing = this.#entries.get(key);
    if (standing && !isFresh && this.#now() - standing.readAt < LIFE_MS) return standing.list;
    const entry = { readAt: this.#now(), list: readFieldList(client, place.path, signal) };
    if (this.#entries.size >= MOST_KEPT) this.#entries.clear();
    this.#entries.set(key, entry);
    entry.list.catch(() => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    });
    return entry.list;
  }
}

async function readFieldList(client: PipedriveClient, path: string, signal: AbortSignal): Promise<FieldInfo[]> {
  const list: unknown[] = [];
  for (let cursor = ''; ; ) {
    const { data } = await client.send({ path, query: { limit: 500, cursor } }, signal);
    list.push(...itemsOf(data));
    cursor = textOf(asItem(asItem(data)?.['additional_data'])?.['next_cursor']) ?? '';
    if (cursor === '') return fieldInfos(list);
  }
}
