import { version } from '@syncline/runtime';
import { Command, Option } from 'commander';
import type { CliIo } from './cli-io.ts';
import { addAlerts, addSlo } from './commands/alerts.ts';
import { addApprovals } from './commands/approvals.ts';
import { addAudit } from './commands/audit.ts';
import { addCache } from './commands/cache.ts';
import { addClients } from './commands/clients.ts';
import { createCommandKit, withExamples } from './commands/command-kit.ts';
import { addCompletion } from './commands/completion.ts';
import { addConfig } from './commands/config.ts';
import { addConfigs } from './commands/configs.ts';
import { addConflicts } from './commands/conflicts.ts';
import { addConnections } from './commands/connections.ts';
import { addCredentials } from './commands/credentials.ts';
import { addCrm } from './commands/crm.ts';
import { addDoctor } from './commands/doctor.ts';
import { addDuplicates } from './commands/duplicates.ts';
import { addEntities } from './commands/entities.ts';
import { addImport } from './commands/import.ts';
import { addInsights } from './commands/insights.ts';
import { addKeys } from './commands/keys.ts';
import { addPeople } from './commands/people.ts';
import { addProcess } from './commands/process.ts';
import { addReconcile } from './commands/reconcile.ts';
import { addStatus } from './commands/status.ts';
import { addSupportBundle } from './commands/support-bundle.ts';
import { addSync } from './commands/sync.ts';
import { addUp } from './commands/up.ts';
import { addWebhooks } from './commands/webhooks.ts';

/** The command tree. Nothing exits: usage errors are thrown as CommanderError. */
export function createProgram(io: CliIo, setExitCode: (code: number) => void): Command {
  const program = new Command('syncline')
    .description('Keeps project trackers and CRMs in step, both ways.')
    .version(version)
    .option('--url <url>', 'address of the operator API (SYNCLINE_URL; by default the instance on this machine)')
    .option(
      '--token <token>',
      'an API key, or the token of the instance (better: SYNCLINE_API_KEY or SYNCLINE_API_KEY_FILE, which no process list shows)',
    )
    .option('--workspace <name>', 'the workspace that is meant (SYNCLINE_WORKSPACE); that of the key by default')
    .addOption(new Option('--output <format>', 'how data are written').choices(['table', 'json', 'csv']))
    .option('--json', 'one JSON document on stdout; short for --output json')
    .option('--no-input', 'never ask anything')
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError()
    .showHelpAfterError('(--help shows what there is)');
  withExamples(program, [
    'syncline up',
    'syncline sync --backfill --wait',
    'syncline status --json',
    'syncline doctor',
  ]);
  const kit = createCommandKit(io, setExitCode);
  addUp(program, kit);
  addStatus(program, kit);
  addSync(program, kit);
  addProcess(program, kit);
  addConfig(program, kit);
  addConfigs(program, kit);
  addConflicts(program, kit);
  addPeople(program, kit);
  addReconcile(program, kit);
  addEntities(program, kit);
  addCrm(program, kit);
  addImport(program, kit);
  addCache(program, kit);
  addApprovals(program, kit);
  addAudit(program, kit);
  addClients(program, kit);
  addDuplicates(program, kit);
  addInsights(program, kit);
  addAlerts(program, kit);
  addSlo(program, kit);
  addConnections(program, kit);
  addWebhooks(program, kit);
  addCredentials(program, kit);
  addKeys(program, kit);
  addDoctor(program, kit);
  addSupportBundle(program, kit);
  addCompletion(program, kit);
  for (const command of commandsOf(program)) {
    command.exitOverride().configureHelp({ showGlobalOptions: true });
    command.configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: () => {},
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  }
  return program;
}

/** A command and all below it. */
export function commandsOf(command: Command): Command[] {
  return [command, ...command.commands.flatMap(commandsOf)];
}
