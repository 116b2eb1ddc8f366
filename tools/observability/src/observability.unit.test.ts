import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { metricDefinitions } from '@syncline/observability';
import { describe, expect, it } from 'vitest';
import { observabilityFiles, root } from './files.ts';
import { rulePages } from './rules.ts';

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
const isRequired = process.env['SYNCLINE_REQUIRE_PROMTOOL'] === '1';

it.each([...observabilityFiles()])('%s is what the table of metrics makes', (path, text) => {
  const found = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '';
  expect(found === text, 'run: pnpm observability:generate').toBe(true);
});

it('dashboards show every metric of the table', () => {
  const shown = [...observabilityFiles()].filter(([path]) => path.startsWith('infra/grafana')).map(([, text]) => text);
  for (const { name } of metricDefinitions) expect(shown.join('\n'), name).toContain(name);
});

it.each(rulePages)('the alert %s has its runbook', (page) => {
  expect(existsSync(join(root, 'docs', 'runbooks', `${page}.md`))).toBe(true);
});

describe.skipIf(!hasPromtool && !isRequired)('promtool', () => {
  const promtool = (...args: string[]) =>
    spawnSync('promtool', args, { cwd: join(root, 'infra', 'prometheus'), encoding: 'utf8' });

  it('takes the rules', () => {
    const { status, stdout, stderr } = promtool('check', 'rules', 'rules.yml');
    expect(status, stdout + stderr).toBe(0);
  });

  it('sees each alert fire by its cause, and no other with it', () => {
    const { status, stdout, stderr } = promtool('test', 'rules', 'rules.test.yml');
    expect(status, stdout + stderr).toBe(0);
  });
});
