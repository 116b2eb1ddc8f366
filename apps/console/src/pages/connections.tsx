import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import type { Connection } from '../api/client.ts';
import { connectionsQuery } from '../api/queries.ts';
import { count, percent } from '../format/format.ts';
import { Act } from '../parts/act.tsx';
import { Bar } from '../parts/bar.tsx';
import { Page } from '../parts/page.tsx';
import { useRefusal } from '../parts/session.ts';
import { State } from '../parts/state.tsx';
import { Empty, Trouble, Waiting } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';

/** Accounts at vendors: how each does, and what it has left of its quota. */
export function ConnectionsPage() {
  const { data, error, refetch } = useQuery(connectionsQuery);
  const [, navigate] = useLocation();
  const mayAdd = useRefusal('admin', 'connections:write');
  return (
    <Page
      title="Connections"
      note={data && String(data.items.length)}
      tools={
        <Act refusal={mayAdd} onClick={() => navigate('/connections/new')}>
          Add a connection
        </Act>
      }
    >
      {error && <Trouble error={error} again={() => void refetch()} />}
      {data === undefined ? (
        !error && <Waiting />
      ) : data.items.length === 0 ? (
        <Empty title="There is no connection yet, so there is nothing to keep in step.">
          <Link href="/connections/new">Add one here</Link>, or write it into <code>syncline.config.yaml</code> and run{' '}
          <code>syncline config apply</code>.
        </Empty>
      ) : (
        <ul className="plain-list connections">
          {data.items.map((connection) => (
            <li key={connection.id}>
              <Line connection={connection} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

function Line({ connection }: { readonly connection: Connection }) {
  const { quota } = connection;
  return (
    <div className="connection">
      <div className="spread">
        <span>
          <Link href={`/connections/${connection.id}`}>{connection.name}</Link>{' '}
          <span className="dim">
            {connection.connector !== connection.name && connection.connector}
            {connection.managedBy === 'file' && ' · from a file'}
            {connection.isStub && ' · no vendor behind it'}
          </span>
        </span>
        <State is={connection.health} />
      </div>
      {connection.healthReason !== null && (
        <p className={connection.credentials === 'paused' ? 'dim' : 'bad'}>{connection.healthReason}</p>
      )}
      <div className="connection-facts">
        <Fact name="quota">
          {quota === null ? (
            <span className="dim">not known</span>
          ) : (
            <>
              <Bar
                share={quota.capacity === 0 ? null : quota.remaining / quota.capacity}
                label={`Quota left of ${connection.name}`}
                tone={quota.pausedUntil !== null ? 'bad' : quota.remaining / quota.capacity < 0.1 ? 'wait' : 'dim'}
              />
              {percent(quota.remaining / Math.max(1, quota.capacity))} left
            </>
          )}
        </Fact>
        <Fact name="webhooks">
          {connection.webhookSilence !== null ? (
            <span>
              <State is="silent" /> for <When at={connection.webhookSilence.since} />
            </span>
          ) : connection.subscriptions === 0 ? (
            <span className="dim">
              {connection.lastDeliveryAt === null ? 'none registered' : 'entered at the vendor'}
            </span>
          ) : (
            count(connection.subscriptions)
          )}
        </Fact>
        <Fact name="last delivery">
          <When at={connection.lastDeliveryAt} never="none yet" />
        </Fact>
        <Fact name="waits for a decision">
          {connection.openItems === 0 ? (
            <span className="dim">none</span>
          ) : (
            <Link href={`/reconciliation?connection=${connection.id}`}>{count(connection.openItems)}</Link>
          )}
        </Fact>
      </div>
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <span className="dim small">{name}</span>
      <span>{children}</span>
    </div>
  );
}
