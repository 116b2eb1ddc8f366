import {
  type Belonging,
  filesOfLinks,
  findBelongings,
  findMadeEntities,
  type ImportRecord,
  type MadeEntity,
  type Sql,
} from '@syncline/store';

/** Why an entity that an import made stays when that is taken back. */
export interface Stay {
  readonly cause: 'changed' | 'built_on';
  /** In words that go on behind “was not taken back: …”. */
  readonly what: string;
}

/**
 * Of entities that an import made, those that are not its own any more: linked with a record, changed, or built on by
 * others that belong to them and stay. Those that go with the import hold nothing, whichever of them is looked at first.
 */
export async function whatStays(
  tx: Sql,
  { id, workspaceId }: Pick<ImportRecord, 'id' | 'workspaceId'>,
  entityIds: readonly string[],
): Promise<Map<string, Stay>> {
  const made = new Map<string, MadeEntity>();
  const belonging = new Map<string, Belonging[]>();
  for (let next = [...entityIds]; next.length > 0; ) {
    for (const each of await findMadeEntities(tx, workspaceId, id, next)) made.set(each.entityId, each);
    const edges = await findBelongings(
      tx,
      workspaceId,
      id,
      next.filter((each) => made.has(each)),
    );
    for (const [to, theirs] of Map.groupBy(edges, ({ entityId }) => entityId)) belonging.set(to, theirs);
    const further = edges.flatMap(({ own, fromId }) => (own === 'made' && !made.has(fromId) ? [fromId] : []));
    next = [...new Set(further)];
  }
  const holders = new Map<string, Belonging | null>();
  const isOwn = ({ isLinked, hasChanged }: MadeEntity): boolean => !isLinked && !hasChanged;
  const holderOf = (entityId: string): Belonging | null => {
    const known = holders.get(entityId);
    if (known !== undefined) return known;
    holders.set(entityId, null);
    const holder = (belonging.get(entityId) ?? []).find(({ own, fromId }) => {
      if (own !== 'made') return own !== 'linked';
      const theirs = made.get(fromId);
      return theirs !== undefined && (!isOwn(theirs) || holderOf(fromId) !== null);
    });
    holders.set(entityId, holder ?? null);
    return holder ?? null;
  };
  const held = entityIds.flatMap((each) => {
    const entity = made.get(each);
    const holder = entity && isOwn(entity) ? holderOf(each) : null;
    return holder === null ? [] : [holder];
  });
  const files = await filesOfLinks(
    tx,
    id,
    held.map(({ fromId, entityId }) => ({ from: fromId, to: entityId })),
  );
  return new Map([
    ...[...made.values()].flatMap((entity): [string, Stay][] => {
      const what = whatChanged(entity);
      return what === null ? [] : [[entity.entityId, { cause: 'changed', what }]];
    }),
    ...held.map((holder): [string, Stay] => [
      holder.entityId,
      { cause: 'built_on', what: whatHolds(holder, files.get(holder.fromId)) },
    ]),
  ]);
}

function whatChanged({ isLinked, hasChanged, changedBy }: MadeEntity): string | null {
  if (isLinked) return 'a record of a connection is linked to it by now';
  if (!hasChanged) return null;
  return changedBy === null
    ? 'it has been changed since'
    : `it has been changed since, by ${changedBy}: take that import back first, then this one once more`;
}

function whatHolds({ fromKind, fromId }: Belonging, file: string | undefined): string {
  return file === undefined
    ? `${fromKind} ${fromId} belongs to it, and stays: once it does not any more, take the import back once more`
    : `${fromKind} ${fromId} belongs to it, as ${file} says: take that import back first, then this one once more`;
}
