import type { NormalisedRecord, Reference, RelationType } from '@syncline/core';
import { asItem, type Item } from './item.ts';
import { linkOf, targetOf } from './links.ts';

/** What people, groups and placeholders are listed under; they share one row of ids. */
const PRINCIPALS = ['users', 'groups', 'placeholder_users'] as const;

const TYPES: Readonly<Record<string, string>> = {
  users: 'User',
  groups: 'Group',
  placeholder_users: 'PlaceholderUser',
};

/** Where a principal is: `users/5`, `groups/7`. Null for what is none. */
export function parsePrincipalLocator(locator: string | null | undefined): string | null {
  const match = /^([a-z_]+)\/\d{1,18}$/.exec(locator ?? '');
  return match && PRINCIPALS.some((resource) => resource === match[1]) ? (locator ?? null) : null;
}

/** The locator of a principal as it shows its own type. */
export function principalLocator(type: unknown, id: string): string {
  const resource = PRINCIPALS.find((candidate) => TYPES[candidate] === type) ?? 'users';
  return `${resource}/${id}`;
}

/** An edge to whoever a link names, and that one as a partial record of the users stream. */
export function addPrincipal(
  item: Item,
  link: string,
  relation: RelationType | null,
  references: Reference[],
  embedded: NormalisedRecord[],
): void {
  const target = targetOf(asItem(linkOf(item, link)));
  if (!target || TYPES[target.resource] === undefined) return;
  const { id, resource, title } = target;
  if (relation !== null) references.push({ relation, stream: 'users', externalId: id });
  if (embedded.some((other) => other.externalId === id)) return;
  embedded.push({
    kind: 'user',
    stream: 'users',
    externalId: id,
    locator: `${resource}/${id}`,
    fields: { ...(title !== null && title !== '' && { name: title }), user_type: TYPES[resource] ?? 'User' },
    references: [],
    relations: [],
    remoteUpdatedAt: null,
    url: null,
    partial: true,
  });
}
