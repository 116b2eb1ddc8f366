import type { RecordKey } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import { parsePlace } from './place.ts';

/** What requests about something numbered in a project or group need. */
export interface Numbered {
  /** Of the project or group. */
  readonly id: string;
  readonly iid: number;
}

/** By the number that ends its locator (`acme/api#12`, `acme&3`, `acme/api/work_items/7`); null for what has none. */
export function numberedOrNull({ scope, locator }: RecordKey): Numbered | null {
  const iid = /[#&/](\d+)$/.exec(locator ?? '')?.[1];
  return iid === undefined ? null : { id: parsePlace(scope).id, iid: Number(iid) };
}

export function numbered(key: RecordKey): Numbered {
  const found = numberedOrNull(key);
  if (found) return found;
  const message = `${key.locator ?? `The record ${key.externalId}, without a locator,`} names no number to read or write.`;
  throw new SynclineError({ class: 'mapping', code: 'gitlab_no_number', message });
}

/** An id for an address or a list of ids. */
export function checkedId(id: string): number {
  const number = Number(id);
  if (/^\d{1,15}$/.test(id) && number > 0) return number;
  throw new SynclineError({
    class: 'invalid',
    code: 'gitlab_no_id',
    message: `GitLab has no record with the id "${id.slice(0, 40)}"`,
  });
}
