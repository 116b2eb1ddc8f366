import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyWorkspace, linkConnector } from './testing/copy-workspace.ts';

const NAME = 'linear';
const places = [`packages/connectors/${NAME}`, 'packages/connector-registry'];
/** On a busy machine. */
const SLOW_MS = 300_000;

/** Of the minimum of a tracker, what a page of records that is only read has not. */
const lacking =
  'archive assign close conditional_update create_once due_date fan_out hear_deletes labels links milestones people read_comments redelivery register_webhooks remove remove_comments update webhooks write_comments';

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

describe('a skeleton that was just written', () => {
  let copy: string;

  beforeAll(() => {
    copy = copyWorkspace();
    const written = run('tools/new-connector/src/main.ts', NAME, '--title', 'Linear App', '--no-install');
    expect(written.output).toContain(`wrote    packages/connectors/${NAME}/src/connector.ts`);
    expect(written.status).toBe(0);
    linkConnector(copy, NAME);
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  function runCommand(command: string, args: readonly string[]) {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: copy, encoding: 'utf8' });
    return { status, output: stdout + stderr };
  }

  const run = (script: string, ...args: string[]) => runCommand(process.execPath, [script, ...args]);

  function vitest(project: string, path: string): readonly Report['testResults'][number]['assertionResults'][number][] {
    const file = join(copy, `${project}.json`);
    const { output } = run(
      'node_modules/vitest/vitest.mjs',
      ...['run', '--project', project, path, '--reporter=json', `--outputFile=${file}`],
    );
    if (!existsSync(file)) throw new Error(output);
    return (JSON.parse(readFileSync(file, 'utf8')) as Report).testResults.flatMap((result) => result.assertionResults);
  }

  // What `pnpm check` runs, over what was written and what got a line.
  it.each([
    ['types', 'tsc', ['--noEmit', '--project', 'skeleton.tsconfig.json']],
    ['lint', 'oxlint', ['--type-aware', '--deny-warnings', ...places]],
    ['format', 'biome', ['check', ...places]],
    ['directions', 'vitest', ['run', '--project', 'unit', 'tools/architecture']],
    ['the search for dead code', 'knip', ['--no-config-hints']],
  ])(
    'passes %s',
    (_, command, args) => {
      const include = places.flatMap((place) => [`${place}/src`, `${place}/sandbox`]);
      writeFileSync(join(copy, 'skeleton.tsconfig.json'), JSON.stringify({ extends: './tsconfig.json', include }));
      const { status, output } = runCommand(join(copy, 'node_modules/.bin', command), args);
      rmSync(join(copy, 'skeleton.tsconfig.json'));
      expect(status, output).toBe(0);
    },
    SLOW_MS,
  );

  it(
    'fails the conformance suite only where its author must write, and is told where and what',
    () => {
      const results = vitest('contract', `packages/connectors/${NAME}/`);
      const failed = results.filter(({ status }) => status !== 'passed');
      expect(failed.map(({ title }) => title).sort()).toEqual(
        [
          ...lacking.split(' ').map((name) => `${name} is there, or what is lost without it is said`),
          'has nothing left to write, in its code and on its page',
        ].sort(),
      );
      expect(results.length - failed.length).toBeGreaterThan(20);
      for (const { title, failureMessages } of failed) {
        expect(failureMessages.join('\n'), title).toMatch(new RegExp(`packages/connectors/${NAME}/src/\\w+\\.ts`));
        expect(failureMessages.join('\n'), title).toContain(`docs/connectors/${NAME}.md`);
      }
      const left = failed.find(({ title }) => title.startsWith('has nothing left'))?.failureMessages.join('\n');
      for (const file of ['sandbox/linear-sandbox.ts', 'src/client.ts', 'src/settings.ts', 'src/streams/items.ts'])
        expect(left).toContain(`packages/connectors/${NAME}/${file}:`);
    },
    SLOW_MS,
  );

  it(
    'stands in the registry and in the index of the docs, under its title',
    () => {
      const results = vitest('unit', 'packages/connector-registry/');
      expect(results.filter(({ status }) => status !== 'passed')).toEqual([]);
      expect(results.map(({ title }) => title)).toContain('has a page in the docs, with what every page says');
      expect(readFileSync(join(copy, 'docs/README.md'), 'utf8')).toContain('[Linear App](connectors/linear.md)');
    },
    SLOW_MS,
  );

  it('is not written a second time', () => {
    const page = join(copy, `docs/connectors/${NAME}.md`);
    const before = readFileSync(page, 'utf8');
    const { status, output } = run('tools/new-connector/src/main.ts', NAME, '--no-install');
    expect({ status, output }).toEqual({
      status: 2,
      output: `packages/connectors/${NAME} is there already, and nothing is overwritten: take another name, or move it away.\n`,
    });
    expect(readFileSync(page, 'utf8')).toBe(before);
  });
});
