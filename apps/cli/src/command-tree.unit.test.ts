import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CliIo } from './cli-io.ts';
import { fileSchema, fileSchemaNames } from './configuration/file-schemas.ts';
import { commandsOf, createProgram } from './create-program.ts';
import { publishedSchemas, schemaFile } from './published-schemas.ts';
import { runCli } from './run-cli.ts';

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const io: CliIo = {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    environment: { SYNCLINE_URL: 'http://127.0.0.1:9' },
    signal: new AbortController().signal,
  };
  return { code: await runCli(args, io), out, err };
}

const nobody: CliIo = {
  stdout: { write: () => {} },
  stderr: { write: () => {} },
  environment: {},
  signal: new AbortController().signal,
};
const program = createProgram(nobody, () => {});
const paths = commandsOf(program).map((command) => {
  const names: string[] = [];
  for (let at: typeof command | null = command; at !== null && at !== program; at = at.parent) names.unshift(at.name());
  return {
    names,
    isLeaf: command.commands.length === 0,
    needs: command.registeredArguments.filter((each) => each.required).length,
  };
});
const leaves = paths.filter((path) => path.isLeaf);

const configFile = join(mkdtempSync(join(tmpdir(), 'syncline-cli-')), 'mirror.yaml');
writeFileSync(configFile, 'name: mirror\nsettings: {}\n');
const wholeFile = join(configFile, '..', 'syncline.config.yaml');
writeFileSync(wholeFile, 'workspaces: {}\n');
/** What is done on this machine alone. */
const local = [
  'up',
  'completion',
  'doctor',
  'configs presets',
  'configs init',
  'config validate',
  'config schema',
  'insights check',
];
/** What a command wants beside its arguments, or in place of them. */
const wanted: Readonly<Record<string, readonly string[]>> = {
  'process cancel': ['1', '--yes'],
  'keys revoke': ['1', '--yes'],
  'credentials delete': ['1', 'token', '--yes'],
  'credentials set': ['1', 'token'],
  'approvals approve': ['1', '--yes'],
  'approvals reject': ['--policy', 'x', '--yes'],
  'audit export': [join(configFile, '..', 'audit.ndjson')],
  'configs apply': [configFile],
  'config plan': [wholeFile],
  'config apply': [wholeFile],
  'conflicts resolve': ['1', '--policy', 'take_local'],
  'reconcile apply': ['1', '--policy', 'ignore', '--why', 'x'],
  'reconcile replay': ['1'],
  'reconcile undo': ['1'],
  'crm accounts': ['1', '--name', 'a'],
  'crm contacts': ['1', '--email', 'a@b.example'],
  'crm create-deal': ['1', '--set', 'a=b'],
  'crm update-deal': ['1', '2', '--set', 'a=b'],
  'crm quote': ['1', '--set', 'a=b'],
  'crm log': ['1', 'note', '--set', 'a=b'],
  'entities edit': ['1', '--set', 'a=b'],
  // Any file that is there.
  'import file': [import.meta.filename],
  'import correct': ['1', '2', '--cells', '{}'],
  'insights dismiss': ['1', '--why', 'x'],
  'import evidence': ['1', join(configFile, '..', 'evidence.csv')],
  'entities create': ['contact', '--set', 'a=b'],
};

describe('every command', () => {
  it.each(paths.map((path) => [path.names.join(' ') || '(none)', path.names] as const))(
    '"%s" has a help with an example',
    async (_title, names) => {
      const { code, out, err } = await run(...names, '--help');
      expect(code).toBe(0);
      expect(err).toBe('');
      expect(out).toContain('Usage: syncline');
      expect(out).toMatch(/Examples:\n {2}\$ .*syncline/);
      expect(out).toContain('--json');
      // eslint-disable-next-line no-control-regex
      expect(out).not.toMatch(/\u001b/);
    },
  );

  it.each(leaves.map((leaf) => [leaf.names.join(' '), leaf.names] as const))(
    '"%s" publishes a schema of its document',
    (_title, names) => {
      expect(Object.keys(publishedSchemas)).toContain(names.join('-'));
    },
  );

  it.each(
    leaves.filter((leaf) => !local.includes(leaf.names.join(' '))).map((leaf) => [leaf.names.join(' '), leaf] as const),
  )('"%s" prints one JSON document and exits with 69 when nothing answers', async (_title, { names, needs }) => {
    const { code, out } = await run(
      ...names,
      ...(wanted[names.join(' ')] ?? Array.from({ length: needs }, () => '1')),
      '--json',
    );
    expect(code).toBe(69);
    expect(publishedSchemas['error']!.parse(JSON.parse(out))).toMatchObject({ error: { code: 'unavailable' } });
    expect(out.trim().split('\n')).toHaveLength(1);
  });
});

it('has a current file for every published schema', () => {
  const folder = new URL('../schemas/', import.meta.url);
  expect(readdirSync(folder).sort()).toEqual(
    [...Object.keys(publishedSchemas), ...fileSchemaNames].map((name) => `${name}.json`).sort(),
  );
  for (const name of Object.keys(publishedSchemas))
    expect(JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))).toEqual(JSON.parse(schemaFile(name)));
  for (const name of fileSchemaNames)
    expect(JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))).toEqual(fileSchema(name));
});

describe('a line that can not be understood', () => {
  it.each([
    [['proces', 'list'], 'Did you mean process?'],
    [['process', 'lst'], 'Did you mean list?'],
    [['status', '--wach'], 'Did you mean --watch?'],
    [['process', 'show'], '--help'],
    [['status', '--output', 'xml'], '--help'],
    [['conflicts', 'resolve', '1'], '--help'],
    [['conflicts', 'resolve', '1', '--policy', 'coin'], '--help'],
    [['reconcile', 'apply', '1', '--policy', 'ignore'], '--help'],
    [['entities', 'edit', '1', '--set', 'nonsense'], 'error'],
    [['process'], '--help'],
    [[], 'status'],
  ])('%j is a usage error with a hint', async (args, hint) => {
    const { code, out, err } = await run(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('error: ');
    expect(err).toContain(hint);
  });

  it('is one JSON document in JSON mode', async () => {
    const { code, out, err } = await run('process', 'lst', '--output', 'json');
    expect(code).toBe(2);
    expect(err).toBe('');
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'usage', hint: 'Did you mean list?' } });
  });

  it('names every error code in the README', async () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    for (const code of [
      'usage',
      'unavailable',
      'not-running',
      'wrong-state',
      'stale',
      'invalid-settings',
      'literal-secret',
      'policy-forbids',
      'name-taken',
      'drift',
      'stale-plan',
      'invalid-configuration',
      'needs-approval',
      'configuration',
      'unauthorized',
      'role-too-low',
      'scope-missing',
      'file-exists',
      'not-written',
    ])
      expect(readme).toContain(code);
  });
});

it('refuses a bad variable with 78', async () => {
  const io: CliIo = { ...nobody, environment: { SYNCLINE_URL: 'not an address' } };
  expect(await runCli(['status'], io)).toBe(78);
});

it('tells in the doctor that nothing answers, and still looks at this machine', async () => {
  const { code, out } = await run('doctor', '--json');
  expect(code).toBe(69);
  const document = publishedSchemas['doctor']!.parse(JSON.parse(out)) as { checks: { name: string; result: string }[] };
  expect(document.checks).toMatchObject([
    { name: 'node', result: 'ok' },
    { name: 'api', result: 'fail' },
  ]);
});

it.each(['bash', 'zsh', 'fish'])('completes commands in %s', async (shell) => {
  const { code, out } = await run('completion', shell);
  expect(code).toBe(0);
  for (const word of ['syncline', 'reconcile', 'pause', 'backfill']) expect(out).toContain(word);
  expect(JSON.parse((await run('completion', shell, '--json')).out)).toEqual({ shell, script: out });
});
