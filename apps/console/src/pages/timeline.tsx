import { useInfiniteQuery } from '@tanstack/react-query';
import type { TimelineEntry } from '../api/client.ts';
import { timelineQuery } from '../api/queries.ts';
import { count, duration, happeningText, words } from '../format/format.ts';
import { Pick, PickConnection, useFilter } from '../parts/filter.tsx';
import { Page } from '../parts/page.tsx';
import { type Column, Rows } from '../parts/rows.tsx';
import { State } from '../parts/state.tsx';
import { Empty } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';

const kinds = [
  ['run', 'runs'],
  ['write', 'writes'],
  ['act', 'changes and decisions'],
  ['conflict', 'conflicts'],
  ['alert', 'alerts'],
] as const;

const columns: readonly Column<TimelineEntry>[] = [
  {
    title: 'What',
    width: 'minmax(12rem, 1.4fr)',
    cell: (entry) => (
      <>
        {whatText(entry)}{' '}
        <span className="dim">
          {entry.connectionName}
          {entry.stream !== null && `/${entry.stream}`}
        </span>
      </>
    ),
  },
  { title: 'When', width: 'minmax(9.5rem, 1fr)', cell: (entry) => <When at={entry.at} /> },
  {
    title: 'How',
    width: 'minmax(6rem, .6fr)',
    wide: true,
    cell: (entry) => <Outcome entry={entry} />,
  },
  {
    title: 'Who',
    width: 'minmax(6rem, .7fr)',
    wide: true,
    cell: (entry) => entry.actor ?? <span className="dim">by itself</span>,
  },
  {
    title: 'Records',
    width: '5.5rem',
    align: 'end',
    wide: true,
    cell: ({ records, failed }) =>
      records === null ? (
        ''
      ) : (
        <>
          {count(records)}
          {(failed ?? 0) > 0 && <span className="bad"> {count(failed ?? 0)} failed</span>}
        </>
      ),
  },
  {
    title: 'Took',
    width: '6rem',
    align: 'end',
    wide: true,
    cell: ({ tookMs }) => <span className="dim">{tookMs === null ? '' : duration(tookMs)}</span>,
  },
  {
    title: 'Detail',
    width: 'minmax(10rem, 1.6fr)',
    wide: true,
    cell: (entry) => <span className={entry.success === false ? 'bad' : 'dim'}>{entry.detail ?? ''}</span>,
  },
];

function whatText({ kind, what }: TimelineEntry): string {
  return kind === 'write' ? happeningText({ type: 'writeback', details: what }) : words(what);
}

function Outcome({ entry: { kind, success } }: { readonly entry: TimelineEntry }) {
  if (kind === 'conflict') return <State is="open">conflict</State>;
  if (kind === 'alert') return <State is="failed">alert</State>;
  if (kind === 'act') return <span className="dim">noted</span>;
  return <State is={success === true ? 'done' : 'failed'} />;
}

/** Where more is said of it. */
function hrefOf({ kind, entityId, processId, itemId, connectionId }: TimelineEntry): string | null {
  if (processId !== null) return `/processes/${processId}`;
  if (itemId !== null) return `/reconciliation?state=any&connection=${connectionId}&item=${itemId}`;
  if (entityId !== null) return `/entities/${entityId}`;
  if (kind === 'alert') return '/alerts';
  return connectionId === null ? null : `/connections/${connectionId}`;
}

/** All that happened, newest first: runs, writes, what people did, conflicts, alerts. */
export function TimelinePage() {
  const [connection] = useFilter('connection');
  const [success] = useFilter('success');
  const [kind] = useFilter('kind');
  const known = kinds.find(([each]) => each === kind)?.[0];
  const source = useInfiniteQuery(
    timelineQuery({
      ...(known === undefined ? {} : { kind: known }),
      ...(connection === '' ? {} : { connectionId: Number(connection) }),
      ...(success === 'true' || success === 'false' ? { success } : {}),
    }),
  );
  return (
    <Page
      title="Timeline"
      note="what happened, and who did it"
      tools={
        <>
          <Pick label="Kind" name="kind" all="all" options={kinds} />
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
        idOf={(entry) => entry.key}
        hrefOf={hrefOf}
        empty={
          connection + success + kind === '' ? (
            <Empty title="Nothing has happened yet.">
              Runs show up here when they end, writes when they are made, and all that somebody changes or decides.
            </Empty>
          ) : (
            <Empty title="Nothing is like that.">Take a filter away to see the others.</Empty>
          )
        }
      />
    </Page>
  );
}
