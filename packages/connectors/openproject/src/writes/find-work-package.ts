import type { CreateSearch, Written } from '@syncline/connector-sdk';
import type { OpenProjectClient } from '../client.ts';
import { elementsOf, hasMore, readPageOf } from '../collection.ts';
import { asItem, type Item, idOf, rawText } from '../item.ts';
import { splitOwnKey } from '../own-key.ts';
import { projectIdOf } from '../project-list.ts';
import { atOrAfter, workPackagesOf } from '../work-package-list.ts';

/** Both clocks may be off by hours. */
const CLOCK_SKEW_MS = 3 * 3_600_000;

/**
 * Looks for a work package by the key in its text, among those made since the first attempt, in the list that is read
 * from where they are written. From the oldest on, so that what is made meanwhile comes last; one that is deleted
 * meanwhile pulls the rest forward, so that what was not found over several pages is looked for once more.
 */
export async function findCreatedWorkPackage(
  client: OpenProjectClient,
  search: CreateSearch,
  signal: AbortSignal,
): Promise<Written | null> {
  const since = new Date(search.since.getTime() - CLOCK_SKEW_MS).toISOString();
  const projectId = await projectIdOf(client, search.scope, signal);
  const list = await workPackagesOf(client, projectId, signal, [atOrAfter('createdAt', since)]);
  const sorted = { ...list, query: { ...list.query, sortBy: [['id', 'asc']] } };
  for (let turn = 1; turn <= 2; turn += 1) {
    for (let page = 1; ; page += 1) {
      const { data } = await readPageOf(client, sorted, page, signal);
      const found = elementsOf(data)
        .map(asItem)
        .find((item) => ownKeyOf(item) === search.ownKey);
      const externalId = idOf(found);
      if (externalId !== null) return { key: { externalId, locator: externalId, scope: projectId }, raw: null };
      if (hasMore(data, page)) continue;
      if (page === 1) return null;
      break;
    }
  }
  return null;
}

function ownKeyOf(item: Item | null): string | null {
  return splitOwnKey(rawText(item?.['description']) ?? '').ownKey;
}
