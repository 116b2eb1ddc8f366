import { useRef } from 'react';
import { useSearchParams } from 'wouter';
import { useKeys } from './keys.ts';

interface Desk<Entry> {
  /** The one that the address names; when that one has left the list, the one that came to its place; else the first. */
  readonly selected: Entry | null;
  readonly select: (id: number) => void;
}

/** Which entry of a list is open, by the address under a name; j, k and the arrows go through them. */
export function useDesk<Entry extends { readonly id: number }>(entries: readonly Entry[], name: string): Desk<Entry> {
  const [search, setSearch] = useSearchParams();
  const last = useRef<{ readonly id: string; readonly at: number } | null>(null);
  const wanted = search.get(name);
  const found = entries.findIndex(({ id }) => String(id) === wanted);
  const left = last.current?.id === wanted ? Math.min(last.current?.at ?? 0, entries.length - 1) : 0;
  const at = found >= 0 ? found : left;
  if (wanted !== null && found >= 0) last.current = { id: wanted, at: found };
  const select = (id: number): void =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        after.set(name, String(id));
        return after;
      },
      { replace: true },
    );
  const step = (by: number): void => {
    const next = entries[at + by];
    if (next) select(next.id);
  };
  useKeys({ j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1) });
  return { selected: entries[at] ?? null, select };
}
