import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api, bodyOf, type Process, type ProcessTree } from '../api/client.ts';
import { itemsQuery, processQuery } from '../api/queries.ts';
import { count, duration, words } from '../format/format.ts';
import { Act } from '../parts/act.tsx';
import { Attempts } from '../parts/attempts.tsx';
import { Facts, Page, Section } from '../parts/page.tsx';
import { ProcessBar, paceText, progressText } from '../parts/process-line.tsx';
import { ProcessTreeTable } from '../parts/process-tree.tsx';
import { useRefusal } from '../parts/session.ts';
import { State } from '../parts/state.tsx';
import { Trouble, Waiting } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';

/** One process: how far it is, stream by stream, what went wrong, and what can be done. */
export function ProcessPage({ id }: { readonly id: string }) {
  const { data: process, error, refetch } = useQuery(processQuery(id));
  if (process === undefined)
    return <Page title="Process">{error ? <Trouble error={error} again={() => void refetch()} /> : <Waiting />}</Page>;
  return (
    <Page
      title={`${process.connectionName} ${process.kind}`}
      note={<State is={process.treeState} />}
      tools={<Controls process={process} />}
    >
      {error && <Trouble error={error} />}
      {process.error !== null && (
        <div className="trouble" role="alert">
          <strong>{process.error}</strong>
          <p className="dim">Retry starts the work once more as a new process; what is merged is not read twice.</p>
        </div>
      )}
      <div className="big-bar">
        <ProcessBar process={process} />
        <div className="spread">
          <span>{progressText(process)}</span>
          <span className="dim">{paceText(process)}</span>
        </div>
        {process.progress.uncountedStreams.length > 0 && (
          <p className="dim small">
            Not in these figures, because the vendor tells no size:{' '}
            {process.progress.uncountedStreams.map(words).join(', ')}
          </p>
        )}
      </div>
      <Facts
        facts={[
          ['Created', <When key="c" at={process.createdAt} />],
          ['Began', <When key="s" at={process.startedAt} never="not yet" />],
          ['Ended', <When key="e" at={process.finishedAt} never="not yet" />],
          process.elapsedMs === null
            ? null
            : [process.finishedAt === null ? 'Runs for' : 'Took', duration(process.elapsedMs)],
          [
            'Connection',
            <Link key="l" href={`/connections/${process.connectionId}`}>
              {process.connectionName}
            </Link>,
          ],
          process.parentId === null
            ? null
            : [
                'Part of',
                <Link key="p" href={`/processes/${process.parentId}`}>
                  the whole run
                </Link>,
              ],
        ]}
      />
      <Section title={process.finishedAt === null ? 'What it changes' : 'What it changed'}>
        <Counters process={process} />
      </Section>
      <ProcessTreeTable process={process} />
      <Failures processId={id} />
      <Attempts processId={id} isOpen={process.finishedAt === null} />
    </Page>
  );
}

const finished = /completed|failed|cancelled/;

/** Where its jobs are shown: those that read it, or those that plan it while there is nothing to read yet. */
function queueOf({ kind, counters }: Process): string {
  const lane = kind === 'backfill' ? 'bulk' : 'live';
  return `/admin/queues/queue/${counters.pagesExpected === 0 ? 'process-plan' : `fetch-${lane}`}`;
}

function Controls({ process }: { readonly process: ProcessTree }) {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [isSure, setIsSure] = useState(false);
  const refusal = useRefusal('operator', 'processes:write');
  const path = { params: { path: { id: process.id } } };
  const tell = useMutation({
    mutationFn: (verb: 'pause' | 'resume' | 'cancel') =>
      bodyOf(`POST /api/v1/processes/${process.id}/${verb}`, api.POST(`/api/v1/processes/{id}/${verb}`, path)),
    onSuccess: (now) => client.setQueryData(processQuery(process.id).queryKey, now),
    onSettled: () => client.invalidateQueries({ queryKey: ['processes'] }),
  });
  const retry = useMutation({
    mutationFn: () =>
      bodyOf(`POST /api/v1/processes/${process.id}/retry`, api.POST('/api/v1/processes/{id}/retry', path)),
    onSuccess: ({ processId }) => navigate(`/processes/${processId}`),
  });
  const isFinished = finished.test(process.treeState);
  const isPaused = process.treeState === 'paused' || process.state === 'paused';
  const canRetry = isFinished && process.treeState !== 'completed';
  return (
    <>
      {!isFinished &&
        (isPaused ? (
          <Act kind="main" refusal={refusal} busy={tell.isPending} onClick={() => tell.mutate('resume')}>
            Resume
          </Act>
        ) : (
          <Act refusal={refusal} busy={tell.isPending} onClick={() => tell.mutate('pause')}>
            Pause
          </Act>
        ))}
      {!isFinished &&
        (isSure ? (
          <span className="sure">
            What is merged stays.{' '}
            <Act kind="danger" refusal={refusal} busy={tell.isPending} onClick={() => tell.mutate('cancel')}>
              Cancel it
            </Act>
            <Act onClick={() => setIsSure(false)}>Let it run</Act>
          </span>
        ) : (
          <Act refusal={refusal} onClick={() => setIsSure(true)}>
            Cancel…
          </Act>
        ))}
      {canRetry && (
        <Act kind="main" refusal={refusal} busy={retry.isPending} onClick={() => retry.mutate()}>
          Retry
        </Act>
      )}
      <a href={queueOf(process)}>Its queue</a>
      {(tell.error ?? retry.error) && <Trouble error={tell.error ?? retry.error} />}
    </>
  );
}

function Counters({ process: { counters } }: { readonly process: Process }) {
  const all: readonly (readonly [string, number, boolean?])[] = [
    ['read', counters.recordsFetched],
    ['created', counters.recordsCreated],
    ['updated', counters.recordsUpdated],
    ['unchanged', counters.recordsUnchanged],
    ['stale', counters.recordsStale],
    ['ignored', counters.recordsIgnored],
    ['written back', counters.recordsWrittenBack],
    ['in conflict', counters.recordsConflicted, true],
    ['failed', counters.recordsFailed, true],
    ['pages failed', counters.pagesFailed, true],
  ];
  return (
    <ul className="figures small-figures">
      {all.map(([name, value, isTrouble = false]) => (
        <li key={name} className={value === 0 ? 'dim' : isTrouble ? 'bad' : ''}>
          <strong>{count(value)}</strong> <span>{name}</span>
        </li>
      ))}
    </ul>
  );
}

/** What of it waits for somebody, by cause. */
function Failures({ processId }: { readonly processId: string }) {
  const { data } = useInfiniteQuery(itemsQuery({ processId }));
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) return null;
  const causes = Map.groupBy(items, (item) => item.fingerprint);
  const hasMore = data?.pages.at(-1)?.nextCursor != null;
  return (
    <Section title="Left to decide" note={hasMore ? `the newest ${items.length}` : String(items.length)}>
      <ul className="plain-list">
        {[...causes].map(([cause, [first, ...rest]]) => (
          <li key={cause} className="spread">
            <Link href={`/reconciliation?process=${processId}&item=${first!.id}`}>
              {first!.stream}: {first!.message}
            </Link>
            <span className="dim">{count(rest.length + 1)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
