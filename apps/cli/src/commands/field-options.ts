import { exitCode } from '@syncline/runtime';
import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import { jsonOption } from './command-kit.ts';

/** Options of commands that write fields. */
export interface FieldOptions {
  readonly set?: readonly string[];
  readonly fields?: string;
  readonly why?: string;
}

export function withFields(command: Command): Command {
  return command
    .option(
      '--set <name=text>',
      'a field and its text; may be given several times',
      (each, all: string[] | undefined) => [...(all ?? []), each],
    )
    .option('--fields <json>', 'fields as a JSON object, for numbers, lists and null')
    .option('--why <text>', 'for the audit');
}

export function fieldsOf({ set = [], fields }: FieldOptions): Record<string, unknown> {
  const given = fields === undefined ? {} : jsonOption('--fields', fields);
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw usage('--fields must be a JSON object, such as {"amount": 5}.');
  const texts = set.map((each) => {
    const at = each.indexOf('=');
    if (at < 1) throw usage(`--set wants name=text, not "${each}".`);
    return [each.slice(0, at), each.slice(at + 1)] as const;
  });
  const all = { ...given, ...Object.fromEntries(texts) };
  if (Object.keys(all).length === 0) throw usage('Say what to write: --set name=text or --fields.');
  return all;
}

function usage(message: string): CliError {
  return new CliError({ code: 'usage', message, exit: exitCode.usage });
}
