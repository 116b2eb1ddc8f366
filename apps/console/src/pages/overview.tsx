import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { HistoryEntry, Status } from '../api/client.ts';
import { historyQuery, statusQuery, syncStatusQuery } from '../api/queries.ts';
import { count, duration, happeningText, plural } from '../format/format.ts';
import { LastHour } from '../parts/last-hour.tsx';
import { Page, Section } from '../parts/page.tsx';
import { ProcessLine } from '../parts/process-line.tsx';
import { ServiceLevels } from '../parts/service-levels.tsx';
import { Sides } from '../parts/sides.tsx';
import { State, toneOf } from '../parts/state.tsx';
import { Empty, Trouble, Waiting } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';

const NEWEST = 12;

/** Whether everything is in step, what moves, how long it takes, and what is stuck. */
export function OverviewPage() {
  const { data: status, error, refetch } = useQuery(statusQuery);
  if (status === undefined)
    return <Page title="Overview">{error ? <Trouble error={error} again={() => void refetch()} /> : <Waiting />}</Page>;
  return (
    <Page title="Overview">
      {error && <Trouble error={error} />}
      <p className={`sentence ${toneOf(status.health)}`} role="status">
        {status.sentence}
      </p>
      <Figures status={status} />
      <Section title="In step">
        <InStep />
      </Section>
      {status.processes.length > 0 && (
        <Section title="Running">
          <ul className="plain-list">
            {status.processes.slice(0, 6).map((process) => (
              <li key={process.id}>
                <ProcessLine process={process} />
              </li>
            ))}
          </ul>
          {status.processes.length > 6 && (
            <Link href="/processes?show=open">All {count(status.counts.processesOpen)} that are not finished</Link>
          )}
        </Section>
      )}
      <Section title="Service levels" note="the last hour">
        <ServiceLevels />
      </Section>
      <Section title="What changed in the last hour">
        <LastHour />
      </Section>
      <Section title="What ended last">
        <Newest />
      </Section>
    </Page>
  );
}

function Figures({ status: { counts, lagMs, connections } }: { readonly status: Status }) {
  const waiting = counts.deliveriesWaiting + counts.hintsWaiting;
  const troubled = connections.filter((each) => /error|action|delayed/.test(each.health)).length;
  return (
    <ul className="figures">
      <Figure value={count(counts.entities)} name="entities in the graph" href="/entities" />
      <Figure
        value={count(counts.itemsOpen)}
        name="wait for a decision"
        href="/reconciliation"
        mark={counts.itemsOpen > 0}
      />
      <Figure value={count(waiting)} name="changes on the way in" href="/inbox?state=received" />
      <Figure
        value={lagMs > 0 ? duration(lagMs) : '0 s'}
        name="age of the oldest of them"
        href="/inbox?state=received"
      />
      <Figure value={count(counts.deliveriesLastHour)} name="deliveries in the last hour" href="/inbox" />
      <Figure
        value={troubled === 0 ? count(counts.connections) : `${troubled} of ${counts.connections}`}
        name={troubled === 0 ? 'connections, all well' : 'connections in trouble'}
        href="/connections"
        mark={troubled > 0}
      />
    </ul>
  );
}

interface FigureProps {
  readonly value: string;
  readonly name: string;
  readonly href: string;
  /** It asks for somebody. */
  readonly mark?: boolean;
}

function Figure({ value, name, href, mark = false }: FigureProps) {
  return (
    <li>
      <Link href={href} className={mark ? 'marked' : ''}>
        <strong>{value}</strong> <span>{name}</span>
      </Link>
    </li>
  );
}

function InStep() {
  const { data, error } = useQuery(syncStatusQuery);
  if (data === undefined) return error ? <Trouble error={error} /> : <Waiting />;
  if (data.members.length === 0)
    return (
      <Empty title="Nothing is kept in step yet: what was read only lies in the graph.">
        Write a sync config that joins two connections (<code>syncline config init --preset …</code>), then{' '}
        <code>syncline config apply</code>.
      </Empty>
    );
  return <Sides members={data.members} />;
}

function Newest() {
  const { data, error } = useQuery(historyQuery(NEWEST));
  if (data === undefined) return error ? <Trouble error={error} /> : <Waiting />;
  if (data.items.length === 0) return <Empty title="No run and no write has ended yet." />;
  return (
    <ul className="plain-list happenings">
      {data.items.map((entry) => (
        <li key={`${entry.correlation_id} ${entry.finished_at} ${entry.connection_id}`}>
          <Happening entry={entry} />
        </li>
      ))}
      <li>
        <Link href="/timeline">The whole timeline</Link>
      </li>
    </ul>
  );
}

/** A run or a write that ended, in a line. */
function Happening({ entry }: { readonly entry: HistoryEntry }) {
  const where = entry.stream === null ? entry.connection_name : `${entry.connection_name}/${entry.stream}`;
  const what = happeningText(entry);
  return (
    <div className="happening">
      <When at={entry.finished_at} />
      <State is={entry.success ? 'done' : 'failed'}>{entry.success ? what : `${what}: failed`}</State>
      <span>
        {entry.type === 'writeback' && entry.entity_id === null ? (
          where
        ) : (
          <Link
            href={entry.type === 'writeback' ? `/entities/${entry.entity_id}` : `/processes/${entry.correlation_id}`}
          >
            {where}
          </Link>
        )}
      </span>
      <span className="dim">
        {entry.error ?? (entry.entity_id === null ? plural(entry.items_synced, 'record') : '')}
      </span>
    </div>
  );
}
