import { exitCode } from '@syncline/runtime';
import { CliError } from '../cli-error.ts';
import type { Shell } from '../shell.ts';

/** Goes on when the person says yes; throws `needs-approval` otherwise, and where nobody can be asked. */
export async function confirm(shell: Shell, question: string, mayAsk: boolean): Promise<void> {
  const answer = mayAsk && shell.io.ask ? await shell.io.ask(question) : null;
  if (answer !== null && /^y(es)?$/i.test(answer.trim())) return;
  const message = answer === null ? 'This needs your word for it, and there is nobody to ask.' : 'Nothing was changed.';
  throw new CliError({
    code: 'needs-approval',
    message,
    hint: 'Give --yes to go ahead.',
    exit: exitCode.needsApproval,
  });
}
