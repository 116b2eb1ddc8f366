import type { FetchedPage, PageRequest } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import type { OpenProjectClient } from './client.ts';
import { elementsOf } from './collection.ts';
import { idOf } from './item.ts';
import { readByTime } from './work-package-list.ts';

/** Work packages that make a page, each a call of its own. */
const A_PAGE = 20;
/** Calls at once: people use the instance, too. */
const AT_ONCE = 4;

/**
 * A page of what OpenProject lists by work package alone, of some work packages. What hangs at a work package moves its
 * time of change, so that those changed since a time lead to all of it that is new.
 */
export async function readOfEach(
  client: OpenProjectClient,
  request: PageRequest,
  read: (workPackageId: string) => Promise<readonly unknown[]>,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const { pageSize: _records, ...place } = request;
  const { answer, next } = await readByTime(client, place, A_PAGE, signal);
  const ids = elementsOf(answer.data).flatMap((value) => idOf(value) ?? []);
  const found = new Map<string, unknown>();
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const lists = await Promise.all(ids.slice(at, at + AT_ONCE).map((id) => unlessGone(() => read(id))));
    for (const element of lists.flat()) found.set(idOf(element) ?? `#${found.size}`, element);
  }
  return { raw: Buffer.from(JSON.stringify([...found.values()])), next, observedAt: answer.observedAt };
}

/** One that was deleted since it was listed has nothing any more. */
async function unlessGone(read: () => Promise<readonly unknown[]>): Promise<readonly unknown[]> {
  try {
    return await read();
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
    return [];
  }
}
