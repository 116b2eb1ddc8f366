import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import { syncConfigsQuery } from '../api/queries.ts';
import { duration } from '../format/format.ts';
import { Act } from '../parts/act.tsx';
import { Page } from '../parts/page.tsx';
import { useRefusal } from '../parts/session.ts';
import { State } from '../parts/state.tsx';
import { Empty, Trouble, Waiting } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';

/** What is kept in step with what, and by which rules. */
export function SyncConfigsPage() {
  const { data, error, refetch } = useQuery(syncConfigsQuery);
  const [, navigate] = useLocation();
  const mayAdd = useRefusal('admin', 'config:write');
  return (
    <Page
      title="Sync configs"
      note="what is kept in step with what"
      tools={
        <Act refusal={mayAdd} onClick={() => navigate('/sync-configs/new')}>
          Add a sync config
        </Act>
      }
    >
      {error && <Trouble error={error} again={() => void refetch()} />}
      {data === undefined ? (
        !error && <Waiting />
      ) : data.items.length === 0 ? (
        <Empty title="Nothing is kept in step yet.">
          <Link href="/sync-configs/new">Start from a preset here</Link>, or write one into{' '}
          <code>syncline.config.yaml</code> and run <code>syncline config apply</code>.
        </Empty>
      ) : (
        <ul className="plain-list connections">
          {data.items.map((config) => (
            <li key={config.id} className="connection">
              <div className="spread">
                <span>
                  <Link href={`/sync-configs/${config.id}`}>{config.name}</Link>{' '}
                  <span className="dim">
                    {config.platform} · {config.managed_by === 'file' ? 'from a file' : 'by the API'}
                  </span>
                </span>
                <State is={config.enabled ? 'on time' : 'paused'}>{config.enabled ? 'in force' : 'off'}</State>
              </div>
              <p className="dim small">
                every {duration(config.sync_interval * 1_000)},{' '}
                {config.two_way_create ? 'makes twins' : 'makes no twins'},{' '}
                {config.webhook_enabled ? 'webhooks' : 'polling only'} · changed <When at={config.updated_at} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
