import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import { api, bodyOf, type Connection } from '../api/client.ts';
import { connectionQuery, processesQuery } from '../api/queries.ts';
import { count, duration, percent, words } from '../format/format.ts';
import { Act } from '../parts/act.tsx';
import { Facts, Page, Section } from '../parts/page.tsx';
import { ProcessLine } from '../parts/process-line.tsx';
import { useRefusal } from '../parts/session.ts';
import { State } from '../parts/state.tsx';
import { Empty, Trouble, Waiting } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';

const RUNS = 5;

/** One account at a vendor: whether it works, stream by stream, and what to do when it does not. */
export function ConnectionPage({ id }: { readonly id: number }) {
  const { data: connection, error, refetch } = useQuery(connectionQuery(id));
  const runs = useInfiniteQuery(processesQuery({ connectionId: id }));
  if (connection === undefined)
    return (
      <Page title="Connection">{error ? <Trouble error={error} again={() => void refetch()} /> : <Waiting />}</Page>
    );
  const { quota } = connection;
  const processes = runs.data?.pages[0]?.items.slice(0, RUNS) ?? [];
  return (
    <Page title={connection.name} note={<State is={connection.health} />} tools={<Controls connection={connection} />}>
      {error && <Trouble error={error} />}
      {connection.healthReason !== null && (
        <div className="trouble" role="alert">
          <strong>{connection.healthReason}</strong>
          {connection.credentials === 'needs_reauth' && (
            <p>
              Enter a new secret (<code>syncline credentials</code>), or renew what its reference names; then test it
              here.
            </p>
          )}
        </div>
      )}
      <Facts
        facts={[
          ['Vendor', connection.connector],
          ['Address', <code key="a">{connection.baseUrl}</code>],
          ['Configured by', connection.managedBy === 'file' ? 'a file' : 'the API'],
          ['Credentials', <State key="c" is={connection.credentials} />],
          ['Since', <When key="s" at={connection.healthAt} />],
          ['Webhooks', connection.subscriptions === 0 ? 'none registered' : `${connection.subscriptions} registered`],
          ['Last delivery', <When key="d" at={connection.lastDeliveryAt} never="none yet" />],
          quota === null
            ? ['Quota', 'the vendor tells none']
            : [
                'Quota',
                `${count(quota.remaining)} of ${count(quota.capacity)} left (${percent(quota.remaining / Math.max(1, quota.capacity))}), ${duration(quota.windowMs)} each`,
              ],
          quota?.pausedUntil ? ['Paused until', <When key="p" at={quota.pausedUntil} />] : null,
        ]}
      />
      <Section title="Streams">
        <Streams connection={connection} />
      </Section>
      {connection.schemaDrift.length > 0 && (
        <Section title="Fields that the vendor has changed" note="each is paused alone">
          <ul className="plain-list">
            {connection.schemaDrift.map((each) => (
              <li key={`${each.stream} ${each.field}`} className="spread">
                <span>
                  {each.stream}: {each.name} <span className="dim">{words(each.drift)}</span>
                </span>
                <When at={each.since} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Last runs">
        {processes.length === 0 ? (
          <Empty title="None yet.">Start a backfill: it reads everything once.</Empty>
        ) : (
          <ul className="plain-list">
            {processes.map((process) => (
              <li key={process.id}>
                <ProcessLine process={process} />
              </li>
            ))}
            <li>
              <Link href={`/processes?connection=${id}`}>All its runs</Link>
            </li>
          </ul>
        )}
      </Section>
    </Page>
  );
}

function Controls({ connection: { id, openItems } }: { readonly connection: Connection }) {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const mayTest = useRefusal('operator', 'connections:write');
  const maySync = useRefusal('operator', 'processes:write');
  const test = useMutation({
    mutationFn: () =>
      bodyOf(
        `POST /api/v1/connections/${id}/test`,
        api.POST('/api/v1/connections/{id}/test', { params: { path: { id } } }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['connections'] }),
  });
  const sync = useMutation({
    mutationFn: (mode: 'backfill' | 'incremental') =>
      bodyOf('POST /api/v1/sync', api.POST('/api/v1/sync', { body: { connectionId: id, mode } })),
    onSuccess: ({ processId }) => navigate(`/processes/${processId}`),
  });
  return (
    <>
      <Act refusal={mayTest} busy={test.isPending} onClick={() => test.mutate()}>
        {test.isPending ? 'Asking the vendor…' : 'Test'}
      </Act>
      <Act refusal={maySync} busy={sync.isPending} onClick={() => sync.mutate('incremental')}>
        Read what changed
      </Act>
      <Act refusal={maySync} busy={sync.isPending} onClick={() => sync.mutate('backfill')}>
        Read everything
      </Act>
      {openItems > 0 && <Link href={`/reconciliation?connection=${id}`}>{count(openItems)} to decide</Link>}
      {test.data &&
        (test.data.outcome === 'ok' ? (
          <span role="status">
            <State is="ok">works, as {test.data.account}</State>
          </span>
        ) : (
          <span role="alert">
            <State is="failed">
              {words(test.data.class)}: {test.data.message}
            </State>
          </span>
        ))}
      {(test.error ?? sync.error) && <Trouble error={test.error ?? sync.error} />}
    </>
  );
}

function Streams({ connection }: { readonly connection: Connection }) {
  if (connection.streams.length === 0) return <Empty title="None was read yet.">Start a backfill.</Empty>;
  return (
    <div role="table" aria-label="Streams" className="stream-table">
      {connection.streams.map((stream) => (
        <div role="row" key={stream.stream} className="stream-row four">
          <span role="cell">{words(stream.stream)}</span>
          <span role="cell">
            <State is={stream.health} />
          </span>
          <span role="cell" className="dim">
            in the graph up to <When at={stream.syncedUpTo} never="nothing yet" />
          </span>
          <span role="cell" className={stream.lastError === null ? 'dim' : 'bad'}>
            {stream.lastError ?? (stream.scopes === 1 ? '' : `${count(stream.scopes)} places`)}
          </span>
        </div>
      ))}
    </div>
  );
}
