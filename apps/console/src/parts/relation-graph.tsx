import { Link } from 'wouter';
import type { EntityDetail } from '../api/client.ts';
import { words } from '../format/format.ts';
import { cut, type Neighbour, neighbourhoodOf, ROW_PX } from '../format/neighbourhood.ts';

const WIDTH = 760;
const NODE = 210;
const CENTRE = { from: 300, to: 460 };
const NAME_LENGTH = 28;

/** An entity with what refers to it at the left and what it refers to at the right; each leads to its page. */
export function RelationGraph({ entity }: { readonly entity: EntityDetail }) {
  const { height, neighbours, more } = neighbourhoodOf(entity.relations);
  const middle = height / 2;
  return (
    <svg
      className="relation-graph"
      role="group"
      aria-label="Relations as a graph"
      viewBox={`0 0 ${WIDTH} ${height}`}
      width={WIDTH}
      height={height}
    >
      {neighbours.map((each) => (
        <Edge key={`${each.side} ${each.y}`} neighbour={each} middle={middle} />
      ))}
      <rect className="centre" x={CENTRE.from} y={middle - 12} width={CENTRE.to - CENTRE.from} height={24} rx={3} />
      <text className="own" x={WIDTH / 2} y={middle + 4} textAnchor="middle">
        {cut(entity.title ?? words(entity.kind), 18)}
      </text>
      {neighbours.map((each) => (
        <Node key={`${each.side} ${each.y}`} neighbour={each} />
      ))}
      {(['in', 'out'] as const).map(
        (side) =>
          more[side] > 0 && (
            <text key={side} className="more" x={side === 'in' ? 0 : WIDTH - NODE} y={height - ROW_PX / 2 + 4}>
              {more[side]} more, listed below
            </text>
          ),
      )}
    </svg>
  );
}

function Edge({
  neighbour: { side, y, relation },
  middle,
}: {
  readonly neighbour: Neighbour;
  readonly middle: number;
}) {
  const [from, to] = side === 'in' ? [NODE, CENTRE.from] : [WIDTH - NODE, CENTRE.to];
  const bend = (from + to) / 2;
  return (
    <g className={relation.entityId === null ? 'edge missing' : 'edge'}>
      <path d={`M${from},${y} C${bend},${y} ${bend},${middle} ${to},${middle}`} />
      <text x={side === 'in' ? from + 4 : from - 4} y={y - 4} textAnchor={side === 'in' ? 'start' : 'end'}>
        {cut(words(relation.type), 12)}
      </text>
    </g>
  );
}

function Node({ neighbour: { side, y, name, relation } }: { readonly neighbour: Neighbour }) {
  const text = (
    <text x={side === 'in' ? NODE - 6 : WIDTH - NODE + 6} y={y + 4} textAnchor={side === 'in' ? 'end' : 'start'}>
      {cut(name, NAME_LENGTH)}
    </text>
  );
  if (relation.entityId === null) return <g className="node missing">{text}</g>;
  return (
    <Link
      href={`/entities/${relation.entityId}`}
      className="node"
      aria-label={`${side === 'in' ? `${name}, whose ${words(relation.type)} it is` : `${words(relation.type)}: ${name}`}`}
    >
      <rect x={side === 'in' ? 0 : WIDTH - NODE} y={y - 12} width={NODE} height={24} rx={3} />
      {text}
    </Link>
  );
}
