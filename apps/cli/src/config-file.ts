import { stepsOf } from '@syncline/engine/configuration/steps-of';
import { z } from 'zod';
import { CliError } from './cli-error.ts';
import { bad, parseText, readText } from './configuration/located-document.ts';

/** A sync config as a file has it; JSON is YAML as well. What stands under `settings` the API checks. */
const fileSchema = z.strictObject({
  name: z.string().min(1),
  platform: z.string().optional(),
  enabled: z.boolean().default(true),
  sync_interval: z.number().int().default(300),
  batch_fallback_enabled: z.boolean().default(true),
  batch_size: z.number().int().default(100),
  two_way_create: z.boolean().default(false),
  webhook_enabled: z.boolean().default(true),
  secret_reference: z.string().nullable().default(null),
  settings: z.record(z.string(), z.unknown()),
});

export type ConfigFileValues = z.output<typeof fileSchema>;

export interface ConfigFile {
  readonly values: ConfigFileValues;
  /** The error of the API, with the lines of this file. */
  locate(error: CliError): CliError;
}

type Problem = CliError['problems'][number];

/** Reads a config file. Throws CliError that names file, line and what to do. */
export function readConfigFile(path: string): ConfigFile {
  const document = parseText(path, readText(path));
  const problemsOf = (problems: readonly Problem[]): string =>
    problems
      .map(({ field, message }) => {
        const { line, column } = document.position(stepsOf(field, document.value));
        return `${path}:${line}:${column} ${field}: ${message}`;
      })
      .join('\n');
  const parsed = fileSchema.safeParse(document.value);
  if (!parsed.success) throw bad(problemsOf(parsed.error.issues.flatMap(problemsOfIssue)), 'Mend the file.');
  return {
    values: parsed.data,
    locate: (error) =>
      error.problems.length === 0
        ? error
        : new CliError({
            code: error.code,
            message: problemsOf(error.problems),
            exit: error.exit,
            hint: 'Nothing was changed. Mend the file; --dry-run checks it.',
          }),
  };
}

function problemsOfIssue(issue: z.core.$ZodIssue): Problem[] {
  if (issue.code !== 'unrecognized_keys')
    return [{ field: issue.path.join('.') || '(file)', message: issue.message.replace(/^Invalid input: /, '') }];
  const names = Object.keys(fileSchema.shape).join(', ');
  return issue.keys.map((key) => ({ field: key, message: `there is no such setting; there are ${names}` }));
}
