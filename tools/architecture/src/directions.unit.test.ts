import { describe, expect, it } from 'vitest';
import { findViolations } from './find-violations.ts';
import { type Room, readWorkspace } from './read-workspace.ts';

function room(folder: string, text: string, dependencies: string[], devDependencies: string[] = []): Room {
  const name = `@syncline/${folder.split('/').at(-1)}`;
  const isForTests = text.startsWith('// test');
  return { folder, name, dependencies, devDependencies, files: [{ path: `${folder}/src/a.ts`, text, isForTests }] };
}

describe('the directions test', () => {
  const core = room('packages/core', '', []);
  const store = room('packages/store', '', []);

  it.each<[string, Room]>([
    [
      'a layer that imports upwards',
      room('packages/core', "import { x } from '@syncline/store';", ['@syncline/store']),
    ],
    ['a multi-line import', room('packages/core', "import {\n  x,\n} from '@syncline/store';", ['@syncline/store'])],
    ['an undeclared package', room('packages/engine', "import type { X } from '@syncline/core';", [])],
    ['a devDependency in production code', room('packages/engine', "import pg from 'pg';", [], ['pg'])],
    ['a package away from its home', room('apps/operator', "export * from 'drizzle-orm';", ['drizzle-orm'])],
    ['process.env outside env.ts', room('packages/core', 'const a = process.env.HOME;', [])],
    ['a path out of the package', room('packages/core', "import '../../store/src/index.ts';", [])],
    ['fastify in the engine', room('packages/engine', "import { fastify } from 'fastify';", ['fastify'])],
    ['a room without a layer', room('packages/utils', '', [])],
  ])('finds %s', (_, violating) => {
    expect(findViolations([core, store, violating])).not.toEqual([]);
  });

  it('takes the types of a package that is nothing but types for the package', () => {
    const tree = room('packages/rich-text', "import type { Root } from 'mdast';", ['@types/mdast']);
    expect(findViolations([tree])).toEqual([]);
  });

  it('lets tests use devDependencies, and words in comments be words', () => {
    const tests = room('packages/engine', "// test\nimport pg from 'pg';", [], ['pg']);
    const comment = room('packages/queue', '// process.env is read elsewhere', []);
    expect(findViolations([tests, comment])).toEqual([]);
  });
});

describe('this workspace', () => {
  const rooms = readWorkspace();

  it('is really looked at', () => {
    expect(rooms.length).toBeGreaterThan(15);
    expect(rooms.flatMap((each) => each.files).length).toBeGreaterThan(100);
  });

  it('keeps to the directions of the design', () => {
    expect(findViolations(rooms)).toEqual([]);
  });
});
