import { useSearchParams } from 'wouter';
import { useKeys } from './keys.ts';

interface Desk<Entry> {
  /** The one that the address names, else the first. */
  readonly selected: Entry | null;
  readonly select: (id: number) => void;
}

/** Which entry of a list is open, by the address under a name; j, k and the arrows go through them. */
export function useDesk<Entry extends { readonly id: number }>(entries: readonly Entry[], name: string): Desk<Entry> {
  const [search, setSearch] = useSearchParams();
  const wanted = search.get(name);
  const selected = entries.find(({ id }) => String(id) === wanted) ?? entries[0] ?? null;
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
    const next = entries[entries.findIndex(({ id }) => id === selected?.id) + by];
    if (next) select(next.id);
  };
  useKeys({ j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1) });
  return { selected, select };
}
