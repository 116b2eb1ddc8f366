import type { StartOutcome } from '@syncline/engine';
import { UnreadableFileError } from '@syncline/imports';
import { needsApproval, notFound, Problem } from './problem.ts';

/** The process that an import was handed to; throws the problem where there is none. */
export function started(result: StartOutcome, id: string) {
  if (result.outcome === 'not_found') throw notFound('import', id);
  if (result.outcome === 'waiting') throw needsApproval(result.proposalId, 'the import is applied');
  if (result.outcome === 'refused')
    throw new Problem({ status: 409, code: 'wrong-state', title: 'Not possible in this state', detail: result.reason });
  return result;
}

export function unfit(detail: string): Problem {
  return new Problem({ status: 422, code: 'unfit-import', title: 'That does not fit the file', detail });
}

/** What is wrong with the file itself, in words for the person who brought it. */
export function unreadable(error: unknown): never {
  if (!(error instanceof UnreadableFileError)) throw error;
  const detail = error.row === null ? error.message : `Row ${error.row}: ${error.message}`;
  const isLarge = error.code === 'too_large';
  throw new Problem({
    status: isLarge ? 413 : 422,
    code: `file-${error.code.replaceAll('_', '-')}`,
    title: 'The file can not be read',
    detail,
  });
}
