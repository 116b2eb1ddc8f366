import { useInfiniteQuery } from '@tanstack/react-query';
import type { HistoryEntry } from '../api/client.ts';
import { timelineQuery } from '../api/queries.ts';
import { count, duration, happeningText } from '../format/format.ts';
import { Pick, PickConnection, useFilter } from '../parts/filter.tsx';
import { Page } from '../parts/page.tsx';
import { type Column, Rows } from '../parts/rows.tsx';
import { State } from '../parts/state.tsx';
import { Empty } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';

const columns: readonly Column<HistoryEntry>[] = [
  {
    title: 'What',
    width: 'minmax(12rem, 1.4fr)',
    cell: (entry) => (
      <>
        {happeningText(entry)}{' '}
        <span className="dim">
          {entry.connection_name}
          {entry.stream !== null && `/${entry.stream}`}
        </span>
      </>
    ),
  },
  {
    title: 'Ended',
    width: 'minmax(9.5rem, 1fr)',
    cell: (entry) => <When at={entry.finished_at} />,
  },
  {
    title: 'How',
    width: 'minmax(6rem, .6fr)',
    wide: true,
    cell: (entry) => <State is={entry.success ? 'done' : 'failed'} />,
  },
  { title: 'Records', width: '5.5rem', align: 'end', wide: true, cell: (entry) => count(entry.items_synced) },
  {
    title: 'Failed',
    width: '4.5rem',
    align: 'end',
    wide: true,
    cell: (entry) => <span className={entry.items_failed === 0 ? 'dim' : 'bad'}>{count(entry.items_failed)}</span>,
  },
  {
    title: 'Took',
    width: '6rem',
    align: 'end',
    wide: true,
    cell: (entry) => (
      <span className="dim">
        {entry.started_at === null ? '' : duration(Date.parse(entry.finished_at) - Date.parse(entry.started_at))}
      </span>
    ),
  },
  {
    title: 'Detail',
    width: 'minmax(10rem, 1.6fr)',
    wide: true,
    cell: (entry) => <span className={entry.error === null ? 'dim' : 'bad'}>{entry.error ?? entry.details ?? ''}</span>,
  },
];

/** Runs and writes that have ended, newest first. */
export function TimelinePage() {
  const [connection] = useFilter('connection');
  const [success] = useFilter('success');
  const source = useInfiniteQuery(
    timelineQuery({
      ...(connection === '' ? {} : { connection }),
      ...(success === 'true' || success === 'false' ? { success } : {}),
    }),
  );
  return (
    <Page
      title="Timeline"
      note="runs and writes that have ended"
      tools={
        <>
          <Pick
            label="How"
            name="success"
            all="all"
            options={[
              ['true', 'done'],
              ['false', 'failed'],
            ]}
          />
          <PickConnection />
        </>
      }
    >
      <Rows
        label="Timeline"
        source={source}
        columns={columns}
        idOf={(entry) =>
          `${entry.correlation_id} ${entry.connection_id} ${entry.stream} ${entry.finished_at} ${entry.entity_id}`
        }
        hrefOf={(entry) => (entry.entity_id === null ? null : `/entities/${entry.entity_id}`)}
        empty={
          connection + success === '' ? (
            <Empty title="Nothing has ended yet.">Runs show up here when they end, writes when they are made.</Empty>
          ) : (
            <Empty title="Nothing is like that.">Take a filter away to see the others.</Empty>
          )
        }
      />
    </Page>
  );
}
