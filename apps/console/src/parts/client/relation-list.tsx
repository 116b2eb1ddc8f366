import { useInfiniteQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { ClientRelation } from '../../api/client.ts';
import { clientRelationsQuery } from '../../api/client-queries.ts';
import { words } from '../../format/format.ts';
import { Section } from '../page.tsx';
import { Trouble } from '../trouble.tsx';

const LINE_PX = 30;
/** Ask for more while this many lines are left below. */
const AHEAD = 15;

/** How the records of a client hang together, an edge a line with both ends; nothing where there are none. */
export function RelationList({ clientId }: { readonly clientId: string }) {
  const source = useInfiniteQuery(clientRelationsQuery(clientId));
  const relations = source.data?.pages.flatMap((page) => page.items) ?? [];
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = source;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: relations.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_PX,
    overscan: 12,
  });
  const lines = virtual.getVirtualItems();
  const last = lines.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= relations.length - AHEAD) void fetchNextPage();
  }, [last, relations.length, hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (source.data === undefined)
    return source.error ? <Trouble error={source.error} again={() => void source.refetch()} /> : null;
  if (relations.length === 0) return null;
  return (
    <div id="relation" className="anchor">
      <Section title="Relations" note={`${relations.length}${hasNextPage ? ' and more' : ''}`}>
        {source.error && <Trouble error={source.error} again={() => void source.refetch()} />}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keys */}
        <div className="relation-list" ref={scroller} tabIndex={0} role="group" aria-label="Relations">
          <ul className="plain-list" style={{ height: virtual.getTotalSize() }}>
            {lines.map(({ index, start, key }) => (
              <li
                key={key}
                data-index={index}
                ref={virtual.measureElement}
                aria-setsize={hasNextPage ? -1 : relations.length}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${start}px)` }}
              >
                <Line relation={relations[index]!} />
              </li>
            ))}
          </ul>
        </div>
      </Section>
    </div>
  );
}

function Line({ relation }: { readonly relation: ClientRelation }) {
  const { type, fromId, fromKind, fromName, toId, toKind, toName, target } = relation;
  return (
    <>
      <End id={fromId} kind={fromKind} name={fromName} /> <span className="relation-type">{words(type)}</span>{' '}
      {toId === null ? (
        <span className="dim">
          {target ?? 'unknown'} <span className="small">not in the graph yet</span>
        </span>
      ) : (
        <End id={toId} kind={toKind} name={toName} />
      )}
    </>
  );
}

interface EndProps {
  readonly id: string;
  readonly kind: string | null;
  readonly name: string | null;
}

/** An end of an edge; a client's own page where it is an account. */
function End({ id, kind, name }: EndProps) {
  return (
    <>
      <Link href={kind === 'account' ? `/clients/${id}` : `/entities/${id}`}>{name ?? id.slice(0, 8)}</Link>
      {kind !== null && <span className="dim small"> {words(kind)}</span>}
    </>
  );
}
