import type { NormalisedRecord, Reference, RelationType } from '@syncline/core';
import { asItem, idOf, textOf } from './item.ts';

/** The user shown inside another object, as a partial record of the users stream; null when there is none. */
function embeddedUser(value: unknown): NormalisedRecord | null {
  const user = asItem(value);
  const externalId = idOf(user);
  const username = textOf(user?.['username']);
  if (!user || externalId === null || username === null) return null;
  const fields = {
    username,
    name: textOf(user['name']),
    state: textOf(user['state']),
    avatar_url: textOf(user['avatar_url']),
  };
  return {
    kind: 'user',
    stream: 'users',
    externalId,
    locator: username,
    fields,
    references: [],
    relations: [],
    remoteUpdatedAt: null,
    url: textOf(user['web_url']),
    partial: true,
  };
}

/** An edge to a user, and the user; nothing where GitLab shows null. */
export function addUser(
  value: unknown,
  relation: RelationType,
  references: Reference[],
  embedded: NormalisedRecord[],
): void {
  const user = embeddedUser(value);
  if (!user) return;
  references.push({ relation, stream: 'users', externalId: user.externalId });
  if (!embedded.some((other) => other.externalId === user.externalId)) embedded.push(user);
}
