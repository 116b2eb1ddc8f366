import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api, bodyOf, type Connection, type WebhookState } from '../../api/client.ts';
import { webhooksQuery } from '../../api/connection-queries.ts';
import { plural } from '../../format/format.ts';
import { Act } from '../act.tsx';
import { Facts, Section } from '../page.tsx';
import { Runbook } from '../runbook.tsx';
import { useRefusal } from '../session.ts';
import { State } from '../state.tsx';
import { Empty, Trouble, Waiting } from '../trouble.tsx';
import { When } from '../when.tsx';

/** Whether a connection hears of changes: what is subscribed, what came last, and since when nothing does that should. */
export function Webhooks({ connection }: { readonly connection: Connection }) {
  const { data, error, refetch } = useQuery(webhooksQuery(connection.id));
  const silence = connection.webhookSilence;
  return (
    <Section title="Webhooks" note={silence === null ? undefined : <State is="silent" />}>
      {silence !== null && (
        <div className="trouble" role="alert">
          <strong>
            Silent for <When at={silence.since} />
          </strong>
          <p>
            Polls have found {plural(silence.missed, 'changed record')} of {silence.streams.join(', ')} that a delivery
            should have told of, and none came. Changes still arrive, by polls.
          </p>
          <Runbook address="docs/runbooks/webhooks-silent.md" />
        </div>
      )}
      {data === undefined ? (
        error ? (
          <Trouble error={error} again={() => void refetch()} />
        ) : (
          <Waiting />
        )
      ) : (
        <Standing connection={connection} state={data} />
      )}
    </Section>
  );
}

function Standing({ connection, state }: { readonly connection: Connection; readonly state: WebhookState }) {
  if (state.way === 'none')
    return <Empty title="This vendor sends none.">Changes are found by polls and by its lists of changes.</Empty>;
  if (state.subscriptions.length === 0 && state.lastDeliveryAt === null)
    return (
      <Empty title="None is registered: changes arrive by polls, minutes later.">
        {state.way === 'registered' ? (
          <>
            <code>syncline webhooks register {connection.name} --ingress https://…</code> has them arrive at once
            {!state.hasSecret && ', once there is a webhookSecret below'}.
          </>
        ) : (
          'They are entered by hand in the settings of the vendor; the page of its connector says where.'
        )}
      </Empty>
    );
  return (
    <>
      <Facts
        facts={[
          [
            'Last delivery',
            <Link key="d" href={`/inbox?connection=${connection.id}`}>
              <When at={state.lastDeliveryAt} never="none yet" />
            </Link>,
          ],
          [
            'Expected',
            connection.webhookSilence === null
              ? 'with each change at the vendor; polls find no change that none told of'
              : 'with each change at the vendor; polls find changes that none tells of',
          ],
          ['Silent since', <When key="s" at={connection.webhookSilence?.since} never="not silent" />],
          ['Go to', state.address === null ? 'as entered at the vendor' : <code key="a">{state.address}</code>],
          ['Proven by', state.hasSecret ? 'the webhookSecret' : 'nothing: enter a webhookSecret below'],
        ]}
      />
      <ul className="plain-list">
        {state.subscriptions.map((each) => (
          <li key={`${each.scope} ${each.id}`} className="spread">
            <span>
              {each.scope} <code className="dim">{each.id}</code>
            </span>
            <span className="dim">
              {each.expiresAt === null ? 'does not lapse' : 'lapses '}
              {each.expiresAt !== null && <When at={each.expiresAt} />}
            </span>
          </li>
        ))}
      </ul>
      {state.offers.length > 0 && state.subscriptions.length > 0 && <AskForOne connectionId={connection.id} />}
    </>
  );
}

/** Has the vendor send something now, to see whether it arrives. */
function AskForOne({ connectionId }: { readonly connectionId: number }) {
  const client = useQueryClient();
  const refusal = useRefusal('operator', 'connections:write');
  const ask = useMutation({
    mutationFn: () =>
      bodyOf(
        `POST /api/v1/connections/${connectionId}/webhooks/trigger`,
        api.POST('/api/v1/connections/{id}/webhooks/trigger', { params: { path: { id: connectionId } }, body: {} }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['connections'] }),
  });
  return (
    <div className="tools">
      <Act refusal={refusal} busy={ask.isPending} onClick={() => ask.mutate()}>
        Ask for a delivery
      </Act>
      {ask.data && (
        <span role="status" className="dim">
          asked for {plural(ask.data.pinged, 'ping')} and {plural(ask.data.redelivered, 'delivery', 'deliveries')} that
          failed; what comes is the last delivery above
        </span>
      )}
      {ask.error && <Trouble error={ask.error} />}
    </div>
  );
}
