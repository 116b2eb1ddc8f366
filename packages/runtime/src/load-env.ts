import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { ConfigurationError } from './configuration-error.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The variables that a schema names, parsed. Empty counts as unset. `NAME_FILE` may hold the path of a file with the
 * value of `NAME`, as secret mounts do. All problems are reported in one ConfigurationError.
 */
export function loadEnv<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  env: Environment,
): z.output<z.ZodObject<Shape>> {
  const problems: string[] = [];
  const values: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const value = readVariable(name, env, problems);
    if (value !== undefined) values[name] = value;
  }
  const parsed = schema.safeParse(values);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const name = issue.path.join('.');
      const isMissing = name !== '' && values[name] === undefined;
      problems.push(isMissing ? `${name} is not set (${issue.message})` : `${name || 'Variables'}: ${issue.message}`);
    }
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
  if (!parsed.success) throw new ConfigurationError('The variables could not be read');
  return parsed.data;
}

function readVariable(name: string, env: Environment, problems: string[]): string | undefined {
  const direct = env[name] || undefined;
  const path = env[`${name}_FILE`] || undefined;
  if (path === undefined) return direct;
  if (direct !== undefined) {
    problems.push(`${name} and ${name}_FILE are both set: keep one of them`);
    return direct;
  }
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '') || undefined;
  } catch (error) {
    problems.push(`${name}_FILE: ${path} can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`);
    return undefined;
  }
}
