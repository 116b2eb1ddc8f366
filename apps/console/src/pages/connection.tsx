import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Connection } from '../api/client.ts';
import { connectionQuery, connectorsQuery, processesQuery } from '../api/queries.ts';
import { count, words } from '../format/format.ts';
import { Controls } from '../parts/connection/controls.tsx';
import { Credentials } from '../parts/connection/credentials.tsx';
import { EditSettings } from '../parts/connection/edit-settings.tsx';
import { LastErrors } from '../parts/connection/last-errors.tsx';
import { Quota } from '../parts/connection/quota.tsx';
import { Webhooks } from '../parts/connection/webhooks.tsx';
import { Facts, Page, Section } from '../parts/page.tsx';
import { ProcessLine } from '../parts/process-line.tsx';
import { State } from '../parts/state.tsx';
import { Empty, Trouble, Waiting } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';

const RUNS = 5;

/** One account at a vendor: whether it works, stream by stream, and what to do when it does not. */
export function ConnectionPage({ id }: { readonly id: number }) {
  const { data: connection, error, refetch } = useQuery(connectionQuery(id));
  const { data: connectors } = useQuery(connectorsQuery);
  const runs = useInfiniteQuery(processesQuery({ connectionId: id }));
  if (connection === undefined)
    return (
      <Page title="Connection">{error ? <Trouble error={error} again={() => void refetch()} /> : <Waiting />}</Page>
    );
  const connector = connectors?.items.find((each) => each.id === connection.connector);
  const processes = runs.data?.pages[0]?.items.slice(0, RUNS) ?? [];
  return (
    <Page title={connection.name} note={<State is={connection.health} />} tools={<Controls connection={connection} />}>
      {error && <Trouble error={error} />}
      {connection.credentials === 'paused' ? (
        <p className="wait">{connection.healthReason}. What comes in is kept, and nothing is asked of the vendor.</p>
      ) : (
        connection.healthReason !== null && (
          <div className="trouble" role="alert">
            <strong>{connection.healthReason}</strong>
            {connection.credentials === 'needs_reauth' && (
              <p>
                Enter its secrets anew below, or authorise it again; what its references name is renewed where it is.
              </p>
            )}
          </div>
        )
      )}
      <Facts
        facts={[
          ['Vendor', connector?.title ?? connection.connector],
          ['Configured by', connection.managedBy === 'file' ? 'a file' : 'the API'],
          ['Credentials', <State key="c" is={connection.credentials} />],
          ['Since', <When key="s" at={connection.healthAt} />],
        ]}
      />
      <Section title="Streams">
        <Streams connection={connection} />
      </Section>
      <LastErrors connection={connection} />
      <Webhooks connection={connection} />
      <Quota connection={connection} />
      <Section title="What it is told">
        <EditSettings connection={connection} connector={connector} />
      </Section>
      <Section title="Credentials" note="what they are is never shown">
        <Credentials connection={connection} connector={connector} />
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
