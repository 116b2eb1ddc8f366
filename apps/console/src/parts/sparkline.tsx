import { type Point, strokesOf } from '../format/service-levels.ts';

const WIDTH = 132;
const HEIGHT = 26;

type SparklineProps = Parameters<typeof strokesOf>[0] & { readonly label: string };

/** A series in the size of a word, the target as a thin line behind it. */
export function Sparkline({ label, ...level }: SparklineProps) {
  const { strokes, targetY } = strokesOf(level, WIDTH, HEIGHT);
  return (
    <svg
      role="img"
      aria-label={label}
      className="sparkline"
      width={WIDTH + 4}
      height={HEIGHT + 4}
      viewBox={`-2 -2 ${WIDTH + 4} ${HEIGHT + 4}`}
    >
      <line className="target" x1={0} x2={WIDTH} y1={targetY} y2={targetY} />
      {strokes.map((points) =>
        points.length === 1 ? (
          <circle key={points[0]!.x} cx={points[0]!.x} cy={points[0]!.y} r={1.3} />
        ) : (
          <polyline key={points[0]!.x} points={points.map(pair).join(' ')} />
        ),
      )}
    </svg>
  );
}

function pair({ x, y }: Point): string {
  return `${x},${y}`;
}
