import type { Reference } from '@syncline/core';
import type { OpenProjectClient } from './client.ts';
import { allElements } from './collection.ts';
import { asItem, type Item, idOf, sortedSet, textOf } from './item.ts';
import { linkedId } from './links.ts';

/** Fields that are relations to others and edges of the graph, written here. */
export const LINK_FIELDS = ['blocks', 'depends_on', 'related_to'] as const;
export type LinkField = (typeof LINK_FIELDS)[number];

/** Those that the schedule follows from: shown, and never written, since that would move dates. */
const SHOWN_FIELDS = ['follows', 'precedes'] as const;
type RelationField = LinkField | (typeof SHOWN_FIELDS)[number];

export const RELATION_FIELDS: readonly RelationField[] = [...LINK_FIELDS, ...SHOWN_FIELDS];

/** A relation as one of its two work packages sees it. */
export interface WorkPackageRelation {
  readonly relationId: string;
  readonly field: RelationField;
  readonly otherId: string;
}

/** What a type of relation means at its `from`, and at its `to`. Other types are left alone. */
const FIELDS: ReadonlyMap<string, readonly [from: RelationField, to: RelationField]> = new Map([
  ['blocks', ['blocks', 'depends_on']],
  ['blocked', ['depends_on', 'blocks']],
  ['relates', ['related_to', 'related_to']],
  ['follows', ['follows', 'precedes']],
  ['precedes', ['precedes', 'follows']],
]);

/** Relations of many work packages in one list; an element names both of its ends. */
export function readRelations(
  client: OpenProjectClient,
  workPackageIds: readonly string[],
  signal: AbortSignal,
): Promise<unknown[]> {
  if (workPackageIds.length === 0) return Promise.resolve([]);
  const filters = [{ involved: { operator: '=', values: [...workPackageIds] } }];
  return allElements(client, { path: '/relations', query: { filters, sortBy: [['id', 'asc']] } }, signal);
}

/** Those of one work package, of the types that are carried. */
export function relationsOf(elements: readonly unknown[], workPackageId: string): WorkPackageRelation[] {
  return elements.flatMap((value): WorkPackageRelation[] => {
    const item = asItem(value);
    const relationId = idOf(item);
    const ends = endsOf(item);
    const fields = FIELDS.get(textOf(item?.['type']) ?? '');
    if (relationId === null || ends === null || fields === undefined) return [];
    if (ends.from === workPackageId) return [{ relationId, field: fields[0], otherId: ends.to }];
    return ends.to === workPackageId ? [{ relationId, field: fields[1], otherId: ends.from }] : [];
  });
}

export function endsOf(item: Item | null): { readonly from: string; readonly to: string } | null {
  const [from, to] = [linkedId(item, 'from').id, linkedId(item, 'to').id];
  return from === null || to === null ? null : { from, to };
}

export function otherIds(relations: readonly WorkPackageRelation[], field: RelationField): string[] {
  return sortedSet(relations.filter((relation) => relation.field === field).map(({ otherId }) => otherId));
}

export function relationReferences(relations: readonly WorkPackageRelation[]): Reference[] {
  return LINK_FIELDS.flatMap((relation) =>
    otherIds(relations, relation).map((externalId): Reference => ({ relation, stream: 'work_packages', externalId })),
  );
}
