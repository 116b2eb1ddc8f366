import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Entity } from '../api/client.ts';
import { entitiesQuery, statusQuery } from '../api/queries.ts';
import { count, valueText, words } from '../format/format.ts';
import { Find, Pick, PickConnection, useFilter } from '../parts/filter.tsx';
import { Page } from '../parts/page.tsx';
import { type Column, Rows } from '../parts/rows.tsx';
import { Empty } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';

const columns: readonly Column<Entity>[] = [
  {
    title: 'Title',
    width: 'minmax(12rem, 3fr)',
    cell: (entity) => (
      <>
        {entity.title ?? <span className="dim">without a title</span>}
        {entity.deletedAt !== null && <span className="bad"> deleted</span>}
      </>
    ),
  },
  { title: 'Kind', width: 'minmax(6rem, .8fr)', cell: (entity) => <span className="dim">{words(entity.kind)}</span> },
  {
    title: 'Status',
    width: 'minmax(6rem, .9fr)',
    wide: true,
    cell: ({ fields }) => (
      <span className="dim">{valueText(fields['status'] ?? fields['stage'] ?? fields['state'])}</span>
    ),
  },
  { title: 'Version', width: '4.5rem', align: 'end', wide: true, cell: (entity) => count(entity.version) },
  { title: 'Changed', width: 'minmax(10rem, 1.1fr)', wide: true, cell: (entity) => <When at={entity.updatedAt} /> },
];

/** What is in the graph, found by title and kind. */
export function EntitiesPage() {
  const [text] = useFilter('text');
  const [kind] = useFilter('kind');
  const [deleted] = useFilter('deleted');
  const [connection] = useFilter('connection');
  const [stream] = useFilter('stream');
  const { data: status } = useQuery(statusQuery);
  const kinds = Object.entries(status?.counts.entitiesByKind ?? {}).sort(([a], [b]) => a.localeCompare(b));
  const source = useInfiniteQuery(
    entitiesQuery({
      ...(text === '' ? {} : { text }),
      ...(kind === '' ? {} : { kind }),
      ...(connection === '' ? {} : { connectionId: Number(connection) }),
      ...(stream === '' ? {} : { stream }),
      ...(deleted === 'true' || deleted === 'any' ? { deleted } : {}),
    }),
  );
  return (
    <Page
      title="Entities"
      note={status && `${count(status.counts.entities)} in the graph`}
      tools={
        <>
          <Find label="Search" name="text" />
          <Pick
            label="Kind"
            name="kind"
            all="any"
            options={kinds.map(([each, number]) => [each, `${words(each)} (${count(number)})`])}
          />
          <PickConnection />
          {stream !== '' && <Pick label="Stream" name="stream" all="any" options={[[stream, words(stream)]]} />}
          <Pick
            label="Deleted"
            name="deleted"
            all="left out"
            options={[
              ['any', 'shown too'],
              ['true', 'only these'],
            ]}
          />
        </>
      }
    >
      <Rows
        label="Entities"
        source={source}
        columns={columns}
        idOf={(entity) => entity.id}
        hrefOf={(entity) => `/entities/${entity.id}`}
        empty={
          text + kind + deleted + connection + stream === '' ? (
            <Empty title="The graph is empty.">Connections fill it: start a backfill of one of them.</Empty>
          ) : (
            <Empty title="No entity is like that.">
              The search looks for part of a title, name or login. Look among the deleted, or take a filter away.
            </Empty>
          )
        }
      />
    </Page>
  );
}
