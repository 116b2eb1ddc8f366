import { useInfiniteQuery } from '@tanstack/react-query';
import type { Process } from '../api/client.ts';
import { processesQuery } from '../api/queries.ts';
import { count, words } from '../format/format.ts';
import { Pick, PickConnection, useFilter } from '../parts/filter.tsx';
import { Page } from '../parts/page.tsx';
import { ProcessBar, paceText, progressText } from '../parts/process-line.tsx';
import { type Column, Rows } from '../parts/rows.tsx';
import { State } from '../parts/state.tsx';
import { Empty } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';

const states = ['processing', 'paused', 'completed', 'completed_with_errors', 'failed', 'cancelled'] as const;
const kinds = ['backfill', 'incremental', 'import'] as const;

const columns: readonly Column<Process>[] = [
  {
    title: 'Process',
    width: 'minmax(9rem, 1fr)',
    cell: (process) => (
      <>
        {process.connectionName} <span className="dim">{process.kind}</span>
      </>
    ),
  },
  { title: 'State', width: '11rem', cell: (process) => <State is={process.treeState} /> },
  {
    title: 'Progress',
    width: 'minmax(17rem, 1.7fr)',
    wide: true,
    cell: (process) => (
      <span className="bar-cell">
        <ProcessBar process={process} />
        <span className="dim">{progressText(process)}</span>
      </span>
    ),
  },
  {
    title: 'Pace',
    width: 'minmax(11rem, 1fr)',
    wide: true,
    cell: (process) => <span className="dim">{paceText(process)}</span>,
  },
  {
    title: 'Failed',
    width: '4.5rem',
    align: 'end',
    wide: true,
    cell: ({ counters }) =>
      counters.recordsFailed + counters.pagesFailed === 0 ? (
        <span className="dim">0</span>
      ) : (
        <span className="bad">{count(counters.recordsFailed + counters.pagesFailed)}</span>
      ),
  },
  { title: 'Started', width: 'minmax(9.5rem, 1fr)', wide: true, cell: (process) => <When at={process.createdAt} /> },
];

/** Runs, newest first. */
export function ProcessesPage() {
  const [show] = useFilter('show');
  const [state] = useFilter('state');
  const [kind] = useFilter('kind');
  const [connection] = useFilter('connection');
  const source = useInfiniteQuery(
    processesQuery({
      ...(show === 'open' ? { open: 'true' as const } : show === 'finished' ? { open: 'false' as const } : {}),
      ...(states.some((each) => each === state) ? { state: state as (typeof states)[number] } : {}),
      ...(kinds.some((each) => each === kind) ? { kind: kind as (typeof kinds)[number] } : {}),
      ...(connection === '' ? {} : { connectionId: Number(connection) }),
    }),
  );
  const isFiltered = show + state + kind + connection !== '';
  return (
    <Page
      title="Processes"
      tools={
        <>
          <Pick
            label="Show"
            name="show"
            all="all"
            options={[
              ['open', 'not finished'],
              ['finished', 'finished'],
            ]}
          />
          <Pick label="State" name="state" all="any" options={states.map((each) => [each, words(each)])} />
          <Pick label="Kind" name="kind" all="any" options={kinds.map((each) => [each, each])} />
          <PickConnection />
        </>
      }
    >
      <Rows
        label="Processes"
        source={source}
        columns={columns}
        idOf={(process) => process.id}
        hrefOf={(process) => `/processes/${process.id}`}
        empty={
          isFiltered ? (
            <Empty title="No process is like that.">Take a filter away to see the others.</Empty>
          ) : (
            <Empty title="Nothing was read yet.">
              Open a connection and start a backfill, or <code>syncline sync --backfill</code>.
            </Empty>
          )
        }
      />
    </Page>
  );
}
