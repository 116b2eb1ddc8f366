import { readFileSync } from 'node:fs';
import { exitCode } from '@syncline/runtime';
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { CliError } from './cli-error.ts';

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
  const text = readText(path);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problemsOf = (problems: readonly Problem[]): string =>
    problems.map(({ field, message }) => `${path}:${placeOf(document, lines, field)} ${field}: ${message}`).join('\n');
  const broken = document.errors[0];
  if (broken) {
    const { line, col } = lines.linePos(broken.pos[0]);
    throw bad(`${path}:${line}:${col} ${broken.message}`, 'It is neither YAML nor JSON.');
  }
  const parsed = fileSchema.safeParse(document.toJS({ maxAliasCount: 100 }));
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

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CliError({
      code: 'not-found',
      message: `${path} can't be read: ${code ?? 'unknown error'}`,
      exit: exitCode.notFound,
    });
  }
}

/** Line and column of the deepest part of a path that is there. Names may hold dots themselves. */
function placeOf(document: Document, lines: LineCounter, field: string): string {
  let node: unknown = document.contents;
  let offset = (document.contents as Node | null)?.range?.[0] ?? 0;
  let rest = field.split('.');
  while (rest.length > 0) {
    const found = stepInto(node, rest);
    if (!found) break;
    ({ node, rest } = found);
    offset = found.offset ?? offset;
  }
  const { line, col } = lines.linePos(offset);
  return `${line}:${col}`;
}

function stepInto(
  node: unknown,
  path: readonly string[],
): { node: unknown; rest: string[]; offset: number | undefined } | null {
  if (isSeq(node)) {
    const item = node.items[Number(path[0])] as Node | undefined;
    return item ? { node: item, rest: path.slice(1), offset: item.range?.[0] } : null;
  }
  if (!isMap(node)) return null;
  for (let length = path.length; length > 0; length--) {
    const name = path.slice(0, length).join('.');
    const pair = node.items.find((each) => isScalar(each.key) && String(each.key.value) === name);
    if (pair) return { node: pair.value, rest: path.slice(length), offset: (pair.key as Node).range?.[0] };
  }
  return null;
}

function bad(message: string, hint: string): CliError {
  return new CliError({ code: 'configuration', message, hint, exit: exitCode.configuration });
}
