import { type Command, Option } from 'commander';
import { groupPage, itemDocument, itemPage } from '../api/documents.ts';
import { paintWord } from '../output/palette.ts';
import { argument, type CommandKit, withExamples } from './command-kit.ts';
import { findConnection } from './find-connection.ts';
import { limitOption, numberOf } from './list-options.ts';
import { addApply, addReplay, addUndo } from './reconcile-actions.ts';

interface ListOptions {
  readonly groups?: boolean;
  readonly state?: string;
  readonly class?: string;
  readonly code?: string;
  readonly field?: string;
  readonly connection?: string;
  readonly stream?: string;
  readonly fingerprint?: string;
  readonly limit: string;
  readonly cursor?: string;
}

const MESSAGE_WIDTH = 80;

export function addReconcile(program: Command, kit: CommandKit): void {
  const group = program.command('reconcile').description('what the engine could not finish alone');
  withExamples(group, [
    'syncline reconcile list --groups',
    'syncline reconcile show 12',
    'syncline reconcile replay --class mapping',
  ]);
  addList(group, kit);
  addShow(group, kit);
  addApply(group, kit);
  addReplay(group, kit);
  addUndo(group, kit);
}

function addList(group: Command, kit: CommandKit): void {
  const command = group
    .command('list')
    .description('open items, newest first')
    .option('--groups', 'one line a cause')
    .addOption(
      new Option('--state <state>', 'items in this state').choices(['open', 'retrying', 'resolved', 'ignored', 'any']),
    )
    .option('--class <class>', 'only this class of error')
    .option('--code <code>', 'only this code')
    .option('--field <field>', 'only about this field')
    .option('--connection <connection>', 'only of this connection, by name or id')
    .option('--stream <stream>', 'only this stream')
    .option('--fingerprint <fingerprint>', 'only this cause')
    .addOption(limitOption())
    .option('--cursor <cursor>', 'the nextCursor of the page before')
    .action(
      kit.handler<ListOptions>(async (shell, _args, options) => {
        const limit = numberOf(options.limit);
        const { cursor } = options;
        const next = options.groups ? await listGroups() : await listItems();
        if (next !== null) shell.say(`More: --cursor ${next}`);

        async function listGroups(): Promise<string | null> {
          const page = await shell.client.get('/api/v1/reconciliation/groups', groupPage, { limit, cursor });
          const rows = page.items.map((each) => [
            each.items,
            each.connectionName,
            each.stream,
            each.class,
            each.code,
            cut(each.message),
            each.lastAttemptAt,
            each.fingerprint,
          ]);
          shell.print({
            json: page,
            tables: [
              {
                columns: [
                  'items',
                  'connection',
                  'stream',
                  'class',
                  'code',
                  'newest message',
                  'last attempt',
                  'fingerprint',
                ],
                rows,
                empty: 'Nothing waits.',
              },
            ],
          });
          return page.nextCursor;
        }

        async function listItems(): Promise<string | null> {
          const { state, stream, fingerprint, code, field, connection } = options;
          const connectionId = connection === undefined ? undefined : (await findConnection(shell, connection)).id;
          const page = await shell.client.get('/api/v1/reconciliation', itemPage, {
            limit,
            cursor,
            state,
            stream,
            fingerprint,
            code,
            field,
            connectionId,
            class: options.class,
          });
          const rows = page.items.map((each) => [
            each.id,
            each.state,
            each.connectionName,
            each.stream,
            each.locator ?? each.externalId ?? each.scope,
            each.class,
            each.code,
            each.attempts,
            cut(each.message),
            each.firstSeenAt,
          ]);
          shell.print({
            json: page,
            tables: [
              {
                columns: [
                  'id',
                  'state',
                  'connection',
                  'stream',
                  'record',
                  'class',
                  'code',
                  'attempts',
                  'message',
                  'first seen',
                ],
                rows,
                empty: 'Nothing waits.',
              },
            ],
            paint: (text, column) => (column === 'state' ? paintWord(shell.palette, text) : text),
          });
          return page.nextCursor;
        }

        function cut(message: string): string {
          return shell.format === 'table' && message.length > MESSAGE_WIDTH
            ? `${message.slice(0, MESSAGE_WIDTH - 1)}…`
            : message;
        }
      }),
    );
  withExamples(command, [
    'syncline reconcile list',
    'syncline reconcile list --groups',
    'syncline reconcile list --class mapping --output csv',
  ]);
}

function addShow(group: Command, kit: CommandKit): void {
  const command = group
    .command('show')
    .description('one item with all that is known about it')
    .argument('<id>', 'id of the item')
    .action(
      kit.handler(async (shell, args) => {
        const item = await shell.client.get(
          `/api/v1/reconciliation/${encodeURIComponent(argument(args, 0))}`,
          itemDocument,
        );
        const rows = Object.entries(item)
          .filter(([, value]) => value !== null)
          .map(
            ([name, value]) =>
              [name, typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value)] as const,
          );
        shell.print({ json: item, tables: [{ columns: ['field', 'value'], rows }] });
      }),
    );
  withExamples(command, ['syncline reconcile show 12', 'syncline reconcile show 12 --json']);
}
