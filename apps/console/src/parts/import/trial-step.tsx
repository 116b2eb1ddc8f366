import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api, bodyOf, type Import, type ImportDryRun } from '../../api/client.ts';
import { count, plural, valueText, words } from '../../format/format.ts';
import { Section } from '../page.tsx';
import { Trouble, Waiting } from '../trouble.tsx';
import { Problems } from './problems.tsx';

/** Applying the first rows in a transaction that is never committed: what it says is what would be. */
export function TrialStep({ imported }: { readonly imported: Import }) {
  const isOpen = imported.openQuestions.length > 0;
  const { data, error, refetch } = useQuery({
    queryKey: ['imports', 'trial', imported.id, imported.manifest],
    enabled: !isOpen,
    // It is as good as its moment: looked at anew each time somebody comes here.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    queryFn: () =>
      bodyOf(
        `POST /api/v1/imports/${imported.id}/dry-run`,
        api.POST('/api/v1/imports/{id}/dry-run', { params: { path: { id: imported.id } }, body: { limit: 2_000 } }),
      ),
  });
  if (isOpen)
    return (
      <p className="wait" role="status">
        It can&apos;t be tried out before this is answered: {imported.openQuestions[0]}{' '}
        <Link href={`/imports/${imported.id}?step=meaning`}>To the questions</Link>
      </p>
    );
  if (data === undefined) return error ? <Trouble error={error} again={() => void refetch()} /> : <Waiting />;
  return (
    <>
      <Figures trial={data} />
      <p className="dim">
        {data.isWhole ? 'All of its' : 'The first'} {plural(data.rows, 'row')}, tried out and taken back: nothing is
        changed.
      </p>
      <p className="form-row">
        <Link href={`/imports/${imported.id}?step=apply`}>Next: apply</Link>
      </p>
      {data.problems.length > 0 && (
        <Section title="Problems" note={`the first ${data.problems.length}`}>
          <ul className="plain-list">
            {data.problems.map((problem) => (
              <li key={`${problem.row} ${problem.column} ${problem.message}`} className="preview-line">
                <span>row {problem.row}</span>
                <Problems problems={[problem]} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Records" note={data.records.length === 0 ? 'none' : `the first ${data.records.length}`}>
        <ul className="plain-list">
          {data.records.map((record) => (
            <li key={`${record.row} ${record.entityId} ${record.kind}`} className="preview-line">
              <span>
                row {record.row}: {record.kind} {record.action === 'updated' ? 'changed' : record.action}
                {record.recognisedBy !== null && <span className="dim">, known by {words(record.recognisedBy)}</span>}
              </span>
              <span>
                {Object.entries(record.changes).map(([field, { from, to }]) => (
                  <span key={field}>
                    <span className="dim">{words(field)}</span>{' '}
                    {from !== null && from !== undefined && <del>{textOf(data, from)}</del>}{' '}
                    <ins>{textOf(data, to)}</ins>{' '}
                  </span>
                ))}
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function Figures({ trial: { entities, failedRows, warnings } }: { readonly trial: ImportDryRun }) {
  const all = [
    ['created', entities.created, ''],
    ['changed', entities.updated, ''],
    ['unchanged', entities.unchanged, ''],
    ['linked to what is there', entities.linked, ''],
    ['rows that would wait', failedRows, 'bad'],
    ['warnings', warnings, 'wait'],
  ] as const;
  return (
    <ul className="figures small-figures" aria-label="What would change">
      {all.map(([name, value, tone]) => (
        <li key={name} className={value === 0 ? 'dim' : tone}>
          <strong>{count(value)}</strong> <span>{name}</span>
        </li>
      ))}
    </ul>
  );
}

/** A record that the file itself makes has no name yet, but a row. */
function textOf({ records }: ImportDryRun, value: unknown): string {
  const named = records.find(({ entityId }) => entityId === value);
  return named ? `the ${named.kind} of row ${named.row}` : valueText(value);
}
