import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { entityQuery } from '../api/queries.ts';
import { words } from '../format/format.ts';
import { Fields } from '../parts/fields.tsx';
import { History } from '../parts/history.tsx';
import { Facts, Page, Section } from '../parts/page.tsx';
import { RelationGraph } from '../parts/relation-graph.tsx';
import { Relations } from '../parts/relations.tsx';
import { State } from '../parts/state.tsx';
import { Trouble, Waiting } from '../parts/trouble.tsx';
import { Twins } from '../parts/twins.tsx';
import { When } from '../parts/when.tsx';

const LOOK_MS = 3_000;

/** One thing, whatever it is called at each side: its fields with where each is from, its twins, relations, history. */
export function EntityPage({ id }: { readonly id: string }) {
  const { data: entity, error, refetch } = useQuery({ ...entityQuery(id), refetchInterval: LOOK_MS });
  if (entity === undefined)
    return <Page title="Entity">{error ? <Trouble error={error} again={() => void refetch()} /> : <Waiting />}</Page>;
  return (
    <Page
      title={entity.title ?? 'Without a title'}
      note={
        <>
          {words(entity.kind)}
          {entity.deletedAt !== null && <State is="error">deleted</State>}
        </>
      }
      tools={<Link href={`/audit?entity=${id}`}>Audit of it</Link>}
    >
      {error && <Trouble error={error} />}
      <Facts
        facts={[
          ['Version', String(entity.version)],
          ['Made', <When key="m" at={entity.createdAt} />],
          ['Changed', <When key="c" at={entity.updatedAt} />],
          entity.deletedAt === null ? null : ['Deleted', <When key="d" at={entity.deletedAt} />],
          ['Id', <code key="i">{entity.id}</code>],
        ]}
      />
      <Section title="Twins" note={String(entity.mappings.length)}>
        <Twins id={entity.id} mappings={entity.mappings} />
      </Section>
      <Section title="Fields">
        <Fields of={entity} />
      </Section>
      {entity.relations.length > 0 && (
        <Section title="Relations">
          <RelationGraph entity={entity} />
          <Relations entity={entity} />
        </Section>
      )}
      <Section title="History" note="newest first">
        <History entity={entity} />
      </Section>
    </Page>
  );
}
