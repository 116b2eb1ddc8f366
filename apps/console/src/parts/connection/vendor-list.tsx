import type { Connector } from '../../api/client.ts';
import { words } from '../../format/format.ts';

interface VendorListProps {
  readonly connectors: readonly Connector[];
  readonly onPick: (connector: Connector) => void;
}

const categories: Readonly<Record<string, string>> = { tracker: 'Trackers', crm: 'CRMs', phone: 'Telephony' };

/** The vendors there are, each in a line. */
export function VendorList({ connectors, onPick }: VendorListProps) {
  return (
    <div className="vendors">
      {[...Map.groupBy(connectors.toSorted(byCategory), ({ category }) => category)].map(([category, members]) => (
        <div key={category}>
          <h3 className="dim">{categories[category] ?? words(category)}</h3>
          <ul className="plain-list">
            {members.map((connector) => (
              <li key={connector.id}>
                <button type="button" className="vendor" onClick={() => onPick(connector)}>
                  <strong>{connector.title}</strong>
                  <span className="dim">{connector.line}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

/** Trackers first, as they are named above. */
function byCategory(one: Connector, other: Connector): number {
  const place = ({ category }: Connector): number => Object.keys(categories).indexOf(category);
  return place(one) - place(other);
}
