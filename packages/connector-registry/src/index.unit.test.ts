import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connectors, findConnector } from './index.ts';
import { sandboxes } from './sandboxes.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folders = namesIn('packages/connectors');

it('registers a connector for every folder under packages/connectors, under its name', () => {
  expect([...connectors.keys()].sort()).toEqual(folders);
});

it('finds a connector by its id', () => {
  expect(findConnector('github')?.title).toBe('GitHub');
  expect(findConnector('nothing')).toBeUndefined();
});

describe.each(folders)('the connector %s', (name) => {
  it('has a simulated vendor', () => {
    expect([...sandboxes.keys()], 'packages/connector-registry/src/sandboxes.ts').toContain(name);
  });

  it('is held to the conformance suite', () => {
    const tests = globSync(`packages/connectors/${name}/src/**/*.contract.test.ts`, { cwd: root });
    // A gateway is held to it once for each vendor behind it.
    const held = tests.filter((path) => readFileSync(root + path, 'utf8').includes('describeConnectorConformance'));
    expect(held).toContain(`packages/connectors/${name}/src/${name}.contract.test.ts`);
    expect(held.filter((path) => !path.startsWith(`packages/connectors/${name}/src/${name}`))).toEqual([]);
  });

  it('introduces itself, and says what each of its settings is', () => {
    const connector = connectors.get(name);
    expect(connector?.introduction?.line).toMatch(/^.{20,110}$/);
    const { properties = {} } = z.toJSONSchema(connector!.settings, { io: 'input', unrepresentable: 'any' });
    const silent = Object.entries(properties).filter(([, each]) => !(each as { description?: string }).description);
    expect(silent.map(([setting]) => setting)).toEqual([]);
  });

  it('has a page in the docs, with what every page says', () => {
    const page = `docs/connectors/${name}.md`;
    expect(existsSync(root + page), `${page} is missing`).toBe(true);
    const headings = readFileSync(root + page, 'utf8').match(/^##? .+$/gm) ?? [];
    expect(headings[0]).toBe(`# ${connectors.get(name)?.title}`);
    expect(headings).toContain('## Setting it up');
    expect(headings.join('\n')).toMatch(/^## What .+ can't do, and what you lose by it$/m);
  });

  it('is in the index of the docs', () => {
    const link = `[${connectors.get(name)?.title}](connectors/${name}.md)`;
    expect(readFileSync(`${root}docs/README.md`, 'utf8').includes(link), `docs/README.md has no ${link}`).toBe(true);
  });
});

it('has no page in the docs of a connector that is not there', () => {
  expect(namesIn('docs/connectors')).toEqual(folders.map((name) => `${name}.md`));
});

function namesIn(folder: string): string[] {
  return readdirSync(root + folder).sort();
}
