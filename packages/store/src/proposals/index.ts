export { keepDecision, type NewDecision } from './decisions.ts';
export {
  authorsOf,
  endHeld,
  holdWriteback,
  linkedRecords,
  releaseWritebacks,
  wakeHeld,
  wasRejected,
  writesOfLate,
} from './held-writebacks.ts';
export {
  approvedProposals,
  expiredProposals,
  listProposals,
  MAX_BATCH,
  type ProposalFilter,
  type ProposalView,
  policiesWaitedFor,
  readBatch,
  showProposal,
} from './proposal-list.ts';
export {
  findProposal,
  moveProposal,
  type NewProposal,
  type ProposalRow,
  propose,
  standingProposal,
} from './proposals.ts';
