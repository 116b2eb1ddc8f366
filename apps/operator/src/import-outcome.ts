import type { StartOutcome } from '@syncline/engine';
import { needsApproval, notFound, Problem } from './problem.ts';

/** The process that an import was handed to; throws the problem where there is none. */
export function started(result: StartOutcome, id: string) {
  if (result.outcome === 'not_found') throw notFound('import', id);
  if (result.outcome === 'waiting') throw needsApproval(result.proposalId, 'the import is applied');
  if (result.outcome === 'refused')
    throw new Problem({ status: 409, code: 'wrong-state', title: 'Not possible in this state', detail: result.reason });
  return result;
}
