import { useInfiniteQuery } from '@tanstack/react-query';
import type { Client } from '../api/client.ts';
import { clientsQuery } from '../api/client-queries.ts';
import { count, percent, plural } from '../format/format.ts';
import { money } from '../format/money.ts';
import { Find, Pick, useFilter } from '../parts/filter.tsx';
import { Page } from '../parts/page.tsx';
import { type Column, Rows } from '../parts/rows.tsx';
import { Empty } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';

const DAY_MS = 86_400_000;
const troubles = ['any', 'conflicts', 'items', 'duplicates', 'proposals'] as const;
const orders = ['quality', 'troubles'] as const;

const columns: readonly Column<Client>[] = [
  {
    title: 'Client',
    width: 'minmax(10rem, 2fr)',
    cell: (client) => client.name ?? <span className="dim">without a name</span>,
  },
  {
    title: 'Pipeline',
    width: 'minmax(6rem, 1.2fr)',
    align: 'end',
    cell: ({ pipeline }) => pipeline.map(money).join(', ') || <span className="dim">—</span>,
  },
  { title: 'Deals', width: '4rem', align: 'end', wide: true, cell: (client) => count(client.openDeals) },
  {
    title: 'Work',
    width: '8rem',
    align: 'end',
    wide: true,
    cell: ({ openWork, blockedWork }) => (
      <>
        {count(openWork)}
        {blockedWork > 0 && <span className="wait"> {count(blockedWork)} blocked</span>}
      </>
    ),
  },
  { title: 'People', width: '4.5rem', align: 'end', wide: true, cell: (client) => count(client.people) },
  {
    title: 'Fields',
    width: '4.5rem',
    align: 'end',
    wide: true,
    cell: ({ fieldsFilled, fieldsExpected }) => percent(fieldsExpected === 0 ? 1 : fieldsFilled / fieldsExpected),
  },
  { title: 'To decide', width: '5.5rem', align: 'end', cell: (client) => <ToDecide client={client} /> },
  {
    title: 'Last contact',
    width: 'minmax(10rem, 1.1fr)',
    wide: true,
    cell: (client) => <When at={client.lastContactAt} never="never" />,
  },
];

/** How much waits for somebody; what it is, where there is a pointer to ask with. */
function ToDecide({ client }: { readonly client: Client }) {
  const { conflicts, items, duplicates, proposals } = client.troubles;
  const all = conflicts + items + duplicates + proposals;
  if (all === 0) return <span className="dim">—</span>;
  const parts = [
    [conflicts, 'conflict'],
    [items, 'other item'],
    [duplicates, 'duplicate'],
    [proposals, 'proposal'],
  ] as const;
  const title = parts.flatMap(([number, what]) => (number === 0 ? [] : plural(number, what))).join(', ');
  return (
    <span className="wait" title={title}>
      {count(all)}
    </span>
  );
}

/** Accounts with what goes on with them. */
export function ClientsPage() {
  const [text] = useFilter('text');
  const [deals] = useFilter('deals');
  const [work] = useFilter('work');
  const [quiet] = useFilter('quiet');
  const [given] = useFilter('has');
  const [order] = useFilter('sort');
  const has = troubles.find((each) => each === given);
  const sort = orders.find((each) => each === order);
  // Whole days, so that it is one question all day long.
  const quietSince = new Date(Math.floor(Date.now() / DAY_MS - Number(quiet)) * DAY_MS);
  const source = useInfiniteQuery(
    clientsQuery({
      ...(text === '' ? {} : { text }),
      ...(deals === '' ? {} : { openDeals: deals === 'open' ? 'true' : 'false' }),
      ...(work === '' ? {} : { blockedWork: work === 'blocked' ? 'true' : 'false' }),
      ...(quiet === '' || Number.isNaN(quietSince.getTime()) ? {} : { quietSince: quietSince.toISOString() }),
      ...(has === undefined ? {} : { has }),
      ...(sort === undefined ? {} : { sort }),
    }),
  );
  return (
    <Page
      title="Clients"
      tools={
        <>
          <Find label="Search" name="text" />
          <Pick
            label="Deals"
            name="deals"
            all="any"
            options={[
              ['open', 'some go on'],
              ['none', 'none goes on'],
            ]}
          />
          <Pick
            label="Work"
            name="work"
            all="any"
            options={[
              ['blocked', 'some is blocked'],
              ['free', 'none is blocked'],
            ]}
          />
          <Pick
            label="Quiet for"
            name="quiet"
            all="any time"
            options={[
              ['30', '30 days'],
              ['90', '90 days'],
              ['365', 'a year'],
            ]}
          />
          <Pick
            label="To decide"
            name="has"
            all="whatever"
            options={[
              ['any', 'something'],
              ['conflicts', 'conflicts'],
              ['items', 'other items'],
              ['duplicates', 'duplicates'],
              ['proposals', 'proposals'],
            ]}
          />
          <Pick
            label="Order"
            name="sort"
            all="by name"
            options={[
              ['quality', 'least filled first'],
              ['troubles', 'most to decide first'],
            ]}
          />
        </>
      }
    >
      <Rows
        label="Clients"
        source={source}
        columns={columns}
        idOf={(client) => client.id}
        hrefOf={(client) => `/clients/${client.id}`}
        empty={
          text + deals + work + quiet + given === '' ? (
            <Empty title="There are no clients yet.">
              Each account of a CRM, or of an import, is one: connect a CRM, or import a file.
            </Empty>
          ) : (
            <Empty title="No client is like that.">
              The search looks for part of a name or domain, or of a name or address of their people. Take a filter
              away.
            </Empty>
          )
        }
      />
    </Page>
  );
}
