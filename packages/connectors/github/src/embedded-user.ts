import type { NormalisedRecord, Reference, RelationType } from '@syncline/core';
import { asItem, idOf, textOf } from './item.ts';

/** The user shown inside another object, as a partial record of the users stream; null when there is none. */
function embeddedUser(value: unknown): NormalisedRecord | null {
  const user = asItem(value);
  const externalId = idOf(user);
  const login = textOf(user?.['login']);
  if (!user || externalId === null || login === null) return null;
  return {
    kind: 'user',
    stream: 'users',
    externalId,
    locator: login,
    fields: { login, avatar_url: textOf(user['avatar_url']), user_type: textOf(user['type']) },
    references: [],
    relations: [],
    remoteUpdatedAt: null,
    url: textOf(user['html_url']),
    partial: true,
  };
}

/** An edge to a user, and the user; nothing for a deleted account, which GitHub shows as null. */
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
