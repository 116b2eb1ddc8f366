import type { Written } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import { idOf } from '../item.ts';

/** What a write's answer says it made. An answer without an id is no proof that nothing was made. */
export function writtenAs(
  what: string,
  item: unknown,
  locate: (externalId: string) => string,
  scope: string,
  raw: Uint8Array | null,
): Written {
  const externalId = idOf(item);
  if (externalId === null)
    throw new SynclineError({
      class: 'partial',
      code: 'gitlab_no_id',
      message: `GitLab answered the write of ${what} without an id`,
    });
  return { key: { externalId, locator: locate(externalId), scope }, raw };
}
