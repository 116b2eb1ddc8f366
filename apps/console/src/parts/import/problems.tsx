import type { ProblemRow } from '../../api/client.ts';

/** What is wrong with a row, by column. */
export function Problems({ problems }: Pick<ProblemRow, 'problems'>) {
  return (
    <ul className="problems">
      {problems.map(({ column, severity, code, message }) => (
        <li key={`${column} ${code} ${message}`} className={severity === 'error' ? 'bad' : 'wait'}>
          {column !== null && <strong>{column}: </strong>}
          {message}
        </li>
      ))}
    </ul>
  );
}
