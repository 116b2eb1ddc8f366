import { exitCode } from '@syncline/runtime';
import { type Command, Option } from 'commander';
import { configurationDocument, type PlanDocument, planDocument } from '../api/configuration-documents.ts';
import { CliError } from '../cli-error.ts';
import { bad } from '../configuration/located-document.ts';
import { problemLines, type ReadConfiguration, readConfiguration } from '../configuration/read-configuration.ts';
import { cliEnv } from '../env.ts';
import { configurationText, originTables, planLines } from '../output/configuration-views.ts';
import { printable } from '../output/render.ts';
import type { Shell } from '../shell.ts';
import { type CommandKit, withExamples } from './command-kit.ts';
import { confirm } from './confirm.ts';

interface ApplyOptions {
  readonly take?: 'file' | 'api';
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly why?: string;
}

const fileHelp = 'the file; by default SYNCLINE_CONFIG, else syncline.config.yaml, .json or .ts in this folder';

export function addConfig(program: Command, kit: CommandKit): void {
  const group = program.command('config').description('the whole configuration as one file');
  withExamples(group, ['syncline config validate', 'syncline config plan', 'syncline config print --show-origin']);
  addValidate(group, kit);
  addPlan(group, kit);
  addApply(group, kit);
  addPrint(group, kit);
  addSchema(group, kit);
}

function addValidate(group: Command, kit: CommandKit): void {
  const command = group
    .command('validate')
    .description('say what is wrong with a file, line by line; asks nobody')
    .argument('[file]', fileHelp)
    .action(
      kit.handler(async (shell, args) => {
        const { file, problems } = await readConfiguration(args[0] ?? fileOf(shell));
        const isGood = problems.length === 0;
        shell.print({
          json: { ok: isGood, file, problems },
          lines: isGood ? [printable(`${file} is right.`)] : problemLines(problems).map(printable),
          tables: [],
        });
        return isGood ? exitCode.ok : exitCode.configuration;
      }),
    );
  withExamples(command, ['syncline config validate', 'syncline config validate other.yaml --json']);
}

function addPlan(group: Command, kit: CommandKit): void {
  const command = group
    .command('plan')
    .description('what a file would change, and what the API has changed of it since; exits with 6 when it has')
    .argument('[file]', fileHelp)
    .action(
      kit.handler(async (shell, args) => {
        const plan = await send(shell, await readGood(shell, args[0]), 'plan', {});
        printPlanned(shell, plan, '');
        return hasDrift(plan) ? exitCode.findings : exitCode.ok;
      }),
    );
  withExamples(command, ['syncline config plan', 'syncline config plan --json | jq .resources[]']);
}

function addApply(group: Command, kit: CommandKit): void {
  const command = group
    .command('apply')
    .description('bring everything to what a file says, in one transaction')
    .argument('[file]', fileHelp)
    .addOption(
      new Option('--take <side>', 'who is right where the API has changed what the file says').choices(['file', 'api']),
    )
    .option('--dry-run', 'say what would change')
    .option('--yes', 'do not ask before something is removed')
    .option('--why <text>', 'for the audit')
    .action(
      kit.handler<ApplyOptions>(async (shell, args, { take, dryRun = false, yes, why, input }) => {
        const file = await readGood(shell, args[0]);
        const plan = await send(shell, file, 'plan', { take });
        if (hasDrift(plan) && take === undefined && !dryRun) throw drifted(plan);
        if (dryRun) return printPlanned(shell, plan, 'Nothing was changed.');
        const removed = plan.resources.filter(({ action }) => action === 'delete' || action === 'release');
        if (removed.length > 0 && !yes) {
          shell.say(planLines(plan).join('\n'));
          const names = removed.map(({ kind, name }) => `${kind.replace('_', ' ')} ${name}`).join(', ');
          await confirm(shell, `The file no longer has ${names}. Go ahead? [y/N] `, input !== false);
        }
        // What is applied is what was looked at.
        const applied = await send(shell, file, 'apply', { take, why, digest: plan.digest });
        return printPlanned(shell, applied, 'Applied.');
      }),
    );
  withExamples(command, ['syncline config apply --dry-run', 'syncline config apply prod.yaml --take api --yes']);
}

function addPrint(group: Command, kit: CommandKit): void {
  const command = group
    .command('print')
    .description('what is in force, as a file would have it')
    .option('--show-origin', 'each value with where it comes from: file and line, API, environment or default')
    .action(
      kit.handler<{ readonly showOrigin?: boolean }>(async (shell, _args, { showOrigin }) => {
        const document = await shell.client.get('/api/v1/configuration', configurationDocument);
        const text = configurationText(document);
        if (showOrigin || shell.format === 'csv') shell.print({ json: document, tables: originTables(document) });
        else shell.print({ json: document, lines: [text], tables: [] });
      }),
    );
  withExamples(command, ['syncline config print', 'syncline config print --show-origin']);
}

function addSchema(group: Command, kit: CommandKit): void {
  const command = group
    .command('schema')
    .description('the JSON Schema of the file, for editors')
    .action(
      kit.handler(async (shell) => {
        const { fileSchema } = await import('../configuration/file-schemas.ts');
        const schema = fileSchema('syncline-config');
        shell.print({ json: schema, lines: [JSON.stringify(schema, null, 2)], tables: [] });
      }),
    );
  withExamples(command, ['syncline config schema > syncline.schema.json']);
}

function fileOf(shell: Shell): string | undefined {
  return cliEnv(shell.io.environment).SYNCLINE_CONFIG;
}

async function readGood(shell: Shell, wanted: string | undefined): Promise<ReadConfiguration> {
  const file = await readConfiguration(wanted ?? fileOf(shell));
  if (file.problems.length > 0)
    throw bad(problemLines(file.problems).join('\n'), 'Nothing was changed. Mend the file.');
  return file;
}

async function send(
  shell: Shell,
  { resolved, places, locate }: ReadConfiguration,
  what: 'plan' | 'apply',
  options: { readonly take?: string | undefined; readonly why?: string | undefined; readonly digest?: string },
): Promise<PlanDocument> {
  const body = { configuration: resolved, places, ...options };
  try {
    return await shell.client.post(`/api/v1/configuration/${what}`, planDocument, body);
  } catch (error) {
    if (!(error instanceof CliError) || error.exit !== exitCode.configuration) throw error;
    const problems = error.problems.map(({ field, message }) => locate(field, message));
    throw bad(problemLines(problems).join('\n') || error.message, 'Nothing was changed. Mend the file.');
  }
}

function hasDrift({ resources }: PlanDocument): boolean {
  return resources.some(({ changes }) => changes.some(({ kind }) => kind === 'drift'));
}

function drifted(plan: PlanDocument): CliError {
  const resources = plan.resources
    .map((each) => ({ ...each, changes: each.changes.filter(({ kind }) => kind === 'drift') }))
    .filter(({ changes }) => changes.length > 0);
  return new CliError({
    code: 'drift',
    message: `The API has changed what the file says:\n${planLines({ ...plan, resources }).join('\n')}`,
    hint: 'Nothing was changed. Put it into the file, or say who is right: --take file, or --take api.',
    exit: exitCode.conflict,
  });
}

function printPlanned(shell: Shell, plan: PlanDocument, ending: string): void {
  const lines = planLines(plan);
  const isQuiet = plan.resources.every(({ action }) => action === 'none');
  const told = isQuiet ? [...lines, 'Everything is in force as the file has it.'] : [...lines, ending];
  shell.print({ json: plan, lines: told.filter((line) => line !== ''), tables: [] });
}
