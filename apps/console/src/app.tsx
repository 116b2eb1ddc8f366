import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Route, Switch } from 'wouter';
import { carryCsrfToken } from './api/client.ts';
import { followEvents } from './api/live.ts';
import { ApiProblem } from './api/problem.ts';
import { sessionQuery } from './api/queries.ts';
import { AlertsPage } from './pages/alerts.tsx';
import { ApprovalsPage } from './pages/approvals.tsx';
import { AuditPage } from './pages/audit.tsx';
import { ClientPage } from './pages/client.tsx';
import { ClientsPage } from './pages/clients.tsx';
import { ConnectionPage } from './pages/connection.tsx';
import { ConnectionsPage } from './pages/connections.tsx';
import { DeliveryPage } from './pages/delivery.tsx';
import { DuplicatesPage } from './pages/duplicates.tsx';
import { EntitiesPage } from './pages/entities.tsx';
import { EntityPage } from './pages/entity.tsx';
import { ImportPage } from './pages/import.tsx';
import { ImportsPage } from './pages/imports.tsx';
import { InboxPage } from './pages/inbox.tsx';
import { InsightsPage } from './pages/insights.tsx';
import { Login } from './pages/login.tsx';
import { NewConnectionPage } from './pages/new-connection.tsx';
import { NewImportPage } from './pages/new-import.tsx';
import { NewSyncConfigPage } from './pages/new-sync-config.tsx';
import { OverviewPage } from './pages/overview.tsx';
import { ProcessPage } from './pages/process.tsx';
import { ProcessesPage } from './pages/processes.tsx';
import { ReconciliationPage } from './pages/reconciliation.tsx';
import { SyncConfigPage } from './pages/sync-config.tsx';
import { SyncConfigsPage } from './pages/sync-configs.tsx';
import { TimelinePage } from './pages/timeline.tsx';
import { Page } from './parts/page.tsx';
import { SessionContext } from './parts/session.ts';
import { Empty, Trouble } from './parts/trouble.tsx';
import { Shell } from './shell.tsx';

/** The console for whoever may see it; the way in for others. */
export function App() {
  const client = useQueryClient();
  const { data: session, error, refetch } = useQuery(sessionQuery);
  const isSignedIn = session !== undefined && !isRefused(error);
  carryCsrfToken(session?.csrfToken ?? null);
  useEffect(() => (isSignedIn ? followEvents(client) : undefined), [client, isSignedIn]);

  if (isRefused(error)) return <Login />;
  if (session === undefined) return error ? <Trouble error={error} again={() => void refetch()} /> : null;
  return (
    <SessionContext value={session}>
      <Shell>
        <Switch>
          <Route path="/" component={OverviewPage} />
          <Route path="/processes" component={ProcessesPage} />
          <Route path="/processes/:id">{({ id }) => <ProcessPage key={id} id={id} />}</Route>
          <Route path="/reconciliation" component={ReconciliationPage} />
          <Route path="/clients" component={ClientsPage} />
          <Route path="/clients/:id">{({ id }) => <ClientPage key={id} id={id} />}</Route>
          <Route path="/duplicates" component={DuplicatesPage} />
          <Route path="/entities" component={EntitiesPage} />
          <Route path="/entities/:id">{({ id }) => <EntityPage key={id} id={id} />}</Route>
          <Route path="/imports" component={ImportsPage} />
          <Route path="/imports/new" component={NewImportPage} />
          <Route path="/imports/:id">{({ id }) => <ImportPage key={id} id={id} />}</Route>
          <Route path="/connections" component={ConnectionsPage} />
          <Route path="/connections/new" component={NewConnectionPage} />
          <Route path="/connections/:id">{({ id }) => <ConnectionPage key={id} id={Number(id)} />}</Route>
          <Route path="/sync-configs" component={SyncConfigsPage} />
          <Route path="/sync-configs/new" component={NewSyncConfigPage} />
          <Route path="/sync-configs/:id">{({ id }) => <SyncConfigPage key={id} id={Number(id)} />}</Route>
          <Route path="/inbox" component={InboxPage} />
          <Route path="/inbox/:id">{({ id }) => <DeliveryPage key={id} id={Number(id)} />}</Route>
          <Route path="/alerts" component={AlertsPage} />
          <Route path="/timeline" component={TimelinePage} />
          <Route path="/approvals" component={ApprovalsPage} />
          <Route path="/insights" component={InsightsPage} />
          <Route path="/audit" component={AuditPage} />
          <Route>
            <Page title="Not found">
              <Empty title="There is no such page.">The pages are listed in the navigation.</Empty>
            </Page>
          </Route>
        </Switch>
      </Shell>
    </SessionContext>
  );
}

function isRefused(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 401 || error.status === 403);
}
