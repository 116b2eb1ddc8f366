import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'wouter';
import { connectionsQuery } from '../api/queries.ts';

/** A filter that the address holds: what is picked, and what picks something else. Absent and '' are the same. */
export function useFilter(name: string): readonly [string, (value: string) => void] {
  const [search, setSearch] = useSearchParams();
  return [
    search.get(name) ?? '',
    (value) =>
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          if (value === '') after.delete(name);
          else after.set(name, value);
          return after;
        },
        { replace: true },
      ),
  ];
}

interface PickProps {
  readonly label: string;
  readonly name: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  /** What '' means. */
  readonly all: string;
}

/** A filter with few values. */
export function Pick({ label, name, options, all }: PickProps) {
  const [value, setValue] = useFilter(name);
  // What the address holds is shown also before its name is known, or when there is no such thing.
  const isKnown = value === '' || options.some(([each]) => each === value);
  return (
    <label className="pick">
      <span>{label}</span>
      <select value={value} onChange={(event) => setValue(event.target.value)}>
        <option value="">{all}</option>
        {!isKnown && <option value={value}>{value}</option>}
        {options.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The connection that is looked at. */
export function PickConnection() {
  const { data: connections } = useQuery(connectionsQuery);
  const options = (connections?.items ?? []).map(({ id, name }) => [String(id), name] as const);
  return <Pick label="Connection" name="connection" all="any" options={options} />;
}

const TYPING_MS = 250;

/** A filter that is typed. */
export function Find({ label, name }: { readonly label: string; readonly name: string }) {
  const [value, setValue] = useFilter(name);
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  // oxlint-disable-next-line react/exhaustive-deps -- the setter is another one at each draw
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => setValue(typed.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <label className="pick">
      <span>{label}</span>
      <input type="search" value={typed} onChange={(event) => setTyped(event.target.value)} data-key="/" />
    </label>
  );
}
