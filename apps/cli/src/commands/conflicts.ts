import { type Command, Option } from 'commander';
import { type ConflictDocument, conflictDocument, conflictPage } from '../api/sync-documents.ts';
import { paintWord } from '../output/palette.ts';
import { printable, type Rendering } from '../output/render.ts';
import type { Shell } from '../shell.ts';
import { argument, type CommandKit, jsonOption, withExamples } from './command-kit.ts';
import { findConnection } from './find-connection.ts';
import { limitOption, numberOf } from './list-options.ts';
import { printPlan } from './process-outcome.ts';

interface ListOptions {
  readonly resolved?: boolean;
  readonly all?: boolean;
  readonly connection?: string;
  readonly entity?: string;
  readonly class?: string;
  readonly field?: string;
  readonly limit: string;
  readonly cursor?: string;
}

interface ResolveOptions {
  readonly policy: string;
  readonly value?: string;
  readonly why?: string;
  readonly dryRun?: boolean;
}

export function addConflicts(program: Command, kit: CommandKit): void {
  const group = program
    .command('conflicts')
    .description('fields that both sides changed, and nobody may decide by rule');
  withExamples(group, ['syncline conflicts list', 'syncline conflicts resolve 12 --policy take_remote']);
  addList(group, kit);
  const show = group
    .command('show')
    .description('one conflict with the base and both values')
    .argument('<id>', 'id of the conflict')
    .action(kit.handler(async (shell, args) => shell.print(showConflict(await readConflict(shell, args)))));
  withExamples(show, ['syncline conflicts show 12', 'syncline conflicts show 12 --json']);
  addResolve(group, kit);
}

function addList(group: Command, kit: CommandKit): void {
  const command = group
    .command('list', { isDefault: true })
    .description('open conflicts, newest first')
    .option('--resolved', 'those that are decided')
    .option('--all', 'both')
    .option('--connection <connection>', 'only of this connection, by name or id')
    .option('--entity <id>', 'only of this entity')
    .option('--class <class>', 'only of this class, such as concurrent_edit')
    .option('--field <field>', 'only of this field')
    .addOption(limitOption())
    .option('--cursor <cursor>', 'the nextCursor of the page before')
    .action(
      kit.handler<ListOptions>(async (shell, _args, options) => {
        const connection = options.connection && (await findConnection(shell, options.connection)).name;
        const page = await shell.client.get('/api/v1/sync/conflicts', conflictPage, {
          limit: numberOf(options.limit),
          cursor: options.cursor,
          resolved: options.all ? undefined : options.resolved === true,
          connection,
          entity_id: options.entity,
          class: options.class,
          field: options.field,
        });
        const rows = page.items.map((each) => [
          each.id,
          each.state,
          `${each.entity_type} ${each.title ?? each.entity_id}`,
          each.field,
          `${each.connection_name}/${each.stream}`,
          valueText(shell, each.base_value),
          valueText(shell, each.local_value),
          valueText(shell, each.remote_value),
          each.class,
          each.first_seen_at,
        ]);
        const columns = ['id', 'state', 'entity', 'field', 'side', 'base', 'hub', 'remote', 'class', 'since'];
        shell.print({
          json: page,
          tables: [{ columns, rows, empty: 'No conflicts.' }],
          paint: (text, column) => (column === 'state' ? paintWord(shell.palette, text) : text),
        });
        if (page.nextCursor !== null) shell.say(`More: --cursor ${page.nextCursor}`);
      }),
    );
  withExamples(command, ['syncline conflicts list', 'syncline conflicts list --connection salesforce --field stage']);
}

function addResolve(group: Command, kit: CommandKit): void {
  const command = group
    .command('resolve')
    .description('decide a conflict; what follows is written to the other sides')
    .argument('<id>', 'id of the conflict')
    .addOption(
      new Option('--policy <policy>', 'take_local: the value of the hub stands; ignore: the difference is accepted')
        .choices(['take_local', 'take_remote', 'take_merged', 'ignore'])
        .makeOptionMandatory(),
    )
    .option('--value <json>', 'for take_merged: the value, as JSON')
    .option('--why <text>', 'for the audit')
    .option('--dry-run', 'say what would be decided')
    .action(
      kit.handler<ResolveOptions>(async (shell, args, { policy, value, why, dryRun }) => {
        const given = value === undefined ? undefined : jsonOption('--value', value);
        const conflict = await readConflict(shell, args);
        if (dryRun) {
          const taken = { take_local: conflict.local_value, take_remote: conflict.remote_value, take_merged: given };
          const chosen = policy in taken ? ` ${valueText(shell, taken[policy as keyof typeof taken])}` : '';
          return printPlan(shell, `${policy.replace('_', ' ')}${chosen}`, `conflict ${conflict.id}, ${conflict.field}`);
        }
        const resolved = await shell.client.post(`/api/v1/sync/conflicts/${conflict.id}/resolve`, conflictDocument, {
          resolution_strategy: policy,
          ...(given === undefined ? {} : { value: given }),
          ...(why === undefined ? {} : { why }),
        });
        shell.print(showConflict(resolved));
      }),
    );
  withExamples(command, [
    'syncline conflicts resolve 12 --policy take_remote --why "sales had the call"',
    `syncline conflicts resolve 12 --policy take_merged --value '"Head of Sales"'`,
  ]);
}

function readConflict(shell: Shell, args: readonly string[]): Promise<ConflictDocument> {
  return shell.client.get(`/api/v1/sync/conflicts/${encodeURIComponent(argument(args, 0))}`, conflictDocument);
}

function showConflict(conflict: ConflictDocument): Rendering {
  const { base_value: base, local_value: local, remote_value: remote } = conflict;
  const decided = conflict.resolved_at === null ? '' : `: ${conflict.strategy ?? ''} by ${conflict.resolved_by ?? ''}`;
  return {
    json: conflict,
    lines: [
      `${conflict.field} of ${conflict.entity_type} ${conflict.title ?? ''} (${conflict.entity_id})`,
      `${conflict.message} Policy: ${conflict.policy_mode ?? 'none'}. ${conflict.state}${decided}.`,
    ].map(printable),
    tables: [
      {
        columns: ['side', 'value'],
        rows: [
          ['base', JSON.stringify(base)],
          ['hub', JSON.stringify(local)],
          [`${conflict.connection_name}/${conflict.stream} ${conflict.external_id ?? ''}`, JSON.stringify(remote)],
        ],
      },
    ],
  };
}

const VALUE_WIDTH = 40;

/** Whole in CSV, cut in a table. */
function valueText(shell: Shell, value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return shell.format === 'table' && text.length > VALUE_WIDTH ? `${text.slice(0, VALUE_WIDTH - 1)}…` : text;
}
