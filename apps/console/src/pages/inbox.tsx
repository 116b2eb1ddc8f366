import { useInfiniteQuery } from '@tanstack/react-query';
import type { Delivery } from '../api/client.ts';
import { deliveriesQuery } from '../api/queries.ts';
import { bytes, count } from '../format/format.ts';
import { Pick, PickConnection, useFilter } from '../parts/filter.tsx';
import { Page } from '../parts/page.tsx';
import { type Column, Rows } from '../parts/rows.tsx';
import { State } from '../parts/state.tsx';
import { Empty } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';

const states = ['received', 'processed', 'ignored', 'malformed'] as const;

const columns: readonly Column<Delivery>[] = [
  {
    title: 'Delivery',
    width: 'minmax(12rem, 1.6fr)',
    cell: (delivery) => (
      <>
        {delivery.event} <span className="dim">{delivery.connectionName}</span>
      </>
    ),
  },
  { title: 'State', width: 'minmax(7rem, .7fr)', cell: (delivery) => <State is={delivery.state} /> },
  {
    title: 'What became of it',
    width: 'minmax(10rem, 1.6fr)',
    wide: true,
    cell: ({ reason, hints }) => (
      <span className="dim">{reason ?? (hints === 1 ? '1 change' : `${count(hints)} changes`)}</span>
    ),
  },
  {
    title: 'Size',
    width: '5rem',
    align: 'end',
    wide: true,
    cell: (delivery) => <span className="dim">{bytes(delivery.bytes)}</span>,
  },
  { title: 'Came', width: 'minmax(10rem, 1fr)', wide: true, cell: (delivery) => <When at={delivery.receivedAt} /> },
];

/** Webhooks as they came; only what proved its origin is let in. */
export function InboxPage() {
  const [state] = useFilter('state');
  const [connection] = useFilter('connection');
  const source = useInfiniteQuery(
    deliveriesQuery({
      ...(states.some((each) => each === state) ? { state: state as (typeof states)[number] } : {}),
      ...(connection === '' ? {} : { connectionId: Number(connection) }),
    }),
  );
  return (
    <Page
      title="Inbox"
      note="webhooks whose origin was proven; all others were refused at the door"
      tools={
        <>
          <Pick label="State" name="state" all="any" options={states.map((each) => [each, each])} />
          <PickConnection />
        </>
      }
    >
      <Rows
        label="Deliveries"
        source={source}
        columns={columns}
        idOf={(delivery) => delivery.id}
        hrefOf={(delivery) => `/inbox/${delivery.id}`}
        empty={
          state + connection === '' ? (
            <Empty title="No webhook has come yet.">
              Register them with <code>syncline webhooks register</code>; until then changes arrive by polling.
            </Empty>
          ) : (
            <Empty title="No delivery is like that.">Take a filter away to see the others.</Empty>
          )
        }
      />
    </Page>
  );
}
