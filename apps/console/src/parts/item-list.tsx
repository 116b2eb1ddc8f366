import type { Item } from '../api/client.ts';
import { valueText } from '../format/format.ts';
import { DeskList, type MoreSource } from './desk-list.tsx';
import { State } from './state.tsx';
import { When } from './when.tsx';

interface ItemListProps {
  readonly items: readonly Item[];
  readonly selected: number | null;
  readonly onSelect: (id: number) => void;
  readonly source: MoreSource;
}

/** Items of any number, each to be picked. */
export function ItemList({ items, ...rest }: ItemListProps) {
  return (
    <DeskList entries={items} {...rest}>
      {(item) => (
        <>
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
        </>
      )}
    </DeskList>
  );
}
