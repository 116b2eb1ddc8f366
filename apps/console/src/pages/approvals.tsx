import { useInfiniteQuery } from '@tanstack/react-query';
import { proposalsQuery } from '../api/queries.ts';
import { words } from '../format/format.ts';
import { Find, Pick, useFilter } from '../parts/filter.tsx';
import { Page } from '../parts/page.tsx';
import { ProposalBatch } from '../parts/proposal-batch.tsx';
import { ProposalView } from '../parts/proposal-view.tsx';
import { Empty, Trouble, Waiting } from '../parts/trouble.tsx';
import { useDesk } from '../parts/use-desk.ts';

const states = ['approved', 'rejected', 'expired', 'superseded', 'done', 'failed'] as const;
const kinds = ['writeback', 'bulk_delete', 'import', 'merge', 'mapping', 'enrichment'] as const;

/** What waits for a second pair of eyes, each with its changes; all of a policy at once, with a sample. */
export function ApprovalsPage() {
  const [given] = useFilter('state');
  const [policy] = useFilter('policy');
  const [givenKind] = useFilter('kind');
  const state = states.find((each) => each === given) ?? 'waiting';
  const kind = kinds.find((each) => each === givenKind);
  const source = useInfiniteQuery(
    proposalsQuery({ state, ...(policy === '' ? {} : { policy }), ...(kind === undefined ? {} : { kind }) }),
  );
  const proposals = source.data?.pages.flatMap(({ items }) => items) ?? [];
  const { selected, select } = useDesk(proposals, 'proposal');
  return (
    <Page
      title="Approvals"
      note="what waits for a second pair of eyes before it is done"
      tools={
        <>
          <Find label="Policy" name="policy" />
          <Pick label="Kind" name="kind" all="any" options={kinds.map((each) => [each, words(each)])} />
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
        <ProposalView
          key={proposal.id}
          proposal={proposal}
          isCurrent={proposal.id === selected?.id}
          onSelect={() => select(proposal.id)}
        />
      ))}
      {source.hasNextPage && (
        <button type="button" className="quiet" onClick={() => void source.fetchNextPage()}>
          More
        </button>
      )}
    </Page>
  );
}
