import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Import } from '../../api/client.ts';
import { importPreviewQuery } from '../../api/import-queries.ts';
import { plural, valueText, words } from '../../format/format.ts';
import { Trouble, Waiting } from '../trouble.tsx';
import { Problems } from './problems.tsx';

/** The first rows as they would be read, with the row and column of each problem. */
export function RowsStep({ imported }: { readonly imported: Import }) {
  const { data, error, refetch } = useQuery(importPreviewQuery(imported.id, imported.manifest));
  if (data === undefined) return error ? <Trouble error={error} again={() => void refetch()} /> : <Waiting />;
  const fields = imported.manifest.records.flatMap((record) =>
    Object.keys(record.fields).map((field) => [record.kind, field] as const),
  );
  const bad = data.rows.filter(({ problems }) => problems.some(({ severity }) => severity === 'error')).length;
  return (
    <>
      <p role="status">
        The first {plural(data.rows.length, 'row')}
        {bad > 0
          ? `: ${bad} of them can not be read as they stand, and would wait for you.`
          : ', all of which can be read.'}
      </p>
      <div className="scroll-x" tabIndex={0} role="region" aria-label="Rows as they are read">
        <table className="field-map">
          <thead>
            <tr>
              <th scope="col">Row</th>
              {fields.map(([kind, field]) => (
                <th scope="col" key={`${kind} ${field}`}>
                  {kind} {words(field)}
                </th>
              ))}
              <th scope="col">Problems</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map(({ row, records, problems }) => (
              <tr key={row}>
                <th scope="row">{row}</th>
                {fields.map(([kind, field]) => (
                  <td key={`${kind} ${field}`}>
                    {valueText(records.find((record) => record.kind === kind)?.fields[field])}
                  </td>
                ))}
                <td>
                  <Problems problems={problems} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="form-row">
        <Link href={`/imports/${imported.id}?step=trial`}>Next: what would change</Link>
      </p>
    </>
  );
}
