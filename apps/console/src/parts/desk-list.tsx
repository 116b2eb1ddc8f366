import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';

/** What of an infinite query a list needs to read on. */
export interface MoreSource {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
}

interface DeskListProps<Entry> {
  readonly entries: readonly Entry[];
  readonly selected: number | null;
  readonly onSelect: (id: number) => void;
  readonly source: MoreSource;
  /** Two lines of one. */
  readonly children: (entry: Entry) => React.ReactNode;
}

const ENTRY_PX = 50;
/** Ask for more while this many are left below. */
const AHEAD = 10;

/** Entries of any number, each to be picked: only those in sight are in the page. They scroll with the list that they are in. */
export function DeskList<Entry extends { readonly id: number }>(props: DeskListProps<Entry>) {
  const { entries, selected, onSelect, source, children } = props;
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  const scroller = (): HTMLElement | null => list.current?.closest<HTMLElement>('.desk-list') ?? null;
  useLayoutEffect(() => {
    const from = scroller();
    if (!list.current || !from) return;
    setTop(list.current.getBoundingClientRect().top - from.getBoundingClientRect().top + from.scrollTop);
  }, [entries]);
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: scroller,
    estimateSize: () => ENTRY_PX,
    scrollMargin: top,
    overscan: 8,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const wantsMore = source.hasNextPage && !source.isFetchingNextPage && last >= entries.length - AHEAD;
  useEffect(() => {
    if (wantsMore) source.fetchNextPage();
  }, [wantsMore, source]);
  const at = entries.findIndex((entry) => entry.id === selected);
  useEffect(() => {
    if (at > 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);
  return (
    <>
      <ul className="item-list" ref={list} style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const entry = entries[index]!;
          return (
            <li
              key={entry.id}
              aria-setsize={source.hasNextPage ? -1 : entries.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start - top}px)` }}
            >
              <button
                type="button"
                className="item"
                aria-current={entry.id === selected ? 'true' : undefined}
                onClick={() => onSelect(entry.id)}
              >
                {children(entry)}
              </button>
            </li>
          );
        })}
      </ul>
      {source.isFetchingNextPage && <p className="dim small">Reading more…</p>}
    </>
  );
}
