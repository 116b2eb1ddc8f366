export {
  type DecisionOutcome,
  decideFiltered,
  decideProposal,
  decideProposals,
  refusalOf,
  type Verdict,
} from './decide-proposal.ts';
