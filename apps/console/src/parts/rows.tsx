import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { Empty, Trouble, Waiting } from './trouble.tsx';

export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => React.ReactNode;
  /** A CSS grid track. */
  readonly width: string;
  readonly align?: 'end';
  /** Left out where there is little room. */
  readonly wide?: boolean;
}

/** What of an infinite query rows need. */
interface Source<Row> {
  readonly data: { readonly pages: readonly { readonly items: readonly Row[] }[] } | undefined;
  readonly error: unknown;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
  readonly refetch: () => unknown;
}

interface RowsProps<Row> {
  readonly label: string;
  readonly source: Source<Row>;
  readonly columns: readonly Column<Row>[];
  readonly idOf: (row: Row) => string | number;
  /** Where a row leads; its first cell is the link. */
  readonly hrefOf?: (row: Row) => string | null;
  readonly empty: React.ReactNode;
}

const ROW_PX = 37;
const NARROW_ROW_PX = 58;
/** Ask for more while this many rows are left below. */
const AHEAD = 15;

/** A list of any length: only the rows in sight are in the page. Arrows and j/k go through it, Enter opens. */
export function Rows<Row>({ label, source, columns, idOf, hrefOf, empty }: RowsProps<Row>) {
  const rows = source.data?.pages.flatMap((page) => page.items) ?? [];
  const list = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(list.current?.offsetTop ?? 0), [source.data === undefined]);
  const isNarrow = useIsNarrow();
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => (isNarrow ? NARROW_ROW_PX : ROW_PX),
    overscan: 12,
    scrollMargin: top,
    getItemKey: (index) => idOf(rows[index]!),
  });
  useEffect(() => virtual.measure(), [isNarrow]);
  const inSight = virtual.getVirtualItems();
  const last = inSight.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= rows.length - AHEAD && source.hasNextPage && !source.isFetchingNextPage) source.fetchNextPage();
  }, [last, rows.length, source.hasNextPage, source.isFetchingNextPage]);

  if (source.data === undefined)
    return source.error ? <Trouble error={source.error} again={() => void source.refetch()} /> : <Waiting />;
  if (rows.length === 0) return typeof empty === 'string' ? <Empty title={empty} /> : empty;
  const shown = isNarrow ? columns.filter((column) => !column.wide) : columns;
  const tracks = { gridTemplateColumns: shown.map((column) => column.width).join(' ') };
  return (
    <>
      {source.error !== null && source.error !== undefined && <Trouble error={source.error} />}
      <div role="table" aria-label={label} aria-rowcount={source.hasNextPage ? -1 : rows.length} className="rows">
        <div role="rowgroup" className="rows-head">
          <div role="row" className="row" style={tracks}>
            {shown.map((column) => (
              <span role="columnheader" key={column.title} className={column.align}>
                {column.title}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" ref={list} style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {inSight.map(({ index, start, key }) => {
            const row = rows[index]!;
            const href = hrefOf?.(row) ?? null;
            return (
              <div
                role="row"
                key={String(key)}
                aria-rowindex={index + 1}
                className="row"
                style={{ ...tracks, position: 'absolute', width: '100%', transform: `translateY(${start - top}px)` }}
              >
                {shown.map((column, at) => (
                  <span role="cell" key={column.title} className={column.align}>
                    {at === 0 && href !== null ? (
                      <Link href={href} data-row={index} className="row-link" onKeyDown={goThrough}>
                        {column.cell(row)}
                      </Link>
                    ) : (
                      column.cell(row)
                    )}
                  </span>
                ))}
              </div>
            );
          })}
        </div>
      </div>
      <p className="dim small rows-foot" role="status">
        {source.isFetchingNextPage
          ? 'Reading more…'
          : source.hasNextPage
            ? `${rows.length} read so far`
            : `${rows.length} in all`}
      </p>
    </>
  );
}

/** j, k and the arrows go to the row below and above. */
function goThrough(event: React.KeyboardEvent<HTMLAnchorElement>): void {
  const step =
    event.key === 'j' || event.key === 'ArrowDown' ? 1 : event.key === 'k' || event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || event.metaKey || event.ctrlKey || event.altKey) return;
  event.preventDefault();
  const wanted = Number(event.currentTarget.dataset['row']) + step;
  event.currentTarget.closest('.rows')?.querySelector<HTMLAnchorElement>(`[data-row="${wanted}"]`)?.focus();
}

const narrow = matchMedia('(max-width: 719px)');

function useIsNarrow(): boolean {
  const [is, setIs] = useState(narrow.matches);
  useEffect(() => {
    const change = (): void => setIs(narrow.matches);
    narrow.addEventListener('change', change);
    return () => narrow.removeEventListener('change', change);
  }, []);
  return is;
}
