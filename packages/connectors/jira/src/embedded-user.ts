import type { NormalisedRecord, Reference, RelationType } from '@syncline/core';
import { asItem, textOf } from './item.ts';

/** The account id of a user object; null for nobody, and for Jira's stand-in of a deleted account. */
export function accountIdOf(value: unknown): string | null {
  const accountId = textOf(asItem(value)?.['accountId']);
  return accountId === null || accountId === '' || accountId === 'unknown' ? null : accountId;
}

/** An edge to a user, and the user as a partial record of the users stream. */
export function addUser(
  value: unknown,
  relation: RelationType,
  references: Reference[],
  embedded: NormalisedRecord[],
): void {
  const user = asItem(value);
  const externalId = accountIdOf(user);
  if (!user || externalId === null) return;
  references.push({ relation, stream: 'users', externalId });
  if (embedded.some((other) => other.externalId === externalId)) return;
  const name = textOf(user['displayName']);
  const email = textOf(user['emailAddress']);
  embedded.push({
    kind: 'user',
    stream: 'users',
    externalId,
    locator: externalId,
    // An e-mail address that privacy hides is absent, which is no word that there is none.
    fields: { ...(name !== null && { name }), ...(email && { email }) },
    references: [],
    relations: [],
    remoteUpdatedAt: null,
    url: null,
    partial: true,
  });
}
