import { valueText } from '../format/format.ts';

const LONG = 240;

/** The value of a field, as people read it; long texts fold. */
export function Value({ value, short = false }: { readonly value: unknown; readonly short?: boolean }) {
  if (value === null || value === undefined) return <span className="dim">empty</span>;
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value))
    return <time dateTime={value}>{value}</time>;
  const text = valueText(value);
  if (short) return <q>{text.length > 60 ? `${text.slice(0, 57)}…` : text}</q>;
  if (text.length <= LONG) return <span className="value">{text}</span>;
  return (
    <details>
      <summary>
        <span className="value">{text.slice(0, LONG - 40)}…</span>
      </summary>
      <span className="value">{text}</span>
    </details>
  );
}
