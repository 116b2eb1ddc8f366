import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Connection } from '../../api/client.ts';
import { itemsQuery, processesQuery } from '../../api/queries.ts';
import { lastErrors } from '../../format/last-errors.ts';
import { Section } from '../page.tsx';
import { Empty, Trouble, Waiting } from '../trouble.tsx';
import { When } from '../when.tsx';

const MOST = 8;

/** What failed last at a connection, with what to do about it. */
export function LastErrors({ connection }: { readonly connection: Connection }) {
  const { id } = connection;
  const failed = useInfiniteQuery(processesQuery({ connectionId: id, state: 'failed' }));
  const troubled = useInfiniteQuery(processesQuery({ connectionId: id, state: 'completed_with_errors' }));
  const waiting = useInfiniteQuery(itemsQuery({ connectionId: id, state: 'open' }));
  const error = failed.error ?? troubled.error ?? waiting.error;
  if (error) return <Trouble error={error} />;
  if (!failed.data || !troubled.data || !waiting.data) return <Waiting />;
  const errors = lastErrors(
    connection,
    [...failed.data.pages[0]!.items, ...troubled.data.pages[0]!.items],
    waiting.data.pages[0]!.items,
    MOST,
  );
  return (
    <Section title="Last errors">
      {errors.length === 0 ? (
        <Empty title="None: nothing of it failed that is still kept.">
          What fails shows up here with its cause, its place and what to do.
        </Empty>
      ) : (
        <ul className="plain-list">
          {errors.map((each) => (
            <li key={each.key}>
              <div className="spread">
                <Link href={each.href}>{each.cause}</Link>
                <When at={each.at} />
              </div>
              <p className="dim small">
                {each.kind}: {each.place}
                {each.times > 1 && ` and ${each.times - 1} more like it`}
              </p>
              <p className="small">{each.fix}</p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
