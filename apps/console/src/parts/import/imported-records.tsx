import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { importedRecordsQuery } from '../../api/import-queries.ts';
import { words } from '../../format/format.ts';
import { Section } from '../page.tsx';

const done = { created: 'created', revived: 'revived', updated: 'changed', unchanged: 'unchanged' } as const;

/** The records that an import spoke of, each leading to its page. */
export function ImportedRecords({ importId }: { readonly importId: string }) {
  const source = useInfiniteQuery(importedRecordsQuery(importId));
  const records = source.data?.pages.flatMap(({ items }) => items) ?? [];
  if (records.length === 0) return null;
  return (
    <Section title="Which they are">
      <ul className="plain-list">
        {records.map(({ entityId, kind, name, action, row, undone }) => (
          <li key={entityId} className="spread">
            <span>
              <Link href={`/entities/${entityId}`}>{name ?? 'without a name'}</Link>{' '}
              <span className="dim">{words(kind)}</span>
            </span>
            <span className="dim small">
              row {row}, {done[action]}
              {undone === 'restored' ? ', taken back' : undone === 'kept' ? ', kept: changed or built on since' : ''}
            </span>
          </li>
        ))}
      </ul>
      {source.hasNextPage && (
        <button type="button" className="quiet" onClick={() => void source.fetchNextPage()}>
          More
        </button>
      )}
    </Section>
  );
}
