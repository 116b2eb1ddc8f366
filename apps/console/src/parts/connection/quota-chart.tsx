import { useState } from 'react';
import { count, exactTime } from '../../format/format.ts';
import { drawQuota, type QuotaSeries, quotaStepText } from '../../format/quota-chart.ts';
import type { Point } from '../../format/service-levels.ts';
import { useNow } from '../now.ts';

const WIDTH = 720;
const HEIGHT = 96;

/** What was left over time. The step under the pointer, or the one that the arrow keys are at, is said in full. */
export function QuotaChart({ label, series }: { readonly label: string; readonly series: QuotaSeries }) {
  const now = new Date(useNow());
  const [picked, setPicked] = useState<number | null>(null);
  const last = series.length - 1;
  const at = Math.min(picked ?? last, last);
  const step = series[at]!;
  const { strokes, held, top } = drawQuota(series, WIDTH, HEIGHT);
  const x = ((at + 0.5) * WIDTH) / series.length;
  const text = quotaStepText(step, now);
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    PageDown: at - 12,
    PageUp: at + 12,
    Home: 0,
    End: last,
  };
  return (
    <div className="quota-chart">
      <div className="spread small">
        <span className="dim">{count(top)} at most</span>
        <output>{text}</output>
      </div>
      <div
        role="slider"
        tabIndex={0}
        aria-label={`${label}, step by step`}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at}
        aria-valuetext={text}
        onKeyDown={(event) => {
          const to = moves[event.key];
          if (to === undefined) return;
          event.preventDefault();
          setPicked(Math.max(0, Math.min(last, to)));
        }}
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const share = (event.clientX - box.left) / Math.max(1, box.width);
          setPicked(Math.max(0, Math.min(last, Math.floor(share * series.length))));
        }}
        onPointerLeave={() => setPicked(null)}
        onBlur={() => setPicked(null)}
      >
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          {held.map((each) => (
            <rect key={each.x} className="held" x={each.x} y={0} width={each.width} height={HEIGHT} />
          ))}
          {strokes.map((points) => (
            <g key={points[0]!.x}>
              <polygon points={areaOf(points)} />
              <polyline
                points={pairs(points.length === 1 ? [points[0]!, { ...points[0]!, x: points[0]!.x + 1 }] : points)}
              />
            </g>
          ))}
          {picked !== null && <line className="cursor" x1={x} x2={x} y1={0} y2={HEIGHT} />}
        </svg>
      </div>
      <div className="spread dim small">
        <span>{exactTime(new Date(series[0]!.at), now)}</span>
        <span>{exactTime(new Date(series[last]!.at), now)}</span>
      </div>
    </div>
  );
}

function pairs(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${x},${y}`).join(' ');
}

function areaOf(points: readonly Point[]): string {
  return `${points[0]!.x},${HEIGHT} ${pairs(points)} ${points.at(-1)!.x},${HEIGHT}`;
}
