import { exitCode } from '@syncline/runtime';
import { type Command, Option } from 'commander';
import { itemDocument } from '../api/documents.ts';
import { type ActedDocument, groupOutcomeAnswer } from '../api/sync-documents.ts';
import { CliError } from '../cli-error.ts';
import type { Shell } from '../shell.ts';
import { argument, type CommandKit, jsonOption, withExamples } from './command-kit.ts';
import { confirm } from './confirm.ts';
import { findConnection } from './find-connection.ts';

interface Selection {
  readonly group?: string;
  readonly class?: string;
  readonly code?: string;
  readonly connection?: string;
  readonly stream?: string;
  readonly field?: string;
}

interface ActOptions extends Selection {
  readonly why: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly value?: string;
  readonly entity?: string;
  readonly input?: boolean;
}

const policies = ['take_local', 'take_remote', 'take_merged', 'edit', 'ignore', 'resolve', 'retry', 'link', 'refuse'];

export function addApply(group: Command, kit: CommandKit): void {
  const command = selectable(group.command('apply').description('decide one item, a group or what a filter names'))
    .addOption(
      new Option(
        '--policy <policy>',
        'take_local also approves what waits for an approval; ignore accepts a difference',
      )
        .choices(policies)
        .makeOptionMandatory(),
    )
    .option('--value <json>', 'for take_merged and edit: the value, as JSON')
    .option('--entity <id>', 'for link: the entity that the record is, or "new"; for refuse: the one that it is not')
    .requiredOption('--why <text>', 'for the audit')
    .action(
      kit.handler<ActOptions & { policy: string }>((shell, args, options) =>
        act(shell, args[0], options.policy, options),
      ),
    );
  withExamples(command, [
    'syncline reconcile apply 12 --policy take_remote --why "sales had the call"',
    'syncline reconcile apply --code unknown_value --field stage --policy ignore --why "old pipeline" --dry-run',
  ]);
}

export function addReplay(group: Command, kit: CommandKit): void {
  const command = selectable(
    group.command('replay').description('try again what was given up, in the order in which it was met'),
  )
    .option('--why <text>', 'for the audit', 'replayed')
    .action(kit.handler<ActOptions>((shell, args, options) => act(shell, args[0], 'retry', options)));
  withExamples(command, [
    'syncline reconcile replay 12',
    'syncline reconcile replay --class mapping --connection github --yes',
  ]);
}

export function addUndo(group: Command, kit: CommandKit): void {
  const command = group
    .command('undo')
    .description('take the last decision about an item back, as long as nobody has moved on')
    .argument('<id>', 'id of the item')
    .option('--why <text>', 'for the audit', 'taken back')
    .option('--dry-run', 'only show what would be taken back')
    .action(
      kit.handler<{ why: string; dryRun?: boolean }>(async (shell, args, { why, dryRun = false }) => {
        const path = `/api/v1/reconciliation/${encodeURIComponent(argument(args, 0))}` as const;
        const item = dryRun
          ? await shell.client.get(path, itemDocument)
          : await shell.client.post(`${path}/undo`, itemDocument, { why });
        const line = dryRun
          ? `Would take back what was decided about item ${item.id}: ${item.resolution ?? 'nothing was'}.`
          : `Item ${item.id} is ${item.state} again; values stand as before.`;
        shell.print({ json: item, lines: [line], tables: [] });
      }),
    );
  withExamples(command, ['syncline reconcile undo 12', 'syncline reconcile undo 12 --why "the wrong one"']);
}

function selectable(command: Command): Command {
  return command
    .argument('[id]', 'id of an item; without one, say which by options')
    .option('--group <fingerprint>', 'all of one cause')
    .option('--class <class>', 'all of this class of error')
    .option('--code <code>', 'all with this code')
    .option('--connection <connection>', 'all of this connection, by name or id')
    .option('--stream <stream>', 'all of this stream')
    .option('--field <field>', 'all about this field')
    .option('--dry-run', 'list which it would be')
    .option('--yes', 'do not ask');
}

async function act(shell: Shell, id: string | undefined, action: string, options: ActOptions): Promise<number> {
  const entityId = options.entity === 'new' ? null : options.entity;
  const request = {
    action,
    why: options.why,
    ...(options.value === undefined ? {} : { value: jsonOption('--value', options.value) }),
    ...(entityId === undefined ? {} : { entityId }),
  };
  const acted =
    id === undefined ? await actOnMany(shell, request, options) : await actOnOne(shell, id, request, options);
  const { matched, done, refused, dryRun, ids } = acted;
  const verb = action.replace('_', ' ');
  shell.print({
    json: acted,
    lines: [
      dryRun
        ? `Would ${verb} ${matched} ${matched === 1 ? 'item' : 'items'}: ${ids.join(', ')}${ids.length < matched ? ' …' : ''}. Nothing was changed.`
        : `${verb}: ${done} of ${matched} done.`,
    ],
    tables:
      refused.length === 0
        ? []
        : [{ title: 'Refused', columns: ['id', 'reason'], rows: refused.map((each) => [each.id, each.reason]) }],
  });
  return refused.length === 0 ? exitCode.ok : exitCode.findings;
}

interface ActRequest {
  readonly action: string;
  readonly why: string;
  readonly value?: unknown;
  readonly entityId?: string | null;
}

async function actOnOne(
  shell: Shell,
  given: string,
  request: ActRequest,
  { dryRun = false, ...options }: ActOptions,
): Promise<ActedDocument> {
  if (Object.values(filterOf(options, undefined)).some((value) => value !== undefined) || options.connection)
    throw usage('Give the id of an item or a filter, not both.');
  const path = `/api/v1/reconciliation/${encodeURIComponent(given)}` as const;
  const { id } = dryRun
    ? await shell.client.get(path, itemDocument)
    : await shell.client.post(`${path}/actions`, itemDocument, request);
  return { dryRun, action: request.action, matched: 1, ids: [id], done: dryRun ? 0 : 1, refused: [] };
}

/** In slices, each a call: a group may have thousands. */
async function actOnMany(shell: Shell, request: ActRequest, options: ActOptions): Promise<ActedDocument> {
  const connectionId =
    options.connection === undefined ? undefined : (await findConnection(shell, options.connection)).id;
  const filter = filterOf(options, connectionId);
  if (Object.values(filter).every((value) => value === undefined))
    throw usage('Say which items: an id, --group or another filter.');
  const call = (more: object) =>
    shell.client.post('/api/v1/reconciliation/actions', groupOutcomeAnswer, { ...request, filter, ...more });
  const { nextAfter: _, ...look } = await call({ dryRun: true, limit: 1_000 });
  if (options.dryRun || look.matched === 0) return { ...look, dryRun: options.dryRun === true, action: request.action };
  if (!options.yes)
    await confirm(
      shell,
      `${request.action.replace('_', ' ')} for ${look.matched} items? [y/N] `,
      options.input !== false,
    );
  let done = 0;
  const refused: ActedDocument['refused'] = [];
  let after: number | null = 0;
  while (after !== null) {
    const slice: { done: number; refused: ActedDocument['refused']; nextAfter: number | null } = await call({
      after,
      limit: 100,
    });
    done += slice.done;
    refused.push(...slice.refused);
    after = slice.nextAfter;
    if (after !== null) shell.say(`${done + refused.length} of ${look.matched} …`);
  }
  return { dryRun: false, action: request.action, matched: done + refused.length, ids: look.ids, done, refused };
}

function filterOf(options: Selection, connectionId: number | undefined) {
  const { group, code, stream, field } = options;
  return { fingerprint: group, class: options.class, code, connectionId, stream, field };
}

function usage(message: string): CliError {
  return new CliError({ code: 'usage', message, hint: 'Use --help to see what there is.', exit: exitCode.usage });
}
