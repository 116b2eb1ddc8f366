import { type Command, Option } from 'commander';
import {
  type InsightDocument,
  insightDocument,
  insightPage,
  insightRulesDocument,
  insightsDueDocument,
} from '../api/insight-documents.ts';
import { type Cell, printable, type Rendering } from '../output/render.ts';
import { addCheck, problemLine } from './check-rules.ts';
import { argument, type CommandKit, withExamples } from './command-kit.ts';
import { limitOption, numberOf } from './list-options.ts';
import { printPlan } from './process-outcome.ts';

interface ListOptions {
  readonly state?: string;
  readonly all?: boolean;
  readonly rule?: string;
  readonly severity?: string;
  readonly entity?: string;
  readonly limit: string;
  readonly cursor?: string;
}

interface WriteOptions {
  readonly why?: string;
  readonly dryRun?: boolean;
}

export function addInsights(program: Command, kit: CommandKit): void {
  const group = program.command('insights').description('what rules have found about accounts, deals and work');
  withExamples(group, ['syncline insights list', 'syncline insights dismiss 12 --why "they pay late, always"']);
  addList(group, kit);
  const show = group
    .command('show')
    .description('one finding with its evidence')
    .argument('<id>', 'id of the finding')
    .action(
      kit.handler(async (shell, args) =>
        shell.print(
          showFinding(await shell.client.get(`/api/v1/insights/findings/${argument(args, 0)}`, insightDocument)),
        ),
      ),
    );
  withExamples(show, ['syncline insights show 12', 'syncline insights show 12 --json']);
  addDismiss(group, kit);
  addRules(group, kit);
  addRun(group, kit);
  addCheck(group, kit);
}

function addList(group: Command, kit: CommandKit): void {
  const command = group
    .command('list', { isDefault: true })
    .description('findings that are open, the newest first')
    .addOption(new Option('--state <state>', 'those of this state').choices(['open', 'dismissed', 'closed']))
    .option('--all', 'those of every state')
    .option('--rule <rule>', 'only of this rule')
    .addOption(new Option('--severity <severity>', 'only as grave as this').choices(['info', 'warning', 'critical']))
    .option('--entity <id>', 'only about this entity')
    .addOption(limitOption())
    .option('--cursor <cursor>', 'the nextCursor of the page before')
    .action(
      kit.handler<ListOptions>(async (shell, _args, { state, all, rule, severity, entity, limit, cursor }) => {
        const page = await shell.client.get('/api/v1/insights/findings', insightPage, {
          state: all ? undefined : (state ?? 'open'),
          rule,
          severity,
          entityId: entity,
          limit: numberOf(limit),
          cursor,
        });
        const columns = ['id', 'severity', 'rule', 'finding', 'state', 'since'];
        const rows = page.items.map((each) => [
          each.id,
          each.severity,
          each.rule,
          each.summary,
          each.state,
          each.openedAt,
        ]);
        shell.print({ json: page, tables: [{ columns, rows, empty: 'No rule has found anything.' }] });
        if (page.nextCursor !== null) shell.say(`More: --cursor ${page.nextCursor}`);
      }),
    );
  withExamples(command, ['syncline insights list', 'syncline insights list --rule stale_deals --all --json']);
}

function addDismiss(group: Command, kit: CommandKit): void {
  const command = group
    .command('dismiss')
    .description('nothing is to be done about it, unless the evidence changes')
    .argument('<id>', 'id of the finding')
    .requiredOption('--why <text>', 'for the audit, and for who comes by later')
    .option('--dry-run', 'only say what would be done')
    .action(
      kit.handler<WriteOptions>(async (shell, args, { why, dryRun }) => {
        const id = argument(args, 0);
        if (dryRun) return printPlan(shell, 'dismiss', `finding ${id}`);
        const path = `/api/v1/insights/findings/${id}/dismiss` as const;
        shell.print(showFinding(await shell.client.post(path, insightDocument, { why })));
      }),
    );
  withExamples(command, ['syncline insights dismiss 12 --why "they pay late, always"']);
}

function addRules(group: Command, kit: CommandKit): void {
  const command = group
    .command('rules')
    .description('the rules, when they ran, and what is wrong with those that are left out')
    .action(
      kit.handler(async (shell) => {
        const document = await shell.client.get('/api/v1/insights/rules', insightRulesDocument);
        const columns = ['rule', 'title', 'severity', 'open', 'every', 'ran', 'error'];
        const rows = document.items.map((each) => [
          each.id,
          each.title,
          each.severity,
          each.open,
          each.enabled ? `${each.everyMinutes} min` : 'turned off',
          each.ranAt,
          each.error,
        ]);
        const lines = document.problems.map(problemLine);
        shell.print({ json: document, lines, tables: [{ columns, rows, empty: 'There is no rule.' }] });
      }),
    );
  withExamples(command, ['syncline insights rules', 'syncline insights rules --json']);
}

function addRun(group: Command, kit: CommandKit): void {
  const command = group
    .command('run')
    .description('have rules run now, in place of when they are due')
    .argument('[rule]', 'id of a rule; all of them when absent')
    .option('--dry-run', 'only say what would be done')
    .action(
      kit.handler<WriteOptions>(async (shell, args, { dryRun }) => {
        const [rule] = args;
        if (dryRun) return printPlan(shell, 'run', rule === undefined ? 'all rules' : `rule ${rule}`);
        const due = await shell.client.post('/api/v1/insights/run', insightsDueDocument, { rule });
        shell.print({
          json: due,
          tables: [{ columns: ['rule'], rows: due.rules.map((each) => [each]), empty: 'There is no rule to run.' }],
        });
        shell.say('They run within seconds.');
      }),
    );
  withExamples(command, ['syncline insights run', 'syncline insights run stale_deals']);
}

function showFinding(finding: InsightDocument): Rendering {
  const { id, rule, severity, state, summary, entityKind, entityId, dismissedBy, why, proposalId, proposalState } =
    finding;
  const textOf = (value: unknown): Cell =>
    value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  return {
    json: finding,
    lines: [
      printable(`Finding ${id} of ${rule}: ${summary}`),
      printable(`${severity}, ${state}; about ${entityKind ?? 'entity'} ${entityId}`),
      ...(dismissedBy === null ? [] : [printable(`Dismissed by ${dismissedBy}: ${why ?? ''}`)]),
      ...(proposalId === null ? [] : [`Proposal ${proposalId} is ${proposalState ?? 'gone'}`]),
    ],
    tables: [
      {
        title: 'Evidence',
        columns: ['what', 'is'],
        rows: Object.entries(finding.evidence).map(([name, value]) => [name, textOf(value)]),
        empty: 'None.',
      },
    ],
  };
}
