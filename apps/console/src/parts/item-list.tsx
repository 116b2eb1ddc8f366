import { useEffect, useRef } from 'react';
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

/** Items, each to be picked. */
export function ItemList({ items, selected, onSelect, source }: ItemListProps) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <ul className="item-list" ref={list}>
      {items.map((item) => (
        <li key={item.id}>
          <button
            type="button"
            className="item"
            aria-current={item.id === selected ? 'true' : undefined}
            onClick={() => onSelect(item.id)}
          >
            <span className="spread">
              <span className="cut">{item.title ?? item.locator ?? item.externalId ?? item.stream}</span>
              {item.state === 'open' ? (
                <span className="dim small">{item.connectionName}</span>
              ) : (
                <State is={item.state} />
              )}
            </span>
            <span className="spread dim small">
              <span className="cut">
                {item.field === null ? item.code.replaceAll('_', ' ') : `${item.field}: ${valueText(item.remoteValue)}`}
              </span>
              <When at={item.firstSeenAt} />
            </span>
          </button>
        </li>
      ))}
      {source.hasNextPage && (
        <li>
          <button type="button" className="quiet" onClick={() => source.fetchNextPage()}>
            {source.isFetchingNextPage ? 'Reading…' : 'More'}
          </button>
        </li>
      )}
    </ul>
  );
}
