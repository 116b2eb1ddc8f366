import { exitCode } from '@syncline/runtime';
import { type Command, Option } from 'commander';
import type { z } from 'zod';
import {
  type approvalsDocument,
  type ProposalSummary,
  proposalBatch,
  proposalDecided,
  proposalDocument,
  proposalsDecided,
} from '../api/proposal-documents.ts';
import { CliError } from '../cli-error.ts';
import { printable } from '../output/render.ts';
import type { Shell } from '../shell.ts';
import { type CommandKit, withExamples } from './command-kit.ts';
import { confirm } from './confirm.ts';
import { findConnection } from './find-connection.ts';

interface DecideOptions {
  readonly policy?: string;
  readonly kind?: string;
  readonly connection?: string;
  readonly why?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly input?: boolean;
}

type Outcome = z.output<typeof approvalsDocument>;

/** `approvals approve` and `approvals reject`: of one, several, or all that wait under a filter, a sample of which is shown. */
export function addDecision(group: Command, kit: CommandKit, verdict: 'approve' | 'reject'): void {
  const command = group
    .command(verdict)
    .description(
      verdict === 'approve'
        ? 'have what waits done, as it is shown'
        : 'have what waits not done; the edit stays in the hub, and what became of it is an item',
    )
    .argument('[ids...]', 'ids of proposals; without: all that wait under the options')
    .option('--policy <policy>', 'all that this policy asked for')
    .addOption(new Option('--kind <kind>', 'all of this kind'))
    .option('--connection <connection>', 'all writes to this connection, by name or id')
    .option('--why <text>', 'kept with the decision')
    .option('--yes', 'do not ask')
    .option('--dry-run', 'only show what would be decided about')
    .action(
      kit.handler<DecideOptions>(async (shell, ids, options) => {
        const isFilter = [options.policy, options.kind, options.connection].some((each) => each !== undefined);
        if (isFilter === ids.length > 0)
          throw new CliError({
            code: 'usage',
            message: 'Give ids, or say of which policy, kind or connection.',
            exit: exitCode.usage,
          });
        const outcome = isFilter
          ? await decideFiltered(shell, verdict, options)
          : await decideNamed(shell, verdict, ids, options);
        const said = outcome.dryRun ? 'would be' : 'were';
        shell.print({
          json: outcome,
          lines: [
            printable(
              `${outcome.dryRun ? outcome.matched : outcome.done} ${said} ${verdict === 'approve' ? 'approved' : 'rejected'}.`,
            ),
            ...(outcome.missing > 0 ? [printable(`It takes ${outcome.missing} more.`)] : []),
          ],
          tables:
            outcome.refused.length === 0
              ? []
              : [{ columns: ['id', 'why not'], rows: outcome.refused.map((each) => [each.id, each.reason]) }],
        });
        return outcome.refused.length === 0 ? exitCode.ok : exitCode.findings;
      }),
    );
  withExamples(command, [
    `syncline approvals ${verdict} 12 --why "${verdict === 'approve' ? 'agreed with the client' : 'not this quarter'}"`,
    `syncline approvals ${verdict} --policy "big deals" --dry-run`,
  ]);
}

async function decideNamed(
  shell: Shell,
  verdict: 'approve' | 'reject',
  ids: readonly string[],
  { why, yes, dryRun, input }: DecideOptions,
): Promise<Outcome> {
  const found = [];
  for (const id of ids) found.push(await shell.client.get(`/api/v1/proposals/${id}`, proposalDocument));
  show(shell, found);
  if (dryRun) return { dryRun: true, verdict, matched: found.length, done: 0, missing: 0, refused: [] };
  if (!yes) await confirm(shell, `${verdict} ${found.length}? (y/N) `, input !== false);
  const [only] = found;
  if (only && found.length === 1) {
    const body = { digest: only.digest, words: why };
    const decided = await shell.client.post(`/api/v1/proposals/${only.id}/${verdict}`, proposalDecided, body);
    return { dryRun: false, verdict, matched: 1, done: 1, missing: decided.missing, refused: [] };
  }
  const body = { items: found.map(({ id, digest }) => ({ id, digest })), words: why };
  const decided = await shell.client.post(`/api/v1/proposals/${verdict}`, proposalsDecided, body);
  return { dryRun: false, verdict, matched: found.length, missing: 0, ...decided };
}

async function decideFiltered(
  shell: Shell,
  verdict: 'approve' | 'reject',
  { policy, kind, connection, why, yes, dryRun, input }: DecideOptions,
): Promise<Outcome> {
  const connectionId = connection === undefined ? undefined : (await findConnection(shell, connection)).id;
  const filter = { policy, kind, connectionId };
  const batch = await shell.client.get('/api/v1/proposals/batch', proposalBatch, filter);
  show(shell, batch.sample);
  if (batch.count > batch.sample.length) shell.say(`… and ${batch.count - batch.sample.length} more.`);
  const none = { dryRun: dryRun === true, verdict, matched: batch.count, done: 0, missing: 0, refused: [] };
  if (dryRun || batch.count === 0) return none;
  if (!yes) await confirm(shell, `${verdict} all ${batch.count}? (y/N) `, input !== false);
  const body = { filter, digest: batch.digest, words: why };
  const decided = await shell.client.post(`/api/v1/proposals/${verdict}`, proposalsDecided, body);
  return { ...none, ...decided };
}

/** What is decided about, where the person reads it. */
function show(shell: Shell, proposals: readonly ProposalSummary[]): void {
  for (const { id, title, diff, proposers } of proposals) {
    shell.say(printable(`${id} ${title}, by ${proposers.join(', ')}`));
    for (const { field, before, after } of diff)
      shell.say(printable(`   ${field}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`));
  }
}
