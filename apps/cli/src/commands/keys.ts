import { exitCode } from '@syncline/runtime';
import { type Command, Option } from 'commander';
import type { z } from 'zod';
import { createdKeyDocument, keyDocument, keyList } from '../api/key-documents.ts';
import { CliError } from '../cli-error.ts';
import { printable } from '../output/render.ts';
import type { Shell } from '../shell.ts';
import { argument, type CommandKit, withExamples } from './command-kit.ts';
import { confirm } from './confirm.ts';
import { printPlan } from './process-outcome.ts';
import { addRotate } from './rotate-vault.ts';

interface CreateOptions {
  readonly role: string;
  readonly scope?: readonly string[];
  readonly expires?: string;
  readonly dryRun?: boolean;
}

interface RevokeOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

export function addKeys(program: Command, kit: CommandKit): void {
  const group = program.command('keys').description('API keys of the workspace, and the key of the vault');
  withExamples(group, ['syncline keys', 'syncline keys create ci --role operator']);
  const list = group
    .command('list', { isDefault: true })
    .description('all keys, also those that open nothing any more')
    .action(
      kit.handler(async (shell) => {
        const page = await shell.client.get('/api/v1/keys', keyList);
        const rows = page.items.map((each) => [
          each.id,
          each.name,
          each.role,
          each.scopes?.join(' ') ?? 'all',
          each.prefix,
          each.state,
          each.expiresAt,
          each.lastUsedAt,
        ]);
        const columns = ['id', 'name', 'role', 'scopes', 'begins with', 'state', 'expires', 'last used'];
        shell.print({ json: page, tables: [{ columns, rows, empty: 'No key yet.' }] });
      }),
    );
  withExamples(list, ['syncline keys', 'syncline keys list --output csv']);
  addCreate(group, kit);
  addRevoke(group, kit);
  addRotate(group, kit);
}

function addCreate(group: Command, kit: CommandKit): void {
  const command = group
    .command('create')
    .description('make a key; it is shown this once')
    .argument('<name>', 'who or what will use it')
    .addOption(
      new Option('--role <role>', 'what it may do')
        .choices(['viewer', 'operator', 'approver', 'admin'])
        .default('viewer'),
    )
    .option('--scope <scope...>', 'cut it down to these, such as processes:write or sync:*')
    .option('--expires <time>', 'ISO 8601, or days from now, such as 90d; it never lapses when absent')
    .option('--dry-run', 'say what would be made')
    .action(
      kit.handler<CreateOptions>(async (shell, args, { role, scope, expires, dryRun }) => {
        const name = argument(args, 0);
        const expiresAt = expires === undefined ? undefined : expiryOf(expires);
        if (dryRun) return printPlan(shell, `make a key of the role ${role}`, name);
        const key = await shell.client.post('/api/v1/keys', createdKeyDocument, {
          name,
          role,
          ...(scope === undefined ? {} : { scopes: scope }),
          ...(expiresAt === undefined ? {} : { expiresAt }),
        });
        shell.print({
          json: key,
          ...(shell.format === 'csv'
            ? { tables: [{ columns: ['name', 'key'], rows: [[key.name, key.key]] }] }
            : { lines: [key.key], tables: [] }),
        });
        if (shell.format !== 'json') shell.say(`Key ${key.name} (${key.role}). It is shown this once: keep it now.`);
      }),
    );
  withExamples(command, [
    'syncline keys create ci --role operator --expires 90d',
    'syncline keys create console --role approver > console.key',
    'syncline keys create exporter --scope entities:read sync:read',
  ]);
}

function addRevoke(group: Command, kit: CommandKit): void {
  const command = group
    .command('revoke')
    .description('take a key back; it and its sessions open nothing from then on')
    .argument('<key>', 'name, id, or what it begins with')
    .option('--dry-run', 'say what would be revoked')
    .option('--yes', 'do not ask')
    .action(
      kit.handler<RevokeOptions>(async (shell, args, { dryRun, yes, input }) => {
        const { id, name, prefix } = await findKey(shell, argument(args, 0));
        if (dryRun) return printPlan(shell, 'revoke the key', `${name} (${prefix})`);
        if (!yes) await confirm(shell, `Revoke the key ${printable(name)} (${prefix})? [y/N] `, input !== false);
        await shell.client.remove(`/api/v1/keys/${id}`, {});
        const key = await shell.client.get(`/api/v1/keys/${id}`, keyDocument);
        shell.print({ json: key, lines: [printable(`Revoked: ${key.name} (${key.prefix}).`)], tables: [] });
      }),
    );
  withExamples(command, ['syncline keys revoke ci', 'syncline keys revoke syn_1a2b3c4d --yes']);
}

/** By id, by what it begins with, or by name: the standing one goes before those that were revoked. */
async function findKey(shell: Shell, given: string): Promise<z.output<typeof keyDocument>> {
  const { items } = await shell.client.get('/api/v1/keys', keyList);
  const found = items.filter((each) => [String(each.id), each.prefix, each.name].includes(given));
  const key = found.find((each) => each.state !== 'revoked') ?? found[0];
  if (key) return key;
  throw new CliError({
    code: 'not-found',
    message: `There is no key ${given}.`,
    hint: '"syncline keys" lists them.',
    exit: exitCode.notFound,
  });
}

const DAY_MS = 24 * 3_600_000;

function expiryOf(text: string): string {
  const days = /^(\d{1,4})d$/.exec(text)?.[1];
  const at = days === undefined ? new Date(text) : new Date(Date.now() + Number(days) * DAY_MS);
  if (!Number.isNaN(at.getTime())) return at.toISOString();
  throw new CliError({
    code: 'usage',
    message: `--expires ${text} is not a time.`,
    hint: 'Days from now, such as 90d, or a time, such as 2030-01-01T00:00:00Z.',
    exit: exitCode.usage,
  });
}
