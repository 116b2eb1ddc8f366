import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { listPresets } from '@syncline/runtime';
import { describe, expect, it } from 'vitest';
import { readConfigFile } from './config-file.ts';
import { runCli } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'syncline-presets-'));

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await runCli(args, {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    environment: {},
    signal: new AbortController().signal,
  });
  return { code, out, err };
}

describe('presets', () => {
  it('have each an integration test that puts them into force', () => {
    const folderOfTests = new URL('presets/', import.meta.url);
    const tests = readdirSync(folderOfTests).map((name) => readFileSync(new URL(name, folderOfTests), 'utf8'));
    for (const { name } of listPresets()) expect(tests.some((text) => text.includes(`('${name}'`))).toBe(true);
  });

  it('are listed with what they keep in step', async () => {
    const { code, out } = await run('configs', 'presets');
    expect(code).toBe(0);
    for (const { name, title } of listPresets()) {
      expect(title).not.toBe('');
      expect(out).toContain(name);
      expect(out).toContain(title);
    }
  });

  it.each(listPresets().map(({ name, path }) => [name, path] as const))(
    '%s is written as it is, comments included, and reads as a sync config of its name',
    async (name, path) => {
      const file = join(folder, `${name}.yaml`);
      expect(await run('configs', 'init', name, file)).toMatchObject({ code: 0, out: `Written: ${file}\n` });
      const [line = '', ...lines] = readFileSync(file, 'utf8').split('\n');
      expect(lines).toEqual(readFileSync(path, 'utf8').split('\n').slice(1));
      const schema = /^# yaml-language-server: \$schema=(.+)$/.exec(line)?.[1] ?? '';
      expect(JSON.parse(readFileSync(resolve(folder, schema), 'utf8'))).toMatchObject({ type: 'object' });
      expect(readConfigFile(file).values.name).toBe(name);
    },
  );

  it('do not replace a file unless that is asked for', async () => {
    const file = join(folder, 'mine.yaml');
    writeFileSync(file, 'mine');
    const { name } = listPresets()[0]!;
    expect(await run('configs', 'init', name, file, '--json')).toMatchObject({
      code: 4,
      out: expect.stringContaining('"code":"file-exists"') as string,
    });
    expect((await run('configs', 'init', name, file, '--force', '--dry-run')).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect((await run('configs', 'init', name, file, '--force')).code).toBe(0);
    expect(readFileSync(file, 'utf8')).not.toBe('mine');
  });

  it('that do not exist are refused with those that do, and so is a place that takes no file', async () => {
    const { code, err } = await run('configs', 'init', 'github-trello');
    expect(code).toBe(3);
    for (const { name } of listPresets()) expect(err).toContain(name);
    const { name } = listPresets()[0]!;
    const nowhere = await run('configs', 'init', name, join(folder, 'none', 'x.yaml'));
    expect(nowhere).toMatchObject({ code: 1, err: expect.stringContaining("can't be written: ENOENT") as string });
  });
});
