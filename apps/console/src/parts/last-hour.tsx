import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { RecentChanges } from '../api/client.ts';
import { changesQuery } from '../api/queries.ts';
import { count, plural, words } from '../format/format.ts';
import { changesByKind, countOfType, type KindChanges } from '../format/last-hour.ts';
import { Empty, Trouble, Waiting } from './trouble.tsx';
import { When } from './when.tsx';

const KINDS_SHOWN = 8;

/** What changed in the last hour: how much of what kind, from where, and what else came up. */
export function LastHour() {
  const { data, error } = useQuery(changesQuery);
  if (data === undefined) return error ? <Trouble error={error} /> : <Waiting />;
  const kinds = changesByKind(data.items);
  return (
    <>
      {data.isCut && (
        <p className="dim small">
          More happened than is counted here; this is since <When at={data.since} />.
        </p>
      )}
      {kinds.length === 0 ? (
        <Empty title="Nothing changed.">
          What people change at a vendor shows up here when it is in the graph; the <Link href="/inbox">inbox</Link> has
          what was announced.
        </Empty>
      ) : (
        <div role="table" aria-label="Changes of the last hour" className="hour-table">
          <div role="row" className="dim small hour-head">
            <span role="columnheader">kind</span>
            <span role="columnheader">created</span>
            <span role="columnheader">updated</span>
            <span role="columnheader">deleted</span>
            <span role="columnheader">from</span>
            <span role="columnheader">newest</span>
          </div>
          {kinds.slice(0, KINDS_SHOWN).map((each) => (
            <Kind key={each.kind} changes={each} />
          ))}
        </div>
      )}
      <Besides items={data.items} more={kinds.slice(KINDS_SHOWN)} />
    </>
  );
}

function Kind({ changes }: { readonly changes: KindChanges }) {
  return (
    <div role="row">
      <span role="rowheader">
        <Link href={`/entities?kind=${encodeURIComponent(changes.kind)}`}>{words(changes.kind)}</Link>
      </span>
      {(['created', 'updated', 'deleted'] as const).map((verb) => (
        <span role="cell" key={verb} data-name={verb} className={changes[verb] === 0 ? 'dim' : ''}>
          {count(changes[verb])}
        </span>
      ))}
      <span role="cell" data-name="from">
        {changes.from.map(({ id, name, count: times }, at) => (
          <span key={id ?? 0}>
            {at > 0 && ', '}
            {id === null ? name : <Link href={`/connections/${id}`}>{name}</Link>}{' '}
            <span className="dim">{count(times)}</span>
          </span>
        ))}
      </span>
      <span role="cell">
        <When at={changes.newestAt} />
      </span>
    </div>
  );
}

/** What came up beside the changes, as a sentence of links; nothing when nothing did. */
function Besides({ items, more }: { readonly items: RecentChanges['items']; readonly more: readonly KindChanges[] }) {
  const conflicts = countOfType(items, 'sync.conflict');
  const opened = countOfType(items, 'reconciliation.opened');
  const closed = countOfType(items, 'reconciliation.closed');
  const alerts = countOfType(items, 'alert.fired');
  const parts = [
    conflicts > 0 && <Link href="/reconciliation">{plural(conflicts, 'conflict')} came up</Link>,
    opened > 0 && <Link href="/reconciliation">{plural(opened, 'other item')} came up</Link>,
    closed > 0 && <Link href="/audit">{plural(closed, 'item')} settled</Link>,
    alerts > 0 && <Link href="/alerts">{plural(alerts, 'alert')} fired</Link>,
    more.length > 0 && <span className="dim">{plural(more.length, 'other kind')} changed too</span>,
  ].filter((part) => part !== false);
  if (parts.length === 0) return null;
  return (
    <p className="small besides">
      {parts.map((part, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- the parts have a fixed order
        <span key={at}>{part}</span>
      ))}
    </p>
  );
}
