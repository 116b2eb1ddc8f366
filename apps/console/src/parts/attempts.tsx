import { useInfiniteQuery } from '@tanstack/react-query';
import type { PageRead } from '../api/client.ts';
import { processPagesQuery } from '../api/queries.ts';
import { duration, plural, words } from '../format/format.ts';
import { Pick, useFilter } from './filter.tsx';
import { Section } from './page.tsx';
import { State } from './state.tsx';
import { Empty, Trouble, Waiting } from './trouble.tsx';
import { When } from './when.tsx';

/** What a process read, page by page, the newest first: how often each was tried, why, and when it is tried again. */
export function Attempts({ processId, isOpen }: { readonly processId: string; readonly isOpen: boolean }) {
  const [tries] = useFilter('tries');
  const source = useInfiniteQuery({
    ...processPagesQuery(processId, tries === 'troubled'),
    refetchInterval: isOpen ? 2_000 : false,
  });
  const pages = source.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title="Attempts" note="newest first">
      <Pick label="Show" name="tries" all="all" options={[['troubled', 'what did not go well at once']]} />
      {source.error && <Trouble error={source.error} />}
      {source.data === undefined ? (
        !source.error && <Waiting />
      ) : pages.length === 0 ? (
        tries === 'troubled' ? (
          <Empty title="Everything went well at once." />
        ) : (
          <Empty title="No page is kept.">
            It has not begun to read, or it ended so long ago that its pages are no longer kept.
          </Empty>
        )
      ) : (
        <ol className="plain-list attempts">
          {pages.map((page) => (
            <li key={page.id}>
              <Attempt page={page} />
            </li>
          ))}
          {source.hasNextPage && (
            <li>
              <button type="button" className="quiet" onClick={() => void source.fetchNextPage()}>
                {source.isFetchingNextPage ? 'Reading…' : 'Earlier ones'}
              </button>
            </li>
          )}
        </ol>
      )}
    </Section>
  );
}

const kinds: Readonly<Record<PageRead['kind'], string>> = {
  probe: 'count',
  list: 'list',
  verify: 'check',
  single: 'record',
};

function Attempt({ page }: { readonly page: PageRead }) {
  const tries = page.attempts + (page.fetchedAt === null ? 0 : 1);
  return (
    <div className="attempt">
      <When at={page.finishedAt ?? page.fetchedAt ?? page.createdAt} />
      <State is={page.state === 'merged' ? 'done' : page.state}>{words(page.state)}</State>
      <span className="cut" title={page.scope}>
        {words(page.stream)} <span className="dim">{page.externalId ?? `${kinds[page.kind]} of ${page.scope}`}</span>
      </span>
      <span className="dim">
        {page.records === null ? '' : plural(page.records, 'record')}
        {page.finishedAt !== null && ` in ${duration(Date.parse(page.finishedAt) - Date.parse(page.createdAt))}`}
        {page.job && (
          <>
            {' '}
            <a href={page.job.href}>job</a>
          </>
        )}
      </span>
      {(page.error !== null || page.attempts > 0) && (
        <span className="attempt-error small">
          <span className={page.state === 'failed' ? 'bad' : 'wait'}>
            {plural(Math.max(1, tries), 'try', 'tries')}
            {page.error !== null && `: ${page.error}`}
          </span>
          {page.nextAttemptAt !== null && (
            <span className="dim">
              {' '}
              again <When at={page.nextAttemptAt} />
            </span>
          )}
        </span>
      )}
    </div>
  );
}
