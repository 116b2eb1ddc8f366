import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { api, bodyOf, type Import, type ProblemRow } from '../../api/client.ts';
import { problemRowsQuery } from '../../api/import-queries.ts';
import { valueText } from '../../format/format.ts';
import { Act } from '../act.tsx';
import { useRefusal } from '../session.ts';
import { State } from '../state.tsx';
import { Empty, Trouble, Waiting } from '../trouble.tsx';
import { Problems } from './problems.tsx';

/** Rows with a problem, in the order of the file: each can be put right where it stands. */
export function BadRows({ imported }: { readonly imported: Import }) {
  const [search] = useSearchParams();
  const source = useInfiniteQuery(problemRowsQuery(imported.id));
  const rows = source.data?.pages.flatMap(({ items }) => items) ?? [];
  const wanted = Number(search.get('row'));
  const [done, setDone] = useState<number | null>(null);
  const note = done !== null && <p role="status">Row {done} is applied.</p>;
  if (source.data === undefined)
    return source.error ? <Trouble error={source.error} again={() => void source.refetch()} /> : <Waiting />;
  if (rows.length === 0)
    return (
      <>
        {note}
        <Empty title="No row has a problem." />
      </>
    );
  return (
    <>
      {note}
      <p>
        They also wait in <Link href={`/reconciliation?process=${imported.processId}`}>reconciliation</Link>. The file
        itself stays as it came.
      </p>
      <ul className="plain-list">
        {rows.map((row) => (
          <li key={row.row} className="bad-row">
            <span className="spread">
              <strong>Row {row.row}</strong>
              <State is={row.state} />
            </span>
            <Problems problems={row.problems} />
            {row.state === 'failed' && (
              <Correct imported={imported} row={row} isOpen={row.row === wanted} onDone={setDone} />
            )}
          </li>
        ))}
      </ul>
      {source.hasNextPage && (
        <button type="button" className="quiet" onClick={() => void source.fetchNextPage()}>
          More
        </button>
      )}
    </>
  );
}

interface CorrectProps {
  readonly imported: Import;
  readonly row: ProblemRow;
  /** Unfolded from the start. */
  readonly isOpen: boolean;
  readonly onDone: (row: number) => void;
}

function Correct({ imported, row, isOpen, onDone }: CorrectProps) {
  const client = useQueryClient();
  const refusal = useRefusal('operator', 'entities:write');
  const [isEditing, setIsEditing] = useState(isOpen);
  const [cells, setCells] = useState<Readonly<Record<string, string>>>({});
  const correct = useMutation({
    mutationFn: () =>
      bodyOf(
        `POST /api/v1/imports/${imported.id}/rows/${row.row}/correct`,
        api.POST('/api/v1/imports/{id}/rows/{row}/correct', {
          params: { path: { id: imported.id, row: row.row } },
          body: { cells: { ...cells } },
        }),
      ),
    onSuccess: async () => {
      onDone(row.row);
      await client.invalidateQueries({ queryKey: ['imports'] });
      await client.invalidateQueries({ queryKey: ['reconciliation'] });
    },
  });
  if (!isEditing) return <Act onClick={() => setIsEditing(true)}>Put row {row.row} right</Act>;
  const wrong = new Set(row.problems.map(({ column }) => column));
  const columns = imported.manifest.layout.columns.toSorted(
    (one, other) => Number(wrong.has(other)) - Number(wrong.has(one)),
  );
  return (
    <div role="group" aria-label={`Cells of row ${row.row}`} className="cells">
      {columns.map((column) => {
        const standing = row.cells?.[column];
        return (
          <label key={column} data-wrong={wrong.has(column)}>
            <span className="small">{column}</span>
            <input
              value={cells[column] ?? (standing === null || standing === undefined ? '' : valueText(standing))}
              aria-invalid={wrong.has(column)}
              readOnly={refusal !== null}
              onChange={(event) => setCells({ ...cells, [column]: event.target.value })}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && refusal === null && !correct.isPending) correct.mutate();
              }}
            />
          </label>
        );
      })}
      <div className="form-row">
        <Act kind="main" refusal={refusal} busy={correct.isPending} onClick={() => correct.mutate()}>
          Apply row {row.row}
        </Act>
        <Act onClick={() => setIsEditing(false)}>Leave it</Act>
      </div>
      {correct.error && <Trouble error={correct.error} />}
    </div>
  );
}
