import { ago, exactTime } from '../format/format.ts';
import { useNow } from './now.ts';

interface WhenProps {
  /** ISO, as the API has it; null: it was not yet. */
  readonly at: string | null | undefined;
  /** What stands there when it was not yet. */
  readonly never?: string;
}

/** A time, relative and exact. */
export function When({ at, never = '—' }: WhenProps) {
  const now = useNow();
  if (!at) return <span className="dim">{never}</span>;
  const date = new Date(at);
  return (
    <time dateTime={at} title={date.toISOString()} className="when">
      <span>{ago(now - date.getTime())}</span> <span className="exact">{exactTime(date, new Date(now))}</span>
    </time>
  );
}
