import type { EntityDetail } from '../api/client.ts';

type Relation = EntityDetail['relations'][number];

/** One neighbour of an entity, at its place in the drawing. */
export interface Neighbour {
  readonly relation: Relation;
  /** What it is called. */
  readonly name: string;
  readonly side: 'in' | 'out';
  /** Of its middle. */
  readonly y: number;
}

export interface Neighbourhood {
  readonly height: number;
  readonly neighbours: readonly Neighbour[];
  /** How many are left out on each side. */
  readonly more: { readonly in: number; readonly out: number };
}

export const ROW_PX = 30;
const SHOWN_EACH_SIDE = 9;

/** What refers to an entity at the left and what it refers to at the right, each side in the middle of its height. */
export function neighbourhoodOf(relations: readonly Relation[]): Neighbourhood {
  const sides = { in: of(relations, 'in'), out: of(relations, 'out') };
  const rows = Math.max(1, ...Object.values(sides).map(({ shown, more }) => shown.length + (more > 0 ? 1 : 0)));
  const height = rows * ROW_PX;
  const place = (side: 'in' | 'out'): Neighbour[] => {
    const { shown } = sides[side];
    const top = (height - shown.length * ROW_PX) / 2;
    return shown.map((relation, at) => ({ relation, name: nameOf(relation), side, y: top + (at + 0.5) * ROW_PX }));
  };
  return {
    height,
    neighbours: [...place('in'), ...place('out')],
    more: { in: sides.in.more, out: sides.out.more },
  };
}

function of(relations: readonly Relation[], side: 'in' | 'out') {
  const all = relations.filter(({ direction }) => direction === side);
  return { shown: all.slice(0, SHOWN_EACH_SIDE), more: Math.max(0, all.length - SHOWN_EACH_SIDE) };
}

function nameOf({ title, entityId, target }: Relation): string {
  return title ?? (entityId === null ? (target ?? 'unknown') : entityId.slice(0, 8));
}

/** A text in at most `length` characters. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
