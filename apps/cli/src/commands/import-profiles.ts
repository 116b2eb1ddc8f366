import { exitCode } from '@syncline/runtime';
import type { Command } from 'commander';
import type { z } from 'zod';
import { importDocument, importProfile, importProfilePage } from '../api/import-documents.ts';
import { CliError } from '../cli-error.ts';
import { showImport } from '../output/import-views.ts';
import { printable } from '../output/render.ts';
import type { Shell } from '../shell.ts';
import { argument, type CommandKit, withExamples } from './command-kit.ts';
import { confirm } from './confirm.ts';
import { limitOption, numberOf } from './list-options.ts';
import { printPlan } from './process-outcome.ts';

/** What files mean that were brought before: listed, saved, taken and forgotten. */
export function addImportProfiles(group: Command, kit: CommandKit): void {
  addReads(group, kit);
  addChanges(group, kit);
  addForget(group, kit);
}

function addReads(group: Command, kit: CommandKit): void {
  const list = group
    .command('profiles')
    .description('what files mean that were brought before')
    .addOption(limitOption())
    .option('--cursor <cursor>', 'the nextCursor of the page before')
    .action(
      kit.handler<{ readonly limit: string; readonly cursor?: string }>(async (shell, _args, options) => {
        const page = await shell.client.get('/api/v1/import-profiles', importProfilePage, {
          limit: numberOf(options.limit),
          cursor: options.cursor,
        });
        const columns = ['id', 'name', 'of', 'columns', 'saved by', 'at'];
        const rows = page.items.map((each) => [
          each.id,
          each.name,
          each.kinds.join(', '),
          each.columns.length,
          each.savedBy,
          each.savedAt,
        ]);
        shell.print({ json: page, tables: [{ columns, rows, empty: 'No profile was saved yet.' }] });
      }),
    );
  withExamples(list, ['syncline import profiles', 'syncline import profiles --json']);
  const show = group
    .command('profile')
    .description('one profile: which column is which field')
    .argument('<profile>', 'name or id')
    .action(
      kit.handler(async (shell, args) => {
        const { id } = await findProfile(shell, argument(args, 0));
        const profile = await shell.client.get(`/api/v1/import-profiles/${id}`, importProfile);
        const columns = ['field', 'column', 'read as'];
        shell.print({ json: profile, tables: [{ columns, rows: fieldsOf(profile.manifest) }] });
      }),
    );
  withExamples(show, ['syncline import profile people', 'syncline import profile people --json']);
}

function addChanges(group: Command, kit: CommandKit): void {
  const save = group
    .command('save-profile')
    .description('keep what a file means, for files of the same header')
    .argument('<id>', 'the import')
    .argument('<profile>', 'its name; one of that name is replaced')
    .option('--dry-run', 'say what would be kept')
    .action(
      kit.handler<{ readonly dryRun?: boolean }>(async (shell, args, { dryRun }) => {
        const [importId, name] = [argument(args, 0), argument(args, 1)];
        if (dryRun) return printPlan(shell, 'keep what the file means as a profile', name);
        const profile = await shell.client.post('/api/v1/import-profiles', importProfile, { importId, name });
        shell.print({ json: profile, lines: [printable(`Kept as ${profile.name}.`)], tables: [] });
      }),
    );
  withExamples(save, ['syncline import save-profile 0198c0de-… people']);
  const use = group
    .command('use')
    .description('take the meaning of a profile for a file; how the file is laid out stays its own')
    .argument('<id>', 'the import')
    .argument('<profile>', 'the name of the profile')
    .action(
      kit.handler(async (shell, args) => {
        const [id, profile] = [argument(args, 0), argument(args, 1)];
        shell.print(
          showImport(await shell.client.patch(`/api/v1/imports/${id}`, importDocument, { profile }, undefined)),
        );
      }),
    );
  withExamples(use, ['syncline import use 0198c0de-… people']);
}

interface ForgetOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

function addForget(group: Command, kit: CommandKit): void {
  const command = group
    .command('forget')
    .description('delete a profile; imports that were made by it keep what they mean')
    .argument('<profile>', 'name or id')
    .option('--dry-run', 'say what would be deleted')
    .option('--yes', 'do not ask')
    .action(
      kit.handler<ForgetOptions>(async (shell, args, { dryRun, yes, input }) => {
        const { id } = await findProfile(shell, argument(args, 0));
        const profile = await shell.client.get(`/api/v1/import-profiles/${id}`, importProfile);
        if (dryRun) return printPlan(shell, 'delete the profile', profile.name);
        if (!yes) await confirm(shell, `Delete the profile ${printable(profile.name)}? [y/N] `, input !== false);
        await shell.client.remove(`/api/v1/import-profiles/${id}`, {});
        shell.print({ json: profile, lines: [printable(`Deleted: ${profile.name}.`)], tables: [] });
      }),
    );
  withExamples(command, ['syncline import forget people', 'syncline import forget people --yes']);
}

/** By its name, or by its id. */
async function findProfile(shell: Shell, given: string): Promise<z.output<typeof importProfilePage>['items'][number]> {
  for (let cursor: string | undefined; ; ) {
    const page = await shell.client.get('/api/v1/import-profiles', importProfilePage, { limit: 200, cursor });
    const found = page.items.find(({ name }) => name === given) ?? page.items.find(({ id }) => String(id) === given);
    if (found) return found;
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  throw new CliError({
    code: 'not-found',
    message: `There is no import profile ${given}.`,
    hint: 'List them with "syncline import profiles".',
    exit: exitCode.notFound,
  });
}

function fieldsOf(manifest: Record<string, unknown>): string[][] {
  const { records = [] } = manifest as {
    records?: readonly { kind: string; fields: Record<string, { column: string; as: string }> }[];
  };
  return records.flatMap(({ kind, fields }) =>
    Object.entries(fields).map(([field, { column, as }]) => [`${kind}.${field}`, column, as]),
  );
}
