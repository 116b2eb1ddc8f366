import type { EntityKind, Json } from '@syncline/core';
import { type ClientPart, type Neighbour, readNeighbours, type Sql } from '@syncline/store';
import { isOpen, isTask, timeOf } from './standing.ts';
import { type ClientWay, clientWays, type Footing } from './ways.ts';

/** A record of a client. */
export interface ClientMember {
  readonly id: string;
  readonly kind: EntityKind;
  readonly part: ClientPart;
  readonly viaId: string;
  readonly at: Date;
  readonly isOpen: boolean;
  readonly fields: Readonly<Record<string, Json>>;
  readonly updatedAt: Date;
}

export interface Membership {
  readonly members: ReadonlyMap<string, ClientMember>;
  /** By work: what it waits for and is not done. */
  readonly waits: ReadonlyMap<string, ReadonlySet<string>>;
  /** Records with more edges than are followed. */
  readonly cut: ReadonlySet<string>;
}

type Found = Exclude<ClientWay['finds'], 'waits'>;

interface Growing {
  readonly members: Map<string, ClientMember>;
  readonly waits: Map<string, Set<string>>;
  readonly cut: Set<string>;
}

const wayOf: ReadonlyMap<string, ClientWay> = new Map(
  clientWays.map((way): [string, ClientWay] => [`${way.from} ${way.direction} ${way.kind} ${way.type}`, way]),
);

/** Everything that belongs to clients, step by step along the edges, from the graph alone. */
export async function readMembership(
  sql: Sql,
  workspaceId: number,
  clientIds: readonly string[],
): Promise<ReadonlyMap<string, Membership>> {
  const found = new Map<string, Growing>(
    clientIds.map((id) => [id, { members: new Map(), waits: new Map(), cut: new Set() }]),
  );
  let footings: { clientId: string; entityId: string; from: Footing }[] = clientIds.map((id) => ({
    clientId: id,
    entityId: id,
    from: 'account',
  }));
  while (footings.length > 0) {
    const neighbours = await readNeighbours(sql, workspaceId, footings, clientWays);
    footings = [];
    for (const each of neighbours) {
      const way = wayOf.get(`${each.from} ${each.direction} ${each.kind} ${each.type}`)!;
      const growing = found.get(each.clientId)!;
      if (each.isCut) growing.cut.add(each.viaId);
      if (each.id === each.clientId) continue;
      if (way.finds === 'waits') noteWait(growing, each);
      else if (take(growing, each, way.finds) && way.next !== 'edge')
        footings.push({ clientId: each.clientId, entityId: each.id, from: way.next });
    }
  }
  return found;
}

/** True when it was not known before. The first way to a record counts: they come in the order of their steps. */
function take({ members }: Growing, each: Neighbour, finds: Found): boolean {
  const known = members.get(each.id);
  if (known && known.part !== 'blocker') return false;
  members.set(each.id, memberOf(each, partOf(each, finds)));
  return true;
}

function noteWait({ members, waits }: Growing, each: Neighbour): void {
  if (!members.has(each.id)) members.set(each.id, memberOf(each, 'blocker'));
  if (!isOpen(each.kind, each.fields)) return;
  const waiting = waits.get(each.viaId) ?? new Set();
  waits.set(each.viaId, waiting.add(each.id));
}

function partOf(each: Neighbour, finds: Found): ClientPart {
  if (finds === 'activity') return isTask(each.fields) ? 'work' : 'interaction';
  return finds === 'comment' ? 'interaction' : finds;
}

function memberOf({ id, kind, viaId, fields, createdAt, updatedAt }: Neighbour, part: ClientPart): ClientMember {
  const goesOn = part === 'deal' || part === 'work' || part === 'blocker' ? isOpen(kind, fields) : false;
  return { id, kind, part, viaId, at: timeOf(fields, createdAt), isOpen: goesOn, fields, updatedAt };
}
