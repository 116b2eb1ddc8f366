import { exitCode } from '@syncline/runtime';
import { type Command, Option } from 'commander';
import {
  type AlertDetailDocument,
  alertDetailDocument,
  alertPage,
  type ServiceLevelsDocument,
  serviceLevelsDocument,
} from '../api/alert-documents.ts';
import { CliError } from '../cli-error.ts';
import { printable, type Rendering } from '../output/render.ts';
import { argument, type CommandKit, withExamples } from './command-kit.ts';
import { findConnection } from './find-connection.ts';
import { limitOption, numberOf } from './list-options.ts';
import { printPlan } from './process-outcome.ts';

interface ListOptions {
  readonly state?: string;
  readonly all?: boolean;
  readonly severity?: string;
  readonly connection?: string;
  readonly limit: string;
  readonly cursor?: string;
}

interface AcknowledgeOptions {
  readonly note?: string;
  readonly silence?: string;
  readonly dryRun?: boolean;
}

export function addAlerts(program: Command, kit: CommandKit): void {
  const group = program.command('alerts').description('what rules have found to be wrong');
  withExamples(group, ['syncline alerts list', 'syncline alerts acknowledge 12 --note "on it" --silence 2h']);
  addList(group, kit);
  const show = group
    .command('show')
    .description('one alert, what to do about it, and who was told')
    .argument('<id>', 'id of the alert')
    .action(
      kit.handler(async (shell, args) =>
        shell.print(showAlert(await shell.client.get(`/api/v1/alerts/${argument(args, 0)}`, alertDetailDocument))),
      ),
    );
  withExamples(show, ['syncline alerts show 12', 'syncline alerts show 12 --json']);
  addAcknowledge(group, kit);
}

function addList(group: Command, kit: CommandKit): void {
  const command = group
    .command('list', { isDefault: true })
    .description('alerts that fire, newest first')
    .addOption(new Option('--state <state>', 'those of this state').choices(['pending', 'firing', 'resolved']))
    .option('--all', 'those of every state')
    .addOption(new Option('--severity <severity>', 'only these').choices(['info', 'warning', 'critical']))
    .option('--connection <connection>', 'only of this connection, by name or id')
    .addOption(limitOption())
    .option('--cursor <cursor>', 'the nextCursor of the page before')
    .action(
      kit.handler<ListOptions>(async (shell, _args, { connection, limit, ...options }) => {
        const page = await shell.client.get('/api/v1/alerts', alertPage, {
          state: options.all ? undefined : (options.state ?? 'firing'),
          severity: options.severity,
          connectionId: connection && (await findConnection(shell, connection)).id,
          limit: numberOf(limit),
          cursor: options.cursor,
        });
        const columns = ['id', 'severity', 'state', 'since', 'what', 'seen by'];
        const rows = page.items.map((each) => [
          each.id,
          each.severity,
          each.state,
          each.since,
          each.summary,
          each.acknowledgedBy,
        ]);
        shell.print({ json: page, tables: [{ columns, rows, empty: 'Nothing is wrong.' }] });
        if (page.nextCursor !== null) shell.say(`More: --cursor ${page.nextCursor}`);
      }),
    );
  withExamples(command, ['syncline alerts list', 'syncline alerts list --all --connection github --json']);
}

function showAlert(alert: AlertDetailDocument): Rendering {
  const { messages, ...rest } = alert;
  return {
    json: alert,
    lines: [
      `${alert.severity} ${alert.state}: ${printable(alert.summary)}`,
      `Since ${alert.since}${alert.resolvedAt === null ? '' : `, until ${alert.resolvedAt}`}; rule ${printable(rest.rule)}`,
      ...(alert.runbook === null ? [] : [`What to do: ${printable(alert.runbook)}`]),
      ...(alert.acknowledgedBy === null
        ? []
        : [`Seen by ${printable(alert.acknowledgedBy)}${alert.note === null ? '' : `: ${printable(alert.note)}`}`]),
      ...(alert.silencedUntil === null ? [] : [`Silenced until ${alert.silencedUntil}`]),
    ],
    tables: [
      {
        title: 'Told',
        columns: ['whom', 'of its', 'state', 'tries', 'error'],
        rows: messages.map((each) => [each.route, each.kind, each.state, each.attempts, each.error]),
        empty: 'Nobody.',
      },
    ],
  };
}

function addAcknowledge(group: Command, kit: CommandKit): void {
  const command = group
    .command('acknowledge')
    .description('says that somebody looks after an alert; --silence: it is not told of again for a while')
    .argument('<id>', 'id of the alert')
    .option('--note <text>', 'what is known')
    .option('--silence <duration>', 'for how long: 30m, 2h, 1d')
    .option('--dry-run', 'only say what would be done')
    .action(
      kit.handler<AcknowledgeOptions>(async (shell, args, { note, silence, dryRun }) => {
        const id = argument(args, 0);
        const silenceUntil = silence === undefined ? undefined : untilOf(silence);
        if (dryRun) return printPlan(shell, silence === undefined ? 'acknowledge' : 'silence', `alert ${id}`);
        const path = `/api/v1/alerts/${id}/acknowledge` as const;
        shell.print(showAlert(await shell.client.post(path, alertDetailDocument, { note, silenceUntil })));
      }),
    );
  withExamples(command, [
    'syncline alerts acknowledge 12 --note "the vendor is down, ticket 4711"',
    'syncline alerts acknowledge 12 --silence 2h --dry-run',
  ]);
}

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

function untilOf(text: string): string {
  const found = /^(\d{1,4})([mhd])$/.exec(text);
  if (found) return new Date(Date.now() + Number(found[1]) * unitMs[found[2] as keyof typeof unitMs]).toISOString();
  throw new CliError({
    code: 'usage',
    message: `--silence takes a number and its unit, such as 2h, not "${text}".`,
    exit: exitCode.usage,
  });
}

export function addSlo(program: Command, kit: CommandKit): void {
  const command = program
    .command('slo')
    .description('what is promised, how it is kept, and what is left of the budget')
    .option('--check', 'exit code 6 when something is in breach')
    .action(
      kit.handler<{ readonly check?: boolean }>(async (shell, _args, { check }) => {
        const levels = await shell.client.get('/api/v1/slo', serviceLevelsDocument);
        shell.print(showLevels(levels));
        if (check && levels.items.some(({ inBreach }) => inBreach)) return exitCode.findings;
      }),
    );
  withExamples(command, [
    'syncline slo',
    'syncline slo --json | jq ".items[] | select(.inBreach)"',
    'syncline slo --check',
  ]);
}

function showLevels(levels: ServiceLevelsDocument): Rendering {
  return {
    json: levels,
    tables: [
      {
        columns: ['objective', 'window', 'target', 'value', 'samples', 'budget left', 'state'],
        rows: levels.items.map((each) => [
          each.objective,
          each.window,
          `${each.target.is} ${each.target.value} ${each.unit}`,
          each.value === null ? null : Number(each.value.toPrecision(4)),
          each.samples,
          `${Math.round(each.budgetLeft * 100)} %`,
          each.inBreach ? 'in breach' : 'kept',
        ]),
        empty: 'Nothing is known yet.',
      },
    ],
  };
}
