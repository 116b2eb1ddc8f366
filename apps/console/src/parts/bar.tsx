import { percent } from '../format/format.ts';

interface BarProps {
  /** Of one; null: it can not be said. */
  readonly share: number | null;
  readonly label: string;
  readonly tone?: 'good' | 'busy' | 'wait' | 'bad' | 'dim';
}

/** How much of something is done. */
export function Bar({ share, label, tone = 'busy' }: BarProps) {
  const value = share === null ? null : Math.max(0, Math.min(1, share));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuetext={value === null ? 'not known' : percent(value)}
      {...(value === null ? {} : { 'aria-valuenow': Math.floor(value * 100) })}
      className={`bar ${tone} ${value === null ? 'unknown' : ''}`}
    >
      <div style={{ transform: `scaleX(${value ?? 1})` }} />
    </div>
  );
}
