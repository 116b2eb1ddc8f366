import { useInfiniteQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { ImportSummary } from '../api/client.ts';
import { importsQuery, isAtWork } from '../api/import-queries.ts';
import { bytes, count } from '../format/format.ts';
import { Act } from '../parts/act.tsx';
import { Find, Pick, useFilter } from '../parts/filter.tsx';
import { ImportProgress } from '../parts/import/progress.tsx';
import { useKeys } from '../parts/keys.ts';
import { Page } from '../parts/page.tsx';
import { type Column, Rows } from '../parts/rows.tsx';
import { useRefusal } from '../parts/session.ts';
import { State } from '../parts/state.tsx';
import { Empty } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';

const states = ['proposed', 'applying', 'applied', 'undoing', 'undone'] as const;

const columns: readonly Column<ImportSummary>[] = [
  {
    title: 'File',
    width: 'minmax(10rem, 1.4fr)',
    cell: (each) => (
      <>
        {each.name} <span className="dim">{bytes(each.size)}</span>
        {each.replayOf !== null && <span className="dim"> replay</span>}
      </>
    ),
  },
  {
    title: 'State',
    width: '11rem',
    cell: (each) => (each.proposalId === null ? <State is={stateOf(each)} /> : <State is="waits for approval" />),
  },
  {
    title: 'Progress',
    width: 'minmax(14rem, 1.5fr)',
    wide: true,
    cell: (each) => <Progress summary={each} />,
  },
  {
    title: 'Failed',
    width: '4.5rem',
    align: 'end',
    wide: true,
    cell: ({ done }) =>
      done === null || done.failed === 0 ? (
        <span className="dim">0</span>
      ) : (
        <span className="bad">{count(done.failed)}</span>
      ),
  },
  {
    title: 'By',
    width: 'minmax(6rem, .7fr)',
    wide: true,
    cell: (each) => <span className="dim">{each.createdBy}</span>,
  },
  { title: 'Brought', width: 'minmax(9.5rem, .9fr)', wide: true, cell: (each) => <When at={each.createdAt} /> },
];

/** How its process ended says more than that it is applied. */
function stateOf(each: ImportSummary): string {
  if (isAtWork(each)) return each.processState === 'paused' ? 'paused' : each.state;
  return /failed|cancelled/.test(each.processState ?? '') ? each.processState! : each.state;
}

function Progress({ summary }: { readonly summary: ImportSummary }) {
  if (isAtWork(summary) && summary.processId !== null) return <ImportProgress processId={summary.processId} />;
  const { done } = summary;
  if (done === null) return <span className="dim">not applied yet</span>;
  const parts = [
    [done.created, 'created'],
    [done.updated, 'changed'],
    [done.unchanged, 'unchanged'],
  ] as const;
  return (
    <span className="dim">
      {parts
        .filter(([value]) => value > 0)
        .map(([value, name]) => `${count(value)} ${name}`)
        .join(', ') || 'nothing changed'}
    </span>
  );
}

/** Files that were brought, newest first. */
export function ImportsPage() {
  const [name] = useFilter('name');
  const [given] = useFilter('state');
  const [, navigate] = useLocation();
  const mayBring = useRefusal('operator', 'entities:write');
  const mayLook = useRefusal('operator', 'entities:read');
  const state = states.find((each) => each === given);
  const source = useInfiniteQuery(
    importsQuery({ ...(name === '' ? {} : { name }), ...(state === undefined ? {} : { state }) }),
  );
  const bring = (): void => navigate('/imports/new');
  useKeys({ n: () => mayBring === null && bring() });
  return (
    <Page
      title="Imports"
      note="files of clients: what they mean, and what came of them"
      tools={
        <>
          <Find label="File" name="name" />
          <Pick label="State" name="state" all="any" options={states.map((each) => [each, each])} />
          <Act refusal={mayBring} onClick={bring} shortcut="n">
            Bring a file
          </Act>
        </>
      }
    >
      {mayLook !== null && (
        <p className="dim">
          What is in the files is personal data. {mayLook} The list is all that there is to see here.
        </p>
      )}
      <Rows
        label="Imports"
        source={source}
        columns={columns}
        idOf={(each) => each.id}
        hrefOf={(each) => (mayLook === null ? `/imports/${each.id}` : null)}
        empty={
          name + given === '' ? (
            <Empty title="No file was brought yet.">
              Bring one here, or <code>syncline import file people.csv</code>. Nothing of it is applied before you say
              so.
            </Empty>
          ) : (
            <Empty title="No import is like that.">Take a filter away to see the others.</Empty>
          )
        }
      />
    </Page>
  );
}
