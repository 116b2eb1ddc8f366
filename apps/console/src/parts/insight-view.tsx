import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, bodyOf, type Insight } from '../api/client.ts';
import { valueText, words } from '../format/format.ts';
import { Act } from './act.tsx';
import { useRefusal } from './session.ts';
import { State } from './state.tsx';
import { Trouble } from './trouble.tsx';
import { When } from './when.tsx';

const tones = { critical: 'error', warning: 'attention', info: 'info' } as const;

/** One finding: what is found about whom, by what, and what somebody says of it. */
export function InsightView({ finding }: { readonly finding: Insight }) {
  const { summary, severity, state, rule, entityId, entityKind, evidence, openedAt, closedAt, timesOpened } = finding;
  return (
    <article className="alert" aria-label={summary}>
      <div className="spread">
        <h2>
          <Link href={`/entities/${entityId}`}>{summary}</Link>
        </h2>
        <State is={state === 'open' ? tones[severity] : 'resolved'}>{state === 'open' ? severity : state}</State>
      </div>
      <p className="alert-facts small dim">
        <span>
          rule <code>{rule}</code>
        </span>
        {entityKind !== null && <span>{words(entityKind)}</span>}
        <span>
          since <When at={openedAt} />
        </span>
        {timesOpened > 1 && <span>found {timesOpened} times</span>}
        {closedAt !== null && (
          <span>
            closed <When at={closedAt} />
          </span>
        )}
        {finding.proposalId !== null && (
          <span>
            <Link href="/approvals?policy=insights">proposal {finding.proposalId}</Link>, {finding.proposalState}
          </span>
        )}
      </p>
      <dl className="evidence" aria-label="Evidence">
        {Object.entries(evidence).map(([name, value]) => (
          <div key={name}>
            <dt>{words(name)}</dt>
            <dd>{Array.isArray(value) ? value.map(valueText).join(', ') : valueText(value)}</dd>
          </div>
        ))}
      </dl>
      {finding.dismissedAt !== null && state === 'dismissed' && (
        <p className="small">
          {finding.dismissedBy} dismissed it <When at={finding.dismissedAt} />: {finding.why}
        </p>
      )}
      {state === 'open' && <Dismiss id={finding.id} />}
    </article>
  );
}

function Dismiss({ id }: { readonly id: number }) {
  const client = useQueryClient();
  const tooLow = useRefusal('operator', 'entities:write');
  const [isOpen, setOpen] = useState(false);
  const [why, setWhy] = useState('');
  const dismiss = useMutation({
    mutationFn: () =>
      bodyOf(
        `POST /api/v1/insights/findings/${id}/dismiss`,
        api.POST('/api/v1/insights/findings/{id}/dismiss', { params: { path: { id } }, body: { why: why.trim() } }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['insights'] }),
  });
  if (!isOpen)
    return (
      <div className="acknowledge">
        <Act refusal={tooLow} onClick={() => setOpen(true)}>
          Dismiss…
        </Act>
      </div>
    );
  const refusal = tooLow ?? (why.trim() === '' ? 'Say why nothing is to be done about it.' : null);
  return (
    <div className="acknowledge">
      <label className="pick">
        <span>Why nothing is to be done</span>
        <input type="text" maxLength={1_000} value={why} onChange={(event) => setWhy(event.target.value)} />
      </label>
      <Act refusal={refusal} busy={dismiss.isPending} onClick={() => dismiss.mutate()}>
        Dismiss
      </Act>
      <Act onClick={() => setOpen(false)}>Leave it</Act>
      {dismiss.error && <Trouble error={dismiss.error} />}
    </div>
  );
}
