import { useInfiniteQuery } from '@tanstack/react-query';
import type { AuditEntry } from '../api/client.ts';
import { auditQuery } from '../api/queries.ts';
import { valueText, words } from '../format/format.ts';
import { Find, Pick, useFilter } from '../parts/filter.tsx';
import { Page } from '../parts/page.tsx';
import { type Column, Rows } from '../parts/rows.tsx';
import { SealState } from '../parts/seal-state.tsx';
import { Empty } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';

const families = ['item', 'config', 'sync_config', 'connection', 'entity', 'delivery', 'process', 'key'] as const;

const columns: readonly Column<AuditEntry>[] = [
  {
    title: 'What',
    width: 'minmax(11rem, 1fr)',
    cell: (entry) => <>{words(entry.action)}</>,
  },
  { title: 'When', width: 'minmax(9.5rem, .9fr)', cell: (entry) => <When at={entry.at} /> },
  { title: 'Who', width: 'minmax(8rem, .8fr)', wide: true, cell: (entry) => entry.actor },
  {
    title: 'Of',
    width: 'minmax(9rem, 1.2fr)',
    wide: true,
    cell: (entry) => <span className="dim">{entry.subject}</span>,
  },
  {
    title: 'Why',
    width: 'minmax(12rem, 1.8fr)',
    wide: true,
    cell: (entry) => <span className="dim">{entry.why ?? detailText(entry)}</span>,
  },
];

function detailText({ details }: AuditEntry): string {
  return Object.entries(details)
    .map(([name, value]) => `${words(name)}: ${valueText(value)}`)
    .join(', ');
}

/** Who did what, and why. */
export function AuditPage() {
  const [actor] = useFilter('actor');
  const [action] = useFilter('action');
  const [entity] = useFilter('entity');
  const source = useInfiniteQuery(
    auditQuery({
      ...(actor === '' ? {} : { actor }),
      ...(action === '' ? {} : { action }),
      ...(entity === '' ? {} : { entityId: entity }),
    }),
  );
  return (
    <Page
      title="Audit"
      note={entity === '' ? 'who did what, and why' : 'of one entity'}
      tools={
        <>
          <Find label="Who" name="actor" />
          <Pick label="About" name="action" all="all" options={families.map((each) => [each, words(each)])} />
        </>
      }
    >
      <SealState />
      <Rows
        label="Audit"
        source={source}
        columns={columns}
        idOf={(entry) => entry.id}
        hrefOf={(entry) => (entry.entityId === null ? null : `/entities/${entry.entityId}`)}
        empty={
          actor + action + entity === '' ? (
            <Empty title="Nobody has decided or changed anything yet." />
          ) : (
            <Empty title="Nothing is like that.">Who is written in full: as the key is named.</Empty>
          )
        }
      />
    </Page>
  );
}
