import { PAGE_SIZE, parseItems } from './paging.ts';

/** What the short lists of an owner have alike: they are followed page by page, and polls read them anew. */
export const ownerStream = {
  scopeKind: 'owner',
  backfill: 'follow',
  incremental: 'relist',
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  // What the token may not see any more answers 404, like what was renamed or deleted.
  locatorsAreStable: false,
  parsePage: parseItems,
} as const;
