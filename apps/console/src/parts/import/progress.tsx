import { useQuery } from '@tanstack/react-query';
import { processQuery } from '../../api/queries.ts';
import { ProcessBar, paceText, progressText } from '../process-line.tsx';

/** How far the process of an import is, in one line. */
export function ImportProgress({ processId }: { readonly processId: string }) {
  const { data: process } = useQuery(processQuery(processId));
  if (!process) return <span className="dim">begins</span>;
  return (
    <span className="bar-cell">
      <ProcessBar process={process} />
      <span className="dim">
        {process.progress.expected === null ? 'reading rows' : progressText(process)}
        {process.progress.etaMs !== null && `, ${paceText(process)}`}
      </span>
    </span>
  );
}
