import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identityOf, Refusal } from './identity.ts';
import { writeConnector } from './write-connector.ts';

const workspace = join(import.meta.dirname, '..', '..', '..');
const listed = ['packages/connector-registry/package.json', 'packages/connector-registry/src', 'docs/README.md'];
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'write-connector-'));
  for (const path of listed) cpSync(join(workspace, path), join(root, path), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const everything = () =>
  Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name), 'utf8')]),
  );

describe('a name', () => {
  it.each(['', 'A', 'x', 'Trello', '9lives', 'my-tracker', '../core', 'a b', 'ümlaut', `x${'y'.repeat(30)}`])(
    '%j is refused, with the cause and what to take instead',
    (name) => expect(() => identityOf(name, {})).toThrow(/is no name of a connector: .+ Take 2 to 30 small letters/),
  );

  it.each(['class', 'items', 'connectors'])('%s is refused: the code around it means something else by it', (name) =>
    expect(() => identityOf(name, {})).toThrow(`such as ${name}app`),
  );

  it.each(["O'Reilly", 'a\nb', '', '${x}', '`', 'x'.repeat(41)])('with the title %j is refused', (title) =>
    expect(() => identityOf('vendor', { title })).toThrow(/is no title for docs\/connectors\/vendor.md/),
  );

  it('with another category than there are is refused', () => {
    expect(() => identityOf('vendor', { category: 'wiki' })).toThrow(/--category tracker or --category crm/);
  });
});

describe('writing', () => {
  it('leaves no word of the templates unfilled, for a CRM as for a tracker', () => {
    for (const [name, category, kind] of [
      ['attio', 'crm', 'account'],
      ['linear', 'tracker', 'work_item'],
    ] as const) {
      const { created } = writeConnector(root, identityOf(name, { category }));
      for (const path of created)
        expect(`${path}\n${readFileSync(join(root, path), 'utf8')}`).not.toMatch(/\{\{|__|tmpl/);
      expect(readFileSync(join(root, `packages/connectors/${name}/src/connector.ts`), 'utf8')).toContain(
        `category: '${category}'`,
      );
      expect(readFileSync(join(root, `packages/connectors/${name}/src/streams/items.ts`), 'utf8')).toContain(
        `kind: '${kind}'`,
      );
    }
  });

  it.each(['packages/connectors/linear', 'docs/connectors/linear.md'])('changes nothing where %s is there', (place) => {
    const path = join(root, place);
    mkdirSync(join(path, '..'), { recursive: true });
    if (place.endsWith('.md')) writeFileSync(path, 'mine');
    else mkdirSync(path);
    const before = everything();
    expect(() => writeConnector(root, identityOf('linear', {}))).toThrow(`${place} is there already`);
    expect(everything()).toEqual(before);
  });

  it('changes nothing where a list names it already, or reads otherwise than expected', () => {
    const index = join(root, 'docs/README.md');
    const text = readFileSync(index, 'utf8');
    for (const [changed, problem] of [
      [`${text}\n[Linear](connectors/linear.md)`, 'docs/README.md names a connector linear already'],
      [text.replace('Connectors: ', 'All: '), 'docs/README.md does not look as expected'],
    ] as const) {
      writeFileSync(index, changed);
      const before = everything();
      expect(() => writeConnector(root, identityOf('linear', {}))).toThrow(problem);
      expect(() => writeConnector(root, identityOf('linear', {}))).toThrow(Refusal);
      expect(everything()).toEqual(before);
    }
  });
});
