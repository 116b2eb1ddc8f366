import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type PackProblem, parsePack } from '@syncline/insights';
import { exitCode } from '@syncline/runtime';
import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import { printable } from '../output/render.ts';
import { argument, type CommandKit, withExamples } from './command-kit.ts';

/** `insights check`: what is wrong with a pack, before Syncline is started with it. */
export function addCheck(group: Command, kit: CommandKit): void {
  const command = group
    .command('check')
    .description('say what is wrong with a file of rules, line by line; asks nobody')
    .argument('<file>', 'a YAML file with rules')
    .action(
      kit.handler(async (shell, args) => {
        const file = argument(args, 0);
        const { rules, problems } = parsePack(basename(file), await textOf(file));
        const ok = problems.length === 0;
        const names = rules.map(({ id }) => id);
        shell.print({
          json: { ok, rules: names, problems },
          lines: ok ? [printable(`${file} is right: ${names.join(', ')}.`)] : problems.map(problemLine),
          tables: [],
        });
        return ok ? exitCode.ok : exitCode.configuration;
      }),
    );
  withExamples(command, ['syncline insights check rules/ours.yaml', 'syncline insights check rules/ours.yaml --json']);
}

/** A problem of a pack in a line. */
export function problemLine({ file, line, rule, message, fix }: PackProblem): string {
  return printable(`${file}:${line}${rule === null ? '' : ` ${rule}`}: ${message}. ${fix}`);
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const message = `${file} can't be read: ${code ?? String(error)}.`;
    throw new CliError({ code: 'file', message, hint: 'Name a YAML file with rules.', exit: exitCode.usage });
  }
}
