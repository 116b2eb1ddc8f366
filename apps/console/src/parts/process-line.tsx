import { Link } from 'wouter';
import type { Process } from '../api/client.ts';
import { count, duration, percent, plural, words } from '../format/format.ts';
import { Bar } from './bar.tsx';
import { State, toneOf } from './state.tsx';

/** A process in two lines: what it is and how it stands, its bar, how far it is and how long it takes. */
export function ProcessLine({ process }: { readonly process: Process }) {
  return (
    <div className="process-line">
      <div className="spread">
        <Link href={`/processes/${process.id}`}>
          {process.connectionName} {process.kind}
          {process.stream !== null && ` of ${words(process.stream)}`}
        </Link>
        <State is={process.treeState} />
      </div>
      <ProcessBar process={process} />
      <div className="spread dim">
        <span>{progressText(process)}</span>
        <span>{paceText(process)}</span>
      </div>
    </div>
  );
}

/** How far it is; one that has ended has none, for its state says all. */
export function ProcessBar({ process }: { readonly process: Process }) {
  if (process.finishedAt !== null) return null;
  return (
    <Bar
      share={process.progress.share}
      label={`${process.connectionName} ${process.stream === null ? process.kind : words(process.stream)}`}
      tone={toneOf(process.treeState)}
    />
  );
}

/** `1,200 of 5,000 records, 24 %`. */
export function progressText({ progress, counters, finishedAt }: Process): string {
  if (finishedAt !== null || progress.expected === null)
    return `${count(counters.recordsFetched)} records read${finishedAt === null ? ', not counted yet' : ''}`;
  const share = progress.share === null ? '' : `, ${percent(progress.share)}`;
  return `${count(progress.done)} of ${count(progress.expected)} records${share}`;
}

/** `830 records/s, 12 s left`. */
export function paceText({ progress, finishedAt, elapsedMs, treeState }: Process): string {
  if (finishedAt !== null) return elapsedMs === null ? '' : `took ${duration(elapsedMs)}`;
  if (treeState === 'paused') return '';
  const rate = progress.rate === null ? '' : `${plural(Math.round(progress.rate), 'record')}/s, `;
  return `${rate}${progress.etaMs === null ? 'time left not known' : `${duration(progress.etaMs)} left`}`;
}
