import type { Byline } from '@syncline/core';
import { withByline, withoutByline } from '@syncline/rich-text';
import { type AuthorRow, findAuthors, type Sql } from '@syncline/store';
import type { EntityState } from './entity-steps.ts';
import type { PlanMember, SyncPlan } from './sync-plan.ts';

/** Who wrote some entities, by entity id. */
export type Authors = ReadonlyMap<string, readonly AuthorRow[]>;

export async function loadAuthors(tx: Sql, plan: SyncPlan, states: Iterable<EntityState>): Promise<Authors> {
  const signed = [...states].filter(({ kind }) => plan.membersOfKind(kind).some((member) => member.bylines));
  const rows = await findAuthors(
    tx,
    plan.workspaceId,
    signed.map(({ id }) => id),
  );
  return Map.groupBy(rows, (row) => row.entityId);
}

/**
 * What stands above a text that the integration's account posts for somebody else; undefined at the side where it was
 * written, and for what was written in the hub. A twin that somebody else made there is that one's own words.
 */
export function bylineOf(member: PlanMember, authors: Authors, state: EntityState): Byline | undefined {
  if (!member.bylines) return undefined;
  const isHere = ({ connectionId, stream }: { readonly connectionId: number; readonly stream: string }): boolean =>
    connectionId === member.connectionId && stream === member.stream.name;
  const home = state.mappings.find((mapping) => mapping.home);
  const here = state.mappings.find(isHere);
  if (!home || isHere(home) || (here && here.ownKey === null)) return undefined;
  const known = (authors.get(state.id) ?? []).filter(({ shownBy }) => shownBy === home.connectionId);
  const nameAt = (connectionId: number) => known.find((row) => row.connectionId === connectionId && row.name !== null);
  const asKnownHere = nameAt(member.connectionId);
  const name = (asKnownHere ?? nameAt(home.connectionId))?.name ?? null;
  const at = asKnownHere ? null : member.vendorOf(home.connectionId);
  return { add: (text) => withByline(text, { name, at }), remove: withoutByline };
}
