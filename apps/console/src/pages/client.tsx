import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { clientQuery } from '../api/client-queries.ts';
import { Frequency, Headline, Pipeline, Quality } from '../parts/client/figures.tsx';
import { Matches } from '../parts/client/matches.tsx';
import { MemberList } from '../parts/client/member-list.tsx';
import { RelationList } from '../parts/client/relation-list.tsx';
import { Waits } from '../parts/client/waits.tsx';
import { Fields } from '../parts/fields.tsx';
import { Page, Section } from '../parts/page.tsx';
import { Trouble, Waiting } from '../parts/trouble.tsx';
import { Twins } from '../parts/twins.tsx';
import { When } from '../parts/when.tsx';

const LOOK_MS = 15_000;

/** All that is known of a client: what goes on, with whom, what was said, and where each value is from. */
export function ClientPage({ id }: { readonly id: string }) {
  const { data: client, error, refetch } = useQuery({ ...clientQuery(id), refetchInterval: LOOK_MS });
  if (client === undefined)
    return <Page title="Client">{error ? <Trouble error={error} again={() => void refetch()} /> : <Waiting />}</Page>;
  const { figures } = client;
  const domain = client.fields['domain'];
  return (
    <Page
      title={client.name ?? 'Without a name'}
      note={
        <>
          {typeof domain === 'string' && domain}
          {client.askedFor !== client.id && ' you were led here from a record of it'}
        </>
      }
      tools={
        <>
          <Link href={`/entities/${client.id}`}>The record</Link>{' '}
          <Link href={`/audit?entity=${client.id}`}>Audit of it</Link>
        </>
      }
    >
      {error && <Trouble error={error} />}
      {figures === null ? (
        <p className="dim">It is being counted; its figures and lists follow in a moment.</p>
      ) : (
        <Headline client={client} figures={figures} />
      )}
      <Waits troubles={client.troubles} />
      <Matches client={client} />
      {figures !== null && <Pipeline client={client} figures={figures} />}
      <MemberList client={client} part="deal" title="Deals" />
      <MemberList client={client} part="quote" title="Quotes" />
      <MemberList client={client} part="person" title="People" />
      <MemberList client={client} part="work" title="Work" />
      <MemberList client={client} part="interaction" title="Interactions" />
      {figures !== null && <Frequency figures={figures} />}
      <MemberList client={client} part="file" title="Files" />
      <MemberList client={client} part="place" title="Projects" />
      <RelationList clientId={client.id} />
      {figures !== null && <Quality client={client} figures={figures} />}
      <Section title="Fields">
        <Fields of={client} />
      </Section>
      <Section title="Records" note={String(client.mappings.length)}>
        <Twins id={client.id} mappings={client.mappings} />
      </Section>
      <p className="dim small">
        Counted <When at={client.keptAt} never="not yet" />
        {!client.isCurrent && ', and something has happened since: it is being counted again'}
      </p>
    </Page>
  );
}
