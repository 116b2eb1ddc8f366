import type { NormalisedRecord } from '@syncline/core';
import { asItem, idOf, textOf } from './item.ts';

/** A member as other objects show them: a partial record of the members stream; null for what is none. */
export function embeddedMember(value: unknown): NormalisedRecord | null {
  const item = asItem(value);
  const externalId = idOf(item);
  if (externalId === null) return null;
  const name = textOf(item?.['fullName']);
  const username = textOf(item?.['username']);
  return {
    kind: 'user',
    stream: 'members',
    externalId,
    locator: externalId,
    fields: { ...(name && { name }), ...(username && { username }) },
    references: [],
    relations: [],
    remoteUpdatedAt: null,
    url: null,
    partial: true,
  };
}
