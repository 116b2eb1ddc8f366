import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Item } from '../api/client.ts';
import { valueText } from '../format/format.ts';
import { State } from './state.tsx';
import { When } from './when.tsx';

interface ItemListProps {
  readonly items: readonly Item[];
  readonly selected: number | null;
  readonly onSelect: (id: number) => void;
  readonly source: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
}

const ITEM_PX = 50;
/** Ask for more while this many items are left below. */
const AHEAD = 10;

/** Items of any number, each to be picked: only those in sight are in the page. They scroll with the list that they are in. */
export function ItemList({ items, selected, onSelect, source }: ItemListProps) {
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  const scroller = (): HTMLElement | null => list.current?.closest<HTMLElement>('.desk-list') ?? null;
  useLayoutEffect(() => {
    const from = scroller();
    if (!list.current || !from) return;
    setTop(list.current.getBoundingClientRect().top - from.getBoundingClientRect().top + from.scrollTop);
  }, [items]);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: scroller,
    estimateSize: () => ITEM_PX,
    scrollMargin: top,
    overscan: 8,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const wantsMore = source.hasNextPage && !source.isFetchingNextPage && last >= items.length - AHEAD;
  useEffect(() => {
    if (wantsMore) source.fetchNextPage();
  }, [wantsMore, source]);
  const at = items.findIndex((item) => item.id === selected);
  useEffect(() => {
    if (at > 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);
  return (
    <>
      <ul className="item-list" ref={list} style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const item = items[index]!;
          return (
            <li
              key={item.id}
              aria-setsize={source.hasNextPage ? -1 : items.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start - top}px)` }}
            >
              <ItemButton item={item} isSelected={item.id === selected} onSelect={onSelect} />
            </li>
          );
        })}
      </ul>
      {source.isFetchingNextPage && <p className="dim small">Reading more…</p>}
    </>
  );
}

function ItemButton({
  item,
  isSelected,
  onSelect,
}: {
  readonly item: Item;
  readonly isSelected: boolean;
  readonly onSelect: (id: number) => void;
}) {
  return (
    <button
      type="button"
      className="item"
      aria-current={isSelected ? 'true' : undefined}
      onClick={() => onSelect(item.id)}
    >
      <span className="spread">
        <span className="cut">{item.title ?? item.locator ?? item.externalId ?? item.stream}</span>
        {item.state === 'open' ? <span className="dim small">{item.connectionName}</span> : <State is={item.state} />}
      </span>
      <span className="spread dim small">
        <span className="cut">
          {item.field === null ? item.code.replaceAll('_', ' ') : `${item.field}: ${valueText(item.remoteValue)}`}
        </span>
        <When at={item.firstSeenAt} />
      </span>
    </button>
  );
}
