import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { proposalBatchQuery } from '../api/queries.ts';
import { count, plural } from '../format/format.ts';
import { Act } from './act.tsx';
import { useRefusal } from './session.ts';
import { Trouble } from './trouble.tsx';

type Verdict = 'approve' | 'reject';

/** All that wait under a policy, decided at once, as they are now: asked twice, with a sample. */
export function ProposalBatch({ policy }: { readonly policy: string }) {
  const client = useQueryClient();
  const refusal = useRefusal('approver', 'approvals:write');
  const { data: batch } = useQuery(proposalBatchQuery(policy));
  const [wanted, setWanted] = useState<Verdict | null>(null);
  const decide = useMutation({
    mutationFn: ({ verdict, digest }: { verdict: Verdict; digest: string }) =>
      bodyOf(
        `POST /api/v1/proposals/${verdict}`,
        api.POST(`/api/v1/proposals/${verdict}`, { body: { filter: { policy }, digest } }),
      ),
    onSettled: () => {
      setWanted(null);
      return client.invalidateQueries({ queryKey: ['proposals'] });
    },
  });
  if (!batch || batch.count === 0) return null;
  return (
    <div className="whole-group" role="group" aria-label={`All ${count(batch.count)} of this policy`}>
      {wanted === null ? (
        <>
          <span className="dim small">All {count(batch.count)}:</span>
          <Act refusal={refusal} onClick={() => setWanted('approve')}>
            approve
          </Act>
          <Act refusal={refusal} onClick={() => setWanted('reject')}>
            reject
          </Act>
        </>
      ) : (
        <>
          <span>
            {wanted} {plural(batch.count, 'proposal')}, among them {batch.sample.map(({ title }) => title).join('; ')}?
          </span>
          <Act
            kind="main"
            busy={decide.isPending}
            onClick={() => decide.mutate({ verdict: wanted, digest: batch.digest })}
          >
            {wanted} all
          </Act>
          <Act onClick={() => setWanted(null)}>not now</Act>
        </>
      )}
      {decide.data && (
        <span role="status">
          {decide.data.done} done
          {decide.data.refused.length > 0 &&
            `, ${decide.data.refused.length} refused: ${decide.data.refused[0]?.reason}`}
        </span>
      )}
      {decide.error && <Trouble error={decide.error} />}
    </div>
  );
}
