import { exitCode } from '@syncline/runtime';
import type { Command } from 'commander';
import { type EntityDocument, entityDocument, entityPage } from '../api/sync-documents.ts';
import { CliError } from '../cli-error.ts';
import { interestTables, moreRelationsLines } from '../output/interest-tables.ts';
import { type Cell, printable, type Rendering } from '../output/render.ts';
import type { Shell } from '../shell.ts';
import { argument, type CommandKit, withExamples } from './command-kit.ts';
import { type FieldOptions, fieldsOf, withFields } from './field-options.ts';
import { limitOption, numberOf } from './list-options.ts';

interface ListOptions {
  readonly kind?: string;
  readonly text?: string;
  readonly limit: string;
  readonly cursor?: string;
}

interface WriteOptions extends FieldOptions {
  readonly ifVersion?: string;
  readonly dryRun?: boolean;
}

export function addEntities(program: Command, kit: CommandKit): void {
  const group = program.command('entities').description('the records of the hub, where each value comes from');
  withExamples(group, ['syncline entities list --kind deal --text acme', 'syncline entities show 0199…']);
  addList(group, kit);
  const show = group
    .command('show')
    .description('an entity: values with their origins, its records at the vendors, its history')
    .argument('<id>', 'id of the entity')
    .action(kit.handler(async (shell, args) => shell.print(showEntity(await read(shell, argument(args, 0))))));
  withExamples(show, ['syncline entities show 0199…', 'syncline entities show 0199… --json | jq .history']);
  const edit = writable(group.command('edit').description('edit an entity in the hub; it travels out like any change'))
    .argument('<id>', 'id of the entity')
    .option('--if-version <n>', 'only if this version stands')
    .action(
      kit.handler<WriteOptions>(async (shell, args, options) => {
        const fields = fieldsOf(options);
        const entity = await read(shell, argument(args, 0));
        if (options.dryRun) return plan(shell, `edit ${entity.kind}`, entity.id, entity.fields, fields);
        const version = options.ifVersion === undefined ? entity.version : Number(options.ifVersion);
        if (!Number.isSafeInteger(version)) throw usage('--if-version must be a number.');
        const body = { fields, ...(options.why === undefined ? {} : { why: options.why }) };
        shell.print(
          showEntity(await shell.client.patch(`/api/v1/entities/${entity.id}`, entityDocument, body, version)),
        );
      }),
    );
  withExamples(edit, [
    'syncline entities edit 0199… --set stage=Negotiation --why "call with the customer"',
    `syncline entities edit 0199… --fields '{"amount": 1200}' --dry-run`,
  ]);
  const create = writable(group.command('create').description('make an entity in the hub'))
    .argument('<kind>', 'account, contact, deal, quote, inventory_item, interest, work_item …')
    .action(
      kit.handler<WriteOptions>(async (shell, args, options) => {
        const kind = argument(args, 0);
        const fields = fieldsOf(options);
        if (options.dryRun) return plan(shell, 'create', kind, {}, fields);
        const body = { kind, fields, ...(options.why === undefined ? {} : { why: options.why }) };
        shell.print(showEntity(await shell.client.post('/api/v1/entities', entityDocument, body)));
      }),
    );
  withExamples(create, ['syncline entities create contact --set last_name=Muster --set email=m@example.org']);
}

function writable(command: Command): Command {
  return withFields(command).option('--dry-run', 'say what would change');
}

function addList(group: Command, kit: CommandKit): void {
  const command = group
    .command('list', { isDefault: true })
    .description('entities, newest first')
    .option('--kind <kind>', 'only of this kind')
    .option('--text <text>', 'part of the title, name or login')
    .addOption(limitOption())
    .option('--cursor <cursor>', 'the nextCursor of the page before')
    .action(
      kit.handler<ListOptions>(async (shell, _args, { kind, text, limit, cursor }) => {
        const query = { kind, text, limit: numberOf(limit), cursor };
        const page = await shell.client.get('/api/v1/entities', entityPage, query);
        const rows = page.items.map((each) => [each.id, each.kind, each.title, each.version, each.updatedAt]);
        const columns = ['id', 'kind', 'title', 'version', 'updated'];
        shell.print({ json: page, tables: [{ columns, rows, empty: 'None.' }] });
        if (page.nextCursor !== null) shell.say(`More: --cursor ${page.nextCursor}`);
      }),
    );
  withExamples(command, ['syncline entities list --kind contact', 'syncline entities list --text acme']);
}

function read(shell: Shell, id: string): Promise<EntityDocument> {
  return shell.client.get(`/api/v1/entities/${encodeURIComponent(id)}`, entityDocument);
}

function plan(
  shell: Shell,
  action: string,
  target: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): void {
  const changes = Object.fromEntries(
    Object.entries(after)
      .filter(([name, to]) => JSON.stringify(before[name]) !== JSON.stringify(to))
      .map(([name, to]) => [name, { from: before[name] ?? null, to }]),
  );
  shell.print({
    json: { dryRun: true, action, target, changes },
    lines: [printable(`Would ${action}: ${target}. Nothing was changed.`)],
    tables: [
      {
        columns: ['field', 'from', 'to'],
        rows: Object.entries(changes).map(([name, { from, to }]) => [name, textOf(from), textOf(to)]),
        empty: 'No field changes.',
      },
    ],
  });
}

function showEntity(entity: EntityDocument): Rendering {
  const sides = entity.mappings.map((mapping): Cell[] => [
    `${mapping.connectionName}/${mapping.stream}`,
    mapping.externalId,
    mapping.state,
    Object.entries(mapping.held)
      .map(([field, { reason }]) => `${field}: ${reason}`)
      .join(', ') || null,
    mapping.url,
  ]);
  const losses = entity.mappings.flatMap((mapping) =>
    Object.entries(mapping.losses).flatMap(([field, lost]) =>
      lost.map(({ kind, count, where, excerpt }): Cell[] => [
        `${mapping.connectionName}/${mapping.stream}`,
        field,
        kind,
        count,
        where,
        excerpt,
      ]),
    ),
  );
  const history = entity.history.map((change): Cell[] => [
    change.version,
    change.at,
    change.actor ?? (change.connectionName === null ? null : `${change.connectionName}/${change.stream ?? ''}`),
    change.decision,
    Object.entries(change.changes)
      .map(([field, { from, to }]) => `${field}: ${textOf(from)} → ${textOf(to)}`)
      .join('; '),
  ]);
  return {
    json: entity,
    lines: [
      printable(`${entity.kind} ${entity.title ?? ''} (${entity.id}), version ${entity.version}`),
      ...moreRelationsLines(entity),
    ],
    tables: [
      {
        title: 'Fields',
        columns: ['field', 'value', 'from', 'since'],
        rows: Object.entries(entity.fields).map(([name, value]) => {
          const source = entity.provenance[name];
          const side = source?.connectionName ? `${source.connectionName}/${source.stream ?? ''}` : null;
          return [name, textOf(value), entity.origins[name]?.by ?? source?.actor ?? side, source?.at ?? null];
        }),
      },
      { title: 'Records', columns: ['side', 'id', 'state', 'held', 'url'], rows: sides, empty: 'None yet.' },
      ...interestTables(entity),
      ...(losses.length === 0
        ? []
        : [{ title: 'Lost on the way', columns: ['side', 'field', 'what', 'count', 'where', 'first'], rows: losses }]),
      { title: 'History', columns: ['version', 'at', 'by', 'decision', 'changes'], rows: history, empty: 'None yet.' },
    ],
  };
}

const VALUE_WIDTH = 60;

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return text.length > VALUE_WIDTH ? `${text.slice(0, VALUE_WIDTH - 1)}…` : text;
}

function usage(message: string): CliError {
  return new CliError({ code: 'usage', message, exit: exitCode.usage });
}
