import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { exitCode, listPresets } from '@syncline/runtime';
import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import { printable } from '../output/render.ts';
import { findPreset } from '../preset-files.ts';
import { argument, type CommandKit, withExamples } from './command-kit.ts';

interface InitOptions {
  readonly force?: boolean;
  readonly dryRun?: boolean;
}

/** Both work without a running instance: they are about files on this machine. */
export function addPresets(group: Command, kit: CommandKit): void {
  const list = group
    .command('presets')
    .description('sync configs to start from')
    .action(
      kit.handler(async (shell) => {
        const items = listPresets();
        const rows = items.map(({ name, title }) => [name, title]);
        shell.print({ json: { items }, tables: [{ columns: ['preset', 'what it keeps in step'], rows }] });
      }),
    );
  withExamples(list, ['syncline configs presets', 'syncline configs presets --json | jq -r .items[].name']);
  const init = group
    .command('init')
    .description('a copy of a preset to edit and apply')
    .argument('<preset>', 'its name')
    .argument('[file]', 'where to; by default its name, in this folder')
    .option('--force', 'replace the file if there is one')
    .option('--dry-run', 'say what would be written')
    .action(
      kit.handler<InitOptions>(async (shell, args, { force = false, dryRun = false }) => {
        const preset = findPreset(argument(args, 0));
        const file = args[1] ?? `${preset.name}.yaml`;
        if (!dryRun) copy(preset.path, file, force);
        const line = dryRun ? `Would write ${file}. Nothing was changed.` : `Written: ${file}`;
        shell.print({ json: { dryRun, preset: preset.name, file }, lines: [printable(line)], tables: [] });
        if (!dryRun) shell.say(`Edit what is marked "<< change", then: syncline configs apply ${file} --dry-run`);
      }),
    );
  withExamples(init, ['syncline configs init github-jira', 'syncline configs init crm-mirror quotes.yaml']);
}

function copy(from: string, to: string, force: boolean): void {
  try {
    writeFileSync(to, withSchemaFrom(readFileSync(from, 'utf8'), from, to), { flag: force ? 'w' : 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      throw new CliError({
        code: 'file-exists',
        message: `${to} is there already.`,
        hint: 'Name another file, or replace it with --force.',
        exit: exitCode.conflict,
      });
    throw new CliError({
      code: 'not-written',
      message: `${to} can't be written: ${code ?? 'unknown error'}`,
      exit: exitCode.failure,
    });
  }
}

/** The copy names the same schema for editors, from where it is. */
function withSchemaFrom(text: string, from: string, to: string): string {
  return text.replace(/^(# yaml-language-server: \$schema=)(\S+)/, (_line, start: string, path: string) => {
    const target = relative(dirname(resolve(to)), resolve(dirname(from), path));
    return `${start}${target.startsWith('.') ? target : `./${target}`}`;
  });
}
