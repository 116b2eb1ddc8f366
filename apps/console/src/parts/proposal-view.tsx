import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { api, bodyOf, type Proposal } from '../api/client.ts';
import { valueText, words } from '../format/format.ts';
import { Act } from './act.tsx';
import { useKeys } from './keys.ts';
import { useRefusal } from './session.ts';
import { Trouble } from './trouble.tsx';
import { isTouched } from './undo.tsx';
import { When } from './when.tsx';

interface ProposalViewProps {
  readonly proposal: Proposal;
  /** Whether the keys are about it. */
  readonly isCurrent: boolean;
  readonly onSelect: () => void;
}

/** One proposal: what it changes, who proposes it, and the buttons of who may decide. */
export function ProposalView({ proposal, isCurrent, onSelect }: ProposalViewProps) {
  const { id, title, kind, state, entityId, diff, proposers, policy, approvals, needed, expiresAt, reason } = proposal;
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isCurrent) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return (
    <article
      ref={card}
      className="card"
      aria-label={`Proposal ${id}`}
      aria-current={isCurrent ? 'true' : undefined}
      onFocus={() => {
        if (!isCurrent) onSelect();
      }}
    >
      <h2>{entityId === null ? title : <Link href={`/entities/${entityId}`}>{title}</Link>}</h2>
      <p className="dim small">
        {words(kind)}, by {proposers.join(', ')}. {policy} asks for {needed}, {approvals} so far
        {state === 'waiting' ? ', until ' : `; ${state}. `}
        {state === 'waiting' ? <When at={expiresAt} /> : reason}
      </p>
      {kind === 'merge' && (
        <p>
          <Link href={`/duplicates?state=any&entity=${entityId}&pair=${String(proposal.subject['duplicateId'])}`}>
            The two side by side
          </Link>
        </p>
      )}
      {diff.length > 0 && <Diff diff={diff} />}
      {state === 'waiting' && <Decide proposal={proposal} isCurrent={isCurrent} />}
    </article>
  );
}

function Diff({ diff }: Pick<Proposal, 'diff'>) {
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {diff.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{words(field)}</th>
            <td>
              <del>{valueText(before)}</del>
            </td>
            <td>
              <ins>{valueText(after)}</ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Verdict = 'approve' | 'reject';

function Decide({ proposal, isCurrent }: { readonly proposal: Proposal; readonly isCurrent: boolean }) {
  const { id, digest, refusal } = proposal;
  const client = useQueryClient();
  const tooLow = useRefusal('approver', 'approvals:write');
  const decide = useMutation({
    mutationFn: (verdict: Verdict) =>
      bodyOf(
        `POST /api/v1/proposals/${id}/${verdict}`,
        api.POST(`/api/v1/proposals/{id}/${verdict}`, { params: { path: { id } }, body: { digest } }),
      ),
    onSettled: () => client.invalidateQueries({ predicate: isTouched }),
  });
  const why = tooLow ?? refusal;
  const act = (verdict: Verdict): void => {
    if (why === null && !decide.isPending) decide.mutate(verdict);
  };
  useKeys(isCurrent ? { y: () => act('approve'), n: () => act('reject') } : {});
  return (
    <>
      {why !== null && <p className="dim small">{why}</p>}
      <Act
        kind="main"
        refusal={why}
        busy={decide.isPending}
        {...(isCurrent && { shortcut: 'y' })}
        onClick={() => act('approve')}
      >
        Approve
      </Act>{' '}
      <Act refusal={why} busy={decide.isPending} {...(isCurrent && { shortcut: 'n' })} onClick={() => act('reject')}>
        Reject
      </Act>
      {decide.error && <Trouble error={decide.error} />}
    </>
  );
}
