import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api, bodyOf, type Proposal } from '../api/client.ts';
import { valueText, words } from '../format/format.ts';
import { Act } from './act.tsx';
import { useRefusal } from './session.ts';
import { Trouble } from './trouble.tsx';
import { When } from './when.tsx';

/** One proposal: what it changes, who proposes it, and the buttons of who may decide. */
export function ProposalView({ proposal }: { readonly proposal: Proposal }) {
  const { id, title, kind, state, entityId, diff, proposers, policy, approvals, needed, expiresAt, reason } = proposal;
  return (
    <article className="card" aria-label={`Proposal ${id}`}>
      <h2>{entityId === null ? title : <Link href={`/entities/${entityId}`}>{title}</Link>}</h2>
      <p className="dim small">
        {words(kind)}, by {proposers.join(', ')}. {policy} asks for {needed}, {approvals} so far
        {state === 'waiting' ? ', until ' : `; ${state}. `}
        {state === 'waiting' ? <When at={expiresAt} /> : reason}
      </p>
      <table>
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
      {state === 'waiting' && <Decide proposal={proposal} />}
    </article>
  );
}

function Decide({ proposal: { id, digest, refusal } }: { readonly proposal: Proposal }) {
  const client = useQueryClient();
  const tooLow = useRefusal('approver', 'approvals:write');
  const decide = useMutation({
    mutationFn: (verdict: 'approve' | 'reject') =>
      bodyOf(
        `POST /api/v1/proposals/${id}/${verdict}`,
        api.POST(`/api/v1/proposals/{id}/${verdict}`, { params: { path: { id } }, body: { digest } }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['proposals'] }),
  });
  const why = tooLow ?? refusal;
  return (
    <>
      {why !== null && <p className="dim small">{why}</p>}
      <Act kind="main" refusal={why} busy={decide.isPending} onClick={() => decide.mutate('approve')}>
        Approve
      </Act>
      <Act refusal={why} busy={decide.isPending} onClick={() => decide.mutate('reject')}>
        Reject
      </Act>
      {decide.error && <Trouble error={decide.error} />}
    </>
  );
}
