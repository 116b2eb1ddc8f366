import { exitCode } from '@syncline/runtime';
import type { Command } from 'commander';
import { credentialDocument, credentialPage } from '../api/credential-documents.ts';
import { CliError } from '../cli-error.ts';
import { printable } from '../output/render.ts';
import type { Shell } from '../shell.ts';
import { argument, type CommandKit, withExamples } from './command-kit.ts';
import { confirm } from './confirm.ts';
import { findConnection } from './find-connection.ts';
import { printPlan } from './process-outcome.ts';

interface ChangeOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

export function addCredentials(program: Command, kit: CommandKit): void {
  const group = program
    .command('credentials')
    .description('the secrets of a connection: which there are, never what they are');
  withExamples(group, ['syncline credentials list github', 'syncline credentials set github token < token.txt']);
  const list = group
    .command('list', { isDefault: true })
    .description('which secrets a connection has, and where they are')
    .argument('[connection]', 'name or id; may be left out when there is only one')
    .action(
      kit.handler(async (shell, args) => {
        const { id } = await findConnection(shell, args[0]);
        const page = await shell.client.get(`/api/v1/connections/${id}/credentials`, credentialPage);
        const rows = page.items.map((each) => [
          each.name,
          each.source,
          each.required ? 'yes' : 'no',
          each.reference,
          each.updatedAt,
          each.title,
        ]);
        const columns = ['name', 'where', 'required', 'reference', 'entered', 'what it is'];
        shell.print({ json: page, tables: [{ columns, rows, empty: 'The connector knows of none.' }] });
      }),
    );
  withExamples(list, ['syncline credentials list github', 'syncline credentials list salesforce --json']);
  addSet(group, kit);
  addDelete(group, kit);
}

function addSet(group: Command, kit: CommandKit): void {
  const command = group
    .command('set')
    .description(
      'enter a secret: asked for, or read from the standard input; no argument takes it, for those can be seen',
    )
    .argument('<connection>', 'name or id')
    .argument('<name>', 'such as token, clientSecret, webhookSecret')
    .option('--dry-run', 'say what would be entered')
    .action(
      kit.handler<ChangeOptions>(async (shell, args, { dryRun, input }) => {
        const [connection, name] = [await findConnection(shell, args[0]), argument(args, 1)];
        if (dryRun) return printPlan(shell, `enter the secret ${name}`, connection.name);
        const value = await readSecret(shell, `${name} of ${connection.name}: `, input !== false);
        const path = `/api/v1/connections/${connection.id}/credentials/${encodeURIComponent(name)}` as const;
        const entered = await shell.client.put(path, credentialDocument, { value });
        const hint = `Check it: syncline connections check ${connection.name}`;
        shell.print({
          json: entered,
          lines: [printable(`${entered.name} of ${connection.name} is in the vault. ${hint}`)],
          tables: [],
        });
      }),
    );
  withExamples(command, [
    'syncline credentials set github token',
    'pass show github/token | syncline credentials set github token',
  ]);
}

function addDelete(group: Command, kit: CommandKit): void {
  const command = group
    .command('delete')
    .description('take a secret out of the vault and off the connection')
    .argument('<connection>', 'name or id')
    .argument('<name>', 'such as token')
    .option('--dry-run', 'say what would be removed')
    .option('--yes', 'do not ask')
    .action(
      kit.handler<ChangeOptions>(async (shell, args, { dryRun, yes, input }) => {
        const [connection, name] = [await findConnection(shell, args[0]), argument(args, 1)];
        if (dryRun) return printPlan(shell, `remove the secret ${name}`, connection.name);
        if (!yes)
          await confirm(shell, `Remove ${printable(name)} of ${printable(connection.name)}? [y/N] `, input !== false);
        await shell.client.remove(`/api/v1/connections/${connection.id}/credentials/${encodeURIComponent(name)}`, {});
        const page = await shell.client.get(`/api/v1/connections/${connection.id}/credentials`, credentialPage);
        shell.print({ json: page, lines: [printable(`Removed: ${name} of ${connection.name}.`)], tables: [] });
      }),
    );
  withExamples(command, ['syncline credentials delete github webhookSecret --yes']);
}

/** Without the line end that comes with a file or a pipe. */
async function readSecret(shell: Shell, question: string, mayAsk: boolean): Promise<string> {
  const { askSecret, readInput } = shell.io;
  const given = readInput ? await readInput() : mayAsk && askSecret ? await askSecret(question) : '';
  const value = given.replace(/\r?\n$/, '');
  if (value !== '') return value;
  throw new CliError({
    code: 'usage',
    message: 'There is no secret to enter.',
    hint: 'Type it when asked, or give it on the standard input: syncline credentials set NAME token < file.',
    exit: exitCode.usage,
  });
}
