import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ConfigurationError } from './configuration-error.ts';
import { loadEnv } from './load-env.ts';

const schema = z.object({
  PORT: z.coerce.number().int().default(8080),
  DATABASE_URL: z.string().startsWith('postgres'),
  GITHUB_TOKEN: z.string().optional(),
});

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    loadEnv(schema, env);
    return [];
  } catch (error) {
    return (error as ConfigurationError).problems;
  }
}

describe('the environment', () => {
  it('is parsed, with defaults, and empty is unset', () => {
    expect(loadEnv(schema, { DATABASE_URL: 'postgres://x', PORT: '', OTHER: 'y' })).toEqual({
      PORT: 8080,
      DATABASE_URL: 'postgres://x',
    });
  });

  it('reports every problem at once, without the values', () => {
    const problems = problemsOf({ PORT: 's3cret', GITHUB_TOKEN_FILE: '/nowhere' });
    expect(problems).toHaveLength(3);
    expect(problems.join()).toMatch(/PORT/);
    expect(problems.join()).toMatch(/DATABASE_URL is not set/);
    expect(problems.join()).toMatch(/GITHUB_TOKEN_FILE: \/nowhere can't be read \(ENOENT\)/);
    expect(problems.join()).not.toContain('s3cret');
  });

  it('reads secrets from files, and refuses two sources for one', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'env-')), 'token');
    writeFileSync(file, 'abc\n');
    const env = { DATABASE_URL: 'postgres://x', GITHUB_TOKEN_FILE: file };
    expect(loadEnv(schema, env).GITHUB_TOKEN).toBe('abc');
    expect(problemsOf({ ...env, GITHUB_TOKEN: 'x' })).toEqual([expect.stringContaining('both set')]);
  });
});
