import { useInfiniteQuery } from '@tanstack/react-query';
import type { Alert } from '../api/client.ts';
import { alertsQuery } from '../api/queries.ts';
import { count } from '../format/format.ts';
import { AlertView } from '../parts/alert-view.tsx';
import { PickConnection, useFilter } from '../parts/filter.tsx';
import { Page, Section } from '../parts/page.tsx';
import { Empty, Trouble, Waiting } from '../parts/trouble.tsx';

type Source = ReturnType<typeof useAlerts>;

function useAlerts(state: Alert['state']) {
  const [connection] = useFilter('connection');
  return useInfiniteQuery(alertsQuery({ state, ...(connection === '' ? {} : { connectionId: Number(connection) }) }));
}

/** What rules find to be wrong now, what is about to be told, and what ended lately; each with what to do. */
export function AlertsPage() {
  const firing = useAlerts('firing');
  const pending = useAlerts('pending');
  const resolved = useAlerts('resolved');
  return (
    <Page title="Alerts" note="what rules find to be wrong" tools={<PickConnection />}>
      <Section title="Firing now" note={noteOf(firing)}>
        <List source={firing}>
          <Empty title="Nothing is wrong by any rule.">
            Rules are looked at every 10 seconds. The builtin ones hold from the start; your own stand in the
            configuration under <code>alerts</code>, and <code>alert_routes</code> says who is told.
          </Empty>
        </List>
      </Section>
      {itemsOf(pending).length > 0 && (
        <Section title="Holds, but not yet for long enough" note={noteOf(pending)}>
          <List source={pending} />
        </Section>
      )}
      <Section title="Resolved" note="newest first">
        <List source={resolved}>
          <Empty title="No alert has ended yet." />
        </List>
      </Section>
    </Page>
  );
}

function itemsOf({ data }: Source): readonly Alert[] {
  return data?.pages.flatMap((page) => page.items) ?? [];
}

function noteOf(source: Source): string | null {
  const { length } = itemsOf(source);
  return length === 0 ? null : `${count(length)}${source.hasNextPage ? ' and more' : ''}`;
}

function List({ source, children }: { readonly source: Source; readonly children?: React.ReactNode }) {
  if (source.data === undefined) return source.error ? <Trouble error={source.error} /> : <Waiting />;
  const items = itemsOf(source);
  if (items.length === 0) return children;
  return (
    <ul className="plain-list">
      {items.map((alert) => (
        <li key={alert.id}>
          <AlertView alert={alert} />
        </li>
      ))}
      {source.hasNextPage && (
        <li>
          <button type="button" className="quiet" onClick={() => void source.fetchNextPage()}>
            More
          </button>
        </li>
      )}
    </ul>
  );
}
