import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api, bodyOf } from './api/client.ts';
import { useLinkState } from './api/live.ts';
import { alertsQuery, sessionQuery, statusQuery } from './api/queries.ts';
import { count } from './format/format.ts';
import { useKeys } from './parts/keys.ts';
import { useSession } from './parts/session.ts';
import { State } from './parts/state.tsx';
import { ThemeToggle } from './parts/theme-toggle.tsx';

const places = [
  ['/', 'Overview', 'o'],
  ['/processes', 'Processes', 'p'],
  ['/reconciliation', 'Reconciliation', 'r'],
  ['/approvals', 'Approvals', 'v'],
  ['/clients', 'Clients', 'k'],
  ['/duplicates', 'Duplicates', 'd'],
  ['/entities', 'Entities', 'e'],
  ['/imports', 'Imports', 'm'],
  ['/insights', 'Insights', 'n'],
  ['/connections', 'Connections', 'c'],
  ['/sync-configs', 'Sync configs', 's'],
  ['/inbox', 'Inbox', 'i'],
  ['/alerts', 'Alerts', 'l'],
  ['/timeline', 'Timeline', 't'],
  ['/audit', 'Audit', 'a'],
] as const;

/** Navigation beside the page; above it where there is little room. */
export function Shell({ children }: { readonly children: React.ReactNode }) {
  const [path, navigate] = useLocation();
  const [isOpen, setIsOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const went = useRef(path);
  useEffect(() => {
    if (went.current === path) return;
    went.current = path;
    setIsOpen(false);
    scrollTo(0, 0);
    // Whoever listens hears where they are, and Tab goes on from there.
    main.current?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }, [path]);
  useGoKeys(navigate);
  return (
    <div className="shell">
      <a className="skip" href="#page">
        Skip to the page
      </a>
      <nav aria-label="Console" data-open={isOpen}>
        <div className="brand">
          <Link href="/">Syncline</Link>
          <LinkNote />
          <button
            type="button"
            className="menu quiet"
            aria-expanded={isOpen}
            aria-controls="places"
            onClick={() => setIsOpen(!isOpen)}
          >
            {isOpen ? 'Close' : 'Menu'}
          </button>
        </div>
        <div id="places" className="places">
          <Places path={path} />
          <ul>
            <li>
              <a href="/docs">API docs</a>
            </li>
            <li>
              <a href="/admin/queues">Queues</a>
            </li>
          </ul>
          <Who />
        </div>
      </nav>
      <main id="page" ref={main}>
        {children}
      </main>
    </div>
  );
}

function Places({ path }: { readonly path: string }) {
  const { data: status } = useQuery(statusQuery);
  const { data: firing } = useInfiniteQuery(alertsQuery({ state: 'firing' }));
  const counts: Readonly<Record<string, number>> =
    status === undefined
      ? {}
      : {
          '/processes': status.counts.processesOpen,
          '/reconciliation': status.counts.itemsOpen,
          '/connections': status.connections.filter((each) => /error|action/.test(each.health)).length,
          '/inbox': status.counts.deliveriesWaiting,
          '/alerts': firing?.pages[0]?.items.length ?? 0,
        };
  return (
    <ul>
      {places.map(([href, name]) => {
        const isHere = href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
        return (
          <li key={href}>
            <Link href={href} aria-current={isHere ? 'page' : undefined}>
              {name}
              {(counts[href] ?? 0) > 0 && <span className="count">{count(counts[href] ?? 0)}</span>}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** Whether what is shown is what is. */
function LinkNote() {
  const link = useLinkState();
  return (
    <span role="status" className="link-note">
      {link === 'live' ? (
        <State is="live">live</State>
      ) : link === 'broken' ? (
        <State is="broken">not connected</State>
      ) : (
        <State is="pending">connecting</State>
      )}
    </span>
  );
}

function Who() {
  const session = useSession();
  const client = useQueryClient();
  const leave = useMutation({
    mutationFn: () => bodyOf('DELETE /api/v1/session', api.DELETE('/api/v1/session')),
    onSuccess: () => client.resetQueries({ queryKey: sessionQuery.queryKey }),
  });
  return (
    <div className="who">
      <p className="dim small">
        {session.by === 'machine' ? 'On this machine' : (session.name ?? session.by)} · {session.role}
      </p>
      <ThemeToggle />
      {session.by === 'session' && (
        <button type="button" className="quiet" onClick={() => leave.mutate()}>
          Sign out
        </button>
      )}
    </div>
  );
}

/** `g` and a letter goes to a page; `/` to the search of the page. */
function useGoKeys(navigate: (to: string) => void): void {
  const isGoing = useRef(false);
  const go = Object.fromEntries(
    places.map(([href, , letter]) => [
      letter,
      () => {
        if (isGoing.current) navigate(href);
        isGoing.current = false;
      },
    ]),
  );
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.metaKey || event.ctrlKey || event.altKey) return;
      if ((event.target as HTMLElement).matches('input, textarea, select')) return;
      if (isGoing.current && go[event.key]) {
        event.preventDefault();
        // Pages have keys of their own: this one is used up.
        event.stopImmediatePropagation();
        go[event.key]?.();
      } else isGoing.current = event.key === 'g';
    };
    addEventListener('keydown', press, { capture: true });
    return () => removeEventListener('keydown', press, { capture: true });
  });
  useKeys({ '/': () => document.querySelector<HTMLElement>('main [data-key="/"]')?.focus() });
}
