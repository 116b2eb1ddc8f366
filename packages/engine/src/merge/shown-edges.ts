import type { EntityKind, RelationType } from '@syncline/core';
import {
  type EdgeHolder,
  findHolders,
  loadEdges,
  type Origin,
  type PreparedEdge,
  type PreparedRecord,
  type Sql,
} from '@syncline/store';
import { prepareRecord } from '../read/prepare-record.ts';

const PARTIAL = 'partial:';

/** Marks what a partial record has changed: the next whole one differs from it, and is looked at in full. */
export function partialHash(hash: string): string {
  return `${PARTIAL}${hash}`;
}

export interface ShownEdges {
  readonly record: PreparedRecord;
  readonly entityId: string;
  /** Of the edges as its mapping knows them. */
  readonly edgesHash: string;
}

/**
 * Which records show other edges than those that stand. The hash tells, but for a partial record, and for a whole one
 * after a partial one: those are compared edge by edge.
 */
export async function findChangedEdges(
  tx: Sql,
  origin: Origin,
  shown: readonly ShownEdges[],
): Promise<ReadonlySet<PreparedRecord>> {
  const isCompared = ({ record, edgesHash }: ShownEdges): boolean => record.partial || edgesHash.startsWith(PARTIAL);
  const compared = shown.filter((each) => isCompared(each) && each.record.relations.length > 0);
  const standing = await loadEdges(
    tx,
    origin,
    compared.map(({ entityId }) => entityId),
  );
  const changed = new Set<PreparedRecord>();
  for (const each of shown) {
    const { record, entityId, edgesHash } = each;
    if (isCompared(each) ? differsFrom(record, standing.get(entityId) ?? []) : record.edgesHash !== edgesHash)
      changed.add(record);
  }
  return changed;
}

/** Whether the edges of the shown types are others than those that stand. */
function differsFrom(record: PreparedRecord, standing: readonly PreparedEdge[]): boolean {
  const nameOf = (edge: PreparedEdge): string => `${edge.relation} ${edge.stream} ${edge.target}`;
  const kept = new Set(standing.filter((edge) => record.relations.includes(edge.relation)).map(nameOf));
  return record.edges.length !== kept.size || record.edges.some((edge) => !kept.has(nameOf(edge)));
}

/** A record that another one's answer shows to hold an edge to it no longer. */
export interface ReleasedRecord {
  /** In part: without the edge. */
  readonly record: PreparedRecord;
  readonly owner: PreparedRecord;
}

/**
 * Finds the records that hold an edge to one of these in the graph, though all that do so now were shown along with it
 * and they are not among them.
 */
export async function findReleased(
  tx: Sql,
  origin: Origin,
  owners: readonly PreparedRecord[],
  embedded: readonly PreparedRecord[],
): Promise<ReleasedRecord[]> {
  const targets = owners.flatMap((owner) =>
    (owner.inbound ?? []).map((relation) => ({
      owner,
      stream: owner.stream,
      externalId: owner.externalId,
      relation: relation as RelationType,
    })),
  );
  const shown = new Set(
    embedded.flatMap(({ stream, externalId, edges }) =>
      edges.map(({ relation }) => `${relation} ${stream}/${externalId}`),
    ),
  );
  const holders = await findHolders(tx, origin, targets);
  return holders.flatMap(({ index, ...holder }) => {
    const { owner, stream, relation } = targets[index]!;
    if (shown.has(`${relation} ${stream}/${holder.externalId}`)) return [];
    return [{ owner, record: withoutEdges(owner, holder, relation) }];
  });
}

function withoutEdges(
  owner: PreparedRecord,
  { externalId, locator, scope }: Omit<EdgeHolder, 'index'>,
  relation: RelationType,
): PreparedRecord {
  const kind = owner.kind as EntityKind;
  const nothing = { fields: {}, references: [], remoteUpdatedAt: null, url: null, partial: true };
  return prepareRecord({ kind, stream: owner.stream, externalId, locator, relations: [relation], ...nothing }, scope);
}
