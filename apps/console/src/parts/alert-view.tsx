import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { type Alert, api, bodyOf } from '../api/client.ts';
import { placeOf } from '../format/alerts.ts';
import { duration } from '../format/format.ts';
import { Act } from './act.tsx';
import { Runbook } from './runbook.tsx';
import { useRefusal } from './session.ts';
import { State } from './state.tsx';
import { Trouble } from './trouble.tsx';
import { When } from './when.tsx';

const tones = { critical: 'error', warning: 'attention', info: 'info' } as const;

/** One alert: what is wrong, since when, about what, what to do, and who looks after it. */
export function AlertView({ alert }: { readonly alert: Alert }) {
  const place = placeOf(alert);
  return (
    <article className="alert" aria-label={alert.summary}>
      <div className="spread">
        <h3>{alert.summary}</h3>
        <State is={alert.state === 'resolved' ? 'resolved' : tones[alert.severity]}>
          {alert.state === 'resolved' ? 'resolved' : alert.severity}
        </State>
      </div>
      <p className="alert-facts small dim">
        <span>
          rule <code>{alert.rule}</code>
        </span>
        <span>
          since <When at={alert.firedAt ?? alert.since} />
        </span>
        {alert.resolvedAt !== null && (
          <span>
            resolved <When at={alert.resolvedAt} /> after{' '}
            {duration(Date.parse(alert.resolvedAt) - Date.parse(alert.firedAt ?? alert.since))}
          </span>
        )}
        <span>
          about{' '}
          {alert.connectionId === null ? (
            'the workspace'
          ) : (
            <Link href={`/connections/${alert.connectionId}`}>{alert.connectionName ?? alert.connectionId}</Link>
          )}
        </span>
        {alert.state !== 'resolved' && (
          <span>
            see <Link href={place.href}>{place.name}</Link>
          </span>
        )}
      </p>
      {alert.acknowledgedAt !== null && (
        <p className="small">
          {alert.acknowledgedBy} looks after it <When at={alert.acknowledgedAt} />
          {alert.note !== null && `: ${alert.note}`}
        </p>
      )}
      {alert.silencedUntil !== null && Date.parse(alert.silencedUntil) > Date.now() && (
        <p className="small dim">
          Nobody is told of it again <When at={alert.silencedUntil} />
        </p>
      )}
      <div className="alert-acts">
        {alert.runbook !== null && <Runbook address={alert.runbook} />}
        {alert.state === 'firing' && <Acknowledge alert={alert} />}
      </div>
    </article>
  );
}

const TWO_HOURS_MS = 2 * 3_600_000;

function Acknowledge({ alert }: { readonly alert: Alert }) {
  const client = useQueryClient();
  const refusal = useRefusal('operator', 'alerts:write');
  const [note, setNote] = useState('');
  const tell = useMutation({
    mutationFn: (silenceMs: number | null) =>
      bodyOf(
        `POST /api/v1/alerts/${alert.id}/acknowledge`,
        api.POST('/api/v1/alerts/{id}/acknowledge', {
          params: { path: { id: alert.id } },
          body: {
            ...(note.trim() === '' ? {} : { note: note.trim() }),
            ...(silenceMs === null ? {} : { silenceUntil: new Date(Date.now() + silenceMs).toISOString() }),
          },
        }),
      ),
    onSuccess: () => setNote(''),
    onSettled: () => client.invalidateQueries({ queryKey: ['alerts'] }),
  });
  return (
    <div className="acknowledge">
      <label className="pick">
        <span>Note</span>
        <input type="text" maxLength={1_000} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      <Act refusal={refusal} busy={tell.isPending} onClick={() => tell.mutate(null)}>
        I look after it
      </Act>
      <Act refusal={refusal} busy={tell.isPending} onClick={() => tell.mutate(TWO_HOURS_MS)}>
        Silence for 2 h
      </Act>
      {tell.error && <Trouble error={tell.error} />}
    </div>
  );
}
