import {
  type ColumnRule,
  hasDecimals,
  isOpen,
  type Manifest,
  type Place,
  withRule,
} from '../../format/edit-manifest.ts';

interface NotationProps {
  readonly manifest: Manifest;
  readonly place: Place;
  readonly isOff: boolean;
  readonly onChange: (manifest: Manifest) => void;
}

const dateOrders = [
  ['ymd', 'year-month-day'],
  ['dmy', 'day/month/year'],
  ['mdy', 'month/day/year'],
] as const;
const decimals = [
  ['.', '1,234.5'],
  [',', '1.234,5'],
] as const;

/** How cells of a column are written: what a person can say of it; the rest is what it is. */
export function Notation({ manifest, place, isOff, onChange }: NotationProps) {
  const { rule } = place;
  // What is said of the other part of the cell goes for it.
  if (rule.as === 'range_from' || rule.as === 'currency') return null;
  const set = (change: Partial<ColumnRule>): void => onChange(withRule(manifest, place, change));
  const pick = (
    name: string,
    value: string,
    options: readonly (readonly [string, string])[],
    change: (value: string) => Partial<ColumnRule>,
  ) => (
    <select
      aria-label={`${name} of ${rule.column}`}
      aria-invalid={isOpen(place)}
      disabled={isOff}
      value={value}
      onChange={(event) => set(change(event.target.value))}
    >
      {value === '' && <option value="">not known: which?</option>}
      {options.map(([each, text]) => (
        <option key={each} value={each}>
          {text}
        </option>
      ))}
    </select>
  );
  return (
    <span className="notation">
      {rule.as === 'date' || rule.as === 'datetime'
        ? pick('Order of dates', rule.dateOrder ?? '', dateOrders, (value) => ({
            dateOrder: value as NonNullable<ColumnRule['dateOrder']>,
          }))
        : hasDecimals(rule.as)
          ? pick('Decimals', rule.decimal ?? '', decimals, (value) => ({
              decimal: value as NonNullable<ColumnRule['decimal']>,
            }))
          : rule.as === 'phone' && (
              <label className="small">
                Country{' '}
                <input
                  size={3}
                  maxLength={2}
                  disabled={isOff}
                  aria-label={`Country of ${rule.column}`}
                  placeholder="+…"
                  value={rule.region ?? ''}
                  onChange={(event) => {
                    const region = event.target.value.toUpperCase().replace(/[^A-Z]/g, '');
                    set({ region: region === '' ? null : region });
                  }}
                />
              </label>
            )}
      {rule.as !== 'first_name' && (
        <select
          aria-label={`Empty cells of ${rule.column}`}
          disabled={isOff}
          value={rule.whenEmpty}
          onChange={(event) => set({ whenEmpty: event.target.value as ColumnRule['whenEmpty'] })}
        >
          <option value="keep">empty says nothing</option>
          <option value="clear">empty clears it</option>
        </select>
      )}
    </span>
  );
}
