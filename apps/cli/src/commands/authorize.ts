import { setTimeout as sleep } from 'node:timers/promises';
import { exitCode } from '@syncline/runtime';
import type { Command } from 'commander';
import { auditPage } from '../api/audit-documents.ts';
import { authorisationDocument } from '../api/credential-documents.ts';
import { CliError } from '../cli-error.ts';
import { printable } from '../output/render.ts';
import type { Shell } from '../shell.ts';
import { type CommandKit, withExamples } from './command-kit.ts';
import { findConnection } from './find-connection.ts';
import { printPlan } from './process-outcome.ts';

const LOOK_MS = 1_000;

/** `connections authorize`: OAuth, at the vendor's page. */
export function addAuthorize(group: Command, kit: CommandKit): void {
  const command = group
    .command('authorize')
    .description("authorise a connection at the vendor's page: prints the address, and waits until that is done")
    .argument('[connection]', 'name or id; may be left out when there is only one')
    .option('--no-wait', 'print the address alone')
    .option('--dry-run', 'say what would be authorised')
    .action(
      kit.handler<{ readonly wait?: boolean; readonly dryRun?: boolean }>(async (shell, args, { wait, dryRun }) => {
        const { id, name } = await findConnection(shell, args[0]);
        if (dryRun) return printPlan(shell, 'authorise the connection', name);
        const before = await newestOf(shell, name);
        const started = await shell.client.post(`/api/v1/connections/${id}/oauth/authorize`, authorisationDocument);
        if (wait === false) return shell.print({ json: started, lines: [started.authorizationUrl], tables: [] });
        // A person opens it, whatever the output is for.
        shell.say(
          `Open this address, and sign in with the account that is to be connected:\n\n  ${printable(started.authorizationUrl)}\n`,
        );
        while ((await newestOf(shell, name)) === before) {
          if (Date.now() > Date.parse(started.expiresAt)) throw lapsed(name);
          await sleep(LOOK_MS, undefined, { signal: shell.io.signal });
        }
        shell.print({
          json: { connection: name, authorised: true },
          lines: [printable(`${name} is authorised. Check it: syncline connections check ${name}`)],
          tables: [],
        });
      }),
    );
  withExamples(command, ['syncline connections authorize jira', 'syncline connections authorize jira --no-wait']);
}

/** The newest authorisation of the connection that the audit has; null: none. */
async function newestOf(shell: Shell, name: string): Promise<number | null> {
  const { items } = await shell.client.get('/api/v1/audit', auditPage, { action: 'connection.authorise', limit: 200 });
  return items.find(({ subject }) => subject === `connection ${name}`)?.id ?? null;
}

function lapsed(name: string): CliError {
  return new CliError({
    code: 'lapsed',
    message: `Nobody authorised ${name} in time.`,
    hint: `Begin again: syncline connections authorize ${name}`,
    exit: exitCode.temporary,
  });
}
