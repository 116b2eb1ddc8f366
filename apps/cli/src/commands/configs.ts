import { exitCode } from '@syncline/runtime';
import type { Command } from 'commander';
import { type ConfigDocument, configDocument, configPage } from '../api/sync-documents.ts';
import { CliError } from '../cli-error.ts';
import { type ConfigFileValues, readConfigFile } from '../config-file.ts';
import { printable, type Rendering } from '../output/render.ts';
import type { Shell } from '../shell.ts';
import { argument, type CommandKit, withExamples } from './command-kit.ts';
import { confirm } from './confirm.ts';
import { addPresets } from './presets.ts';
import { printPlan } from './process-outcome.ts';

interface WriteOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly why?: string;
}

export function addConfigs(program: Command, kit: CommandKit): void {
  const group = program.command('configs').description('which streams are kept in step, and how');
  withExamples(group, ['syncline configs list', 'syncline configs apply mirror.yaml --dry-run']);
  const list = group
    .command('list', { isDefault: true })
    .description('all sync configs')
    .action(
      kit.handler(async (shell) => {
        const page = await shell.client.get('/api/v1/sync/configs', configPage, { limit: 200 });
        const rows = page.items.map((each) => [
          each.id,
          each.name,
          each.platform,
          each.enabled ? 'on' : 'off',
          each.two_way_create ? 'on' : 'off',
          `${each.sync_interval} s`,
          each.version,
          each.last_sync_at,
        ]);
        const columns = ['id', 'name', 'platform', 'enabled', 'two-way create', 'interval', 'version', 'last sync'];
        const empty = 'None yet. "syncline configs presets" lists some to start from.';
        shell.print({ json: page, tables: [{ columns, rows, empty }] });
      }),
    );
  withExamples(list, ['syncline configs list', 'syncline configs list --json | jq .items[].name']);
  const show = group
    .command('show')
    .description('one sync config with its members')
    .argument('<config>', 'name or id')
    .action(kit.handler(async (shell, args) => shell.print(showConfig(await findConfig(shell, argument(args, 0))))));
  withExamples(show, ['syncline configs show mirror', 'syncline configs show mirror --json | jq .settings']);
  addPresets(group, kit);
  addApply(group, kit);
  addDelete(group, kit);
}

function addApply(group: Command, kit: CommandKit): void {
  const command = group
    .command('apply')
    .description('put the sync config of a file into force; the one of its name is changed, or made')
    .argument('<file>', 'YAML or JSON: name, two_way_create, sync_interval …, settings')
    .option('--dry-run', 'check it and say what would change')
    .option('--why <text>', 'for the audit')
    .action(
      kit.handler<WriteOptions>(async (shell, args, { dryRun = false, why }) => {
        const file = readConfigFile(argument(args, 0));
        const located = (error: unknown): never => {
          throw error instanceof CliError ? file.locate(error) : error;
        };
        const found = await shell.client.get('/api/v1/sync/configs', configPage, { name: file.values.name });
        const standing = found.items[0];
        const body = { ...file.values, ...(why === undefined ? {} : { why }) };
        const rehearsal = { dry_run: dryRun || undefined };
        const config = standing
          ? await shell.client
              .patch(`/api/v1/sync/configs/${standing.id}`, configDocument, body, standing.version, rehearsal)
              .catch(located)
          : await shell.client.post('/api/v1/sync/configs', configDocument, body, rehearsal).catch(located);
        const changes = changesOf(standing, config, file.values);
        const action = !standing ? 'create' : changes.length === 0 ? 'none' : 'update';
        shell.print({
          json: { dryRun, action, changes, config },
          lines: [printable(sentence(action, config.name, changes, dryRun))],
          tables: [],
        });
      }),
    );
  withExamples(command, [
    'syncline configs apply mirror.yaml --dry-run',
    'syncline configs apply mirror.yaml --why "stage belongs to sales now"',
  ]);
}

function addDelete(group: Command, kit: CommandKit): void {
  const command = group
    .command('delete')
    .description('remove a sync config; what it linked stays linked, and is kept in step no longer')
    .argument('<config>', 'name or id')
    .option('--dry-run', 'say what would be removed')
    .option('--yes', 'do not ask')
    .option('--why <text>', 'for the audit')
    .action(
      kit.handler<WriteOptions>(async (shell, args, { dryRun, yes, why, input }) => {
        const config = await findConfig(shell, argument(args, 0));
        if (dryRun) return printPlan(shell, 'remove the sync config', config.name);
        if (!yes)
          await confirm(
            shell,
            `Remove ${config.name}? Its records are no longer kept in step. [y/N] `,
            input !== false,
          );
        await shell.client.remove(`/api/v1/sync/configs/${config.id}`, { why }, config.version);
        shell.print({ json: config, lines: [`Removed: ${printable(config.name)}.`], tables: [] });
      }),
    );
  withExamples(command, ['syncline configs delete mirror --dry-run', 'syncline configs delete mirror --yes']);
}

async function findConfig(shell: Shell, wanted: string): Promise<ConfigDocument> {
  const { items } = await shell.client.get('/api/v1/sync/configs', configPage, { limit: 200 });
  const found = items.find((each) => each.name === wanted) ?? items.find((each) => String(each.id) === wanted);
  if (found) return found;
  const names = items.map((each) => each.name).join(', ');
  throw new CliError({
    code: 'not-found',
    message: `There is no sync config ${wanted}.`,
    exit: exitCode.notFound,
    ...(names === '' ? {} : { hint: `There is: ${names}` }),
  });
}

function changesOf(standing: ConfigDocument | undefined, config: ConfigDocument, values: ConfigFileValues): string[] {
  const names = Object.keys(values) as (keyof ConfigFileValues)[];
  return names.filter((name) => sorted(standing?.[name]) !== sorted(config[name]));
}

/** The database gives keys back in an order of its own. */
function sorted(value: unknown): string {
  return (
    JSON.stringify(value, (_key, member: unknown) =>
      typeof member === 'object' && member !== null && !Array.isArray(member)
        ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
        : member,
    ) ?? ''
  );
}

function sentence(action: 'create' | 'update' | 'none', name: string, changes: readonly string[], dryRun: boolean) {
  if (action === 'none') return `${name} is in force as the file has it.`;
  const verb = { create: ['Would put into force', 'In force'], update: ['Would change', 'Changed'] }[action];
  const what = action === 'update' ? ` (${changes.join(', ')})` : '';
  return `${verb[dryRun ? 0 : 1]}: ${name}${what}.${dryRun ? ' Nothing was changed.' : ''}`;
}

/** As the API has checked it. */
interface Member {
  readonly connection: string;
  readonly stream: string;
  readonly direction?: string;
  readonly fields?: object;
}

function showConfig(config: ConfigDocument): Rendering {
  const kinds = Object.entries((config.settings['kinds'] ?? {}) as Record<string, { members?: Member[] }>);
  const rows = kinds.flatMap(([kind, { members = [] }]) =>
    members.map((member) => [
      kind,
      `${member.connection}/${member.stream}`,
      member.direction ?? 'both',
      Object.keys(member.fields ?? {}).join(', '),
    ]),
  );
  return {
    json: config,
    lines: [
      `${config.name} (${config.platform}): ${config.enabled ? 'on' : 'off'}, version ${config.version}, two-way create ${config.two_way_create ? 'on' : 'off'}`,
      `every ${config.sync_interval} s, ${config.batch_size} at a time, webhooks ${config.webhook_enabled ? 'on' : 'off'}, last sync ${config.last_sync_at ?? 'never'}`,
    ].map(printable),
    tables: [{ columns: ['kind', 'member', 'direction', 'fields'], rows, empty: 'No members.' }],
  };
}
