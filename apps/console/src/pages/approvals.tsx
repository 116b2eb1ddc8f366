import { useInfiniteQuery } from '@tanstack/react-query';
import { proposalsQuery } from '../api/queries.ts';
import { Find, Pick, useFilter } from '../parts/filter.tsx';
import { Page } from '../parts/page.tsx';
import { ProposalBatch } from '../parts/proposal-batch.tsx';
import { ProposalView } from '../parts/proposal-view.tsx';
import { Empty, Trouble, Waiting } from '../parts/trouble.tsx';

const states = ['approved', 'rejected', 'expired', 'superseded', 'done', 'failed'] as const;

/** What waits for a second pair of eyes, each with its changes; all of a policy at once, with a sample. */
export function ApprovalsPage() {
  const [given] = useFilter('state');
  const [policy] = useFilter('policy');
  const state = states.find((each) => each === given) ?? 'waiting';
  const source = useInfiniteQuery(proposalsQuery({ state, ...(policy === '' ? {} : { policy }) }));
  const proposals = source.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page
      title="Approvals"
      note="what waits for a second pair of eyes before it is done"
      tools={
        <>
          <Find label="Policy" name="policy" />
          <Pick label="State" name="state" all="waiting" options={states.map((each) => [each, each])} />
        </>
      }
    >
      {source.error && <Trouble error={source.error} again={() => void source.refetch()} />}
      {source.isPending && <Waiting />}
      {policy !== '' && state === 'waiting' && proposals.length > 1 && <ProposalBatch policy={policy} />}
      {source.data && proposals.length === 0 && (
        <Empty title={state === 'waiting' ? 'Nothing waits for an approval.' : 'There is none.'}>
          What has to be approved is said by the policies of sync configs.
        </Empty>
      )}
      {proposals.map((proposal) => (
        <ProposalView key={proposal.id} proposal={proposal} />
      ))}
      {source.hasNextPage && (
        <button type="button" className="quiet" onClick={() => void source.fetchNextPage()}>
          More
        </button>
      )}
    </Page>
  );
}
