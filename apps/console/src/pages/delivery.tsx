import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api, bodyOf, type DeliveryDetail } from '../api/client.ts';
import { deliveryQuery } from '../api/queries.ts';
import { bytes } from '../format/format.ts';
import { Act } from '../parts/act.tsx';
import { Facts, Page, Section } from '../parts/page.tsx';
import { useRefusal } from '../parts/session.ts';
import { State } from '../parts/state.tsx';
import { Empty, Trouble, Waiting } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';

/** One webhook: as it came, and what it caused. */
export function DeliveryPage({ id }: { readonly id: number }) {
  const client = useQueryClient();
  const { data: delivery, error, refetch } = useQuery(deliveryQuery(id));
  const refusal = useRefusal('operator', 'inbox:write');
  const replay = useMutation({
    mutationFn: () =>
      bodyOf(`POST /api/v1/inbox/${id}/replay`, api.POST('/api/v1/inbox/{id}/replay', { params: { path: { id } } })),
    onSuccess: (now) => client.setQueryData(deliveryQuery(id).queryKey, now),
    onSettled: () => client.invalidateQueries({ queryKey: ['inbox'] }),
  });
  if (delivery === undefined)
    return <Page title="Delivery">{error ? <Trouble error={error} again={() => void refetch()} /> : <Waiting />}</Page>;
  return (
    <Page
      title={delivery.event}
      note={<State is={delivery.state} />}
      tools={
        <>
          <Act refusal={refusal} busy={replay.isPending} onClick={() => replay.mutate()}>
            Replay
          </Act>
          {replay.isSuccess && (
            <span role="status" className="dim">
              understood once more
            </span>
          )}
          {replay.error && <Trouble error={replay.error} />}
        </>
      }
    >
      <Facts
        facts={[
          [
            'Connection',
            <Link key="c" href={`/connections/${delivery.connectionId}`}>
              {delivery.connectionName}
            </Link>,
          ],
          ['Origin', 'proven: what proves it is struck out below'],
          ['Came', <When key="r" at={delivery.receivedAt} />],
          ['Processed', <When key="p" at={delivery.processedAt} never="not yet" />],
          ['Size', bytes(delivery.bytes)],
          ["Vendor's id", <code key="i">{delivery.deliveryId}</code>],
          delivery.reason === null ? null : ['Why', delivery.reason],
        ]}
      />
      <Section title="What it caused" note={String(delivery.caused.length)}>
        <Caused delivery={delivery} />
      </Section>
      <Section title="Body">
        <pre tabIndex={0}>{bodyText(delivery)}</pre>
        {delivery.bodyCut && <p className="dim small">Only its first MB is shown.</p>}
      </Section>
      <Section title="Headers">
        <pre tabIndex={0}>
          {Object.entries(delivery.headers)
            .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : value}`)
            .join('\n')}
        </pre>
      </Section>
    </Page>
  );
}

function Caused({ delivery }: { readonly delivery: DeliveryDetail }) {
  if (delivery.caused.length === 0 && delivery.items.length === 0)
    return <Empty title="Nothing.">{delivery.reason ?? 'It hinted at no record that is kept in step.'}</Empty>;
  return (
    <ul className="plain-list">
      {delivery.caused.map((each) => (
        <li key={`${each.stream} ${each.externalId} ${each.at}`} className="spread">
          <span>
            {each.stream}{' '}
            {each.entityId === null ? (
              <code>{each.externalId}</code>
            ) : (
              <Link href={`/entities/${each.entityId}`}>
                <code>{each.externalId}</code>
              </Link>
            )}{' '}
            <span className="dim">{each.op}</span>
          </span>
          <State is={each.state} />
        </li>
      ))}
      {delivery.items.map((id) => (
        <li key={id}>
          <Link href={`/reconciliation?state=any&connection=${delivery.connectionId}&item=${id}`}>
            Item {id} waits for a decision
          </Link>
        </li>
      ))}
    </ul>
  );
}

function bodyText({ body, bodyEncoding }: DeliveryDetail): string {
  if (bodyEncoding === 'base64') return body;
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
