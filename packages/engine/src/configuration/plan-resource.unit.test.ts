import type { Json } from '@syncline/core';
import { describe, expect, it } from 'vitest';
import { documentOf, leavesOf, plant, type Tree, withValue } from './document-tree.ts';
import { type Origin, planResource } from './plan-resource.ts';

const api: Origin = { source: 'api', by: 'Zoë', at: '2027-01-01T00:00:00.000Z' };
const leaves = (tree: Tree | null) => (tree === null ? null : leavesOf(tree));

function plan(parts: {
  file: Tree | null;
  applied: Tree | null;
  live: Tree | null;
  kept?: Record<string, Json>;
  origins?: Record<string, Origin>;
}) {
  const { action, changes } = planResource({
    file: leaves(parts.file),
    applied: leaves(parts.applied),
    live: parts.live,
    kept: new Map(Object.entries(parts.kept ?? {})),
    origins: new Map(Object.entries({ '': { source: 'default' } as Origin, ...parts.origins })),
  });
  return [action, ...changes.map(({ kind, path }) => `${kind} ${path}`)];
}

describe('what a file says, against what stands', () => {
  it.each<[string, Parameters<typeof plan>[0], string[]]>([
    ['is made where there is nothing', { file: { a: 1 }, applied: null, live: null }, ['create', 'set /a']],
    ['changes nothing where it stands', { file: { a: 1 }, applied: { a: 1 }, live: { a: 1, d: 0 } }, ['none']],
    ['is set when the file has changed', { file: { a: 2 }, applied: { a: 1 }, live: { a: 1 } }, ['update', 'set /a']],
    ['goes when the file says it no longer', { file: {}, applied: { a: 1 }, live: { a: 1 } }, ['update', 'unset /a']],
    [
      'stays as the API has it when the file says it no longer',
      { file: { b: 1 }, applied: { a: 1, b: 1 }, live: { a: 2, b: 1 }, origins: { '/a': api } },
      ['none'],
    ],
    [
      'is drift when the API has changed it',
      { file: { a: 1 }, applied: { a: 1 }, live: { a: 2 }, origins: { '/a': api } },
      ['update', 'drift /a'],
    ],
    [
      'is drift when both have changed it',
      { file: { a: 3 }, applied: { a: 1 }, live: { a: 2 }, origins: { '/a': api } },
      ['update', 'drift /a'],
    ],
    [
      'is no drift when both have made the same of it',
      { file: { a: 2 }, applied: { a: 1 }, live: { a: 2 }, origins: { '/a': api } },
      ['none'],
    ],
    [
      'is drift when the API has taken it away',
      { file: { a: 1, b: 1 }, applied: { a: 1, b: 1 }, live: { b: 1 }, origins: { '/a': api } },
      ['update', 'drift /a'],
    ],
    [
      'is kept as the API has it once a person has said so',
      { file: { a: 1 }, applied: { a: 1 }, live: { a: 2 }, kept: { '/a': 2 }, origins: { '/a': api } },
      ['none', 'kept /a'],
    ],
    [
      'is drift again when the API goes on changing it',
      { file: { a: 1 }, applied: { a: 1 }, live: { a: 3 }, kept: { '/a': 2 }, origins: { '/a': api } },
      ['update', 'drift /a'],
    ],
    [
      'takes the place of a default',
      { file: { a: 1, b: 2 }, applied: { a: 1 }, live: { a: 1, b: 0 } },
      ['update', 'set /b'],
    ],
    [
      'does not take the place of a value of the API',
      { file: { a: 1, b: 2 }, applied: { a: 1 }, live: { a: 1, b: 0 }, origins: { '/b': api } },
      ['update', 'drift /b'],
    ],
    ['is adopted where the API made the same', { file: { a: 1 }, applied: null, live: { a: 1 } }, ['adopt']],
    [
      'does not overwrite what the API made',
      { file: { a: 1 }, applied: null, live: { a: 2 }, origins: { '': api } },
      ['update', 'drift /a'],
    ],
    ['is removed with its line', { file: null, applied: { a: 1 }, live: { a: 1 } }, ['delete']],
    [
      'is not removed silently when the API has changed it',
      { file: null, applied: { a: 1 }, live: { a: 2 }, origins: { '/a': api } },
      ['delete', 'drift /a'],
    ],
    [
      'is not made again silently when the API has removed it',
      { file: { a: 1 }, applied: { a: 1 }, live: null, origins: { '': api } },
      ['create', 'drift '],
    ],
    [
      'leaves alone, and shows, what the API has added',
      { file: { p: { x: 1 } }, applied: { p: { x: 1 } }, live: { p: { x: 1, y: 2 } }, origins: { '/p/y': api } },
      ['none', 'added /p/y'],
    ],
  ])('%s', (_what, given, wanted) => {
    expect(plan(given)).toEqual(wanted);
  });
});

describe('a document as a tree', () => {
  const settings = (streams: string[]) => ({
    settings: { kinds: { deal: { members: streams.map((stream) => ({ connection: 'a', stream })) } } },
  });

  it('has members by connection and stream, and comes back as it was', () => {
    const document = settings(['tasks', 'deals']);
    const { tree, places } = plant(document);
    expect(places.get('/settings/kinds/deal/members/a~1deals/stream')).toEqual([
      'settings',
      'kinds',
      'deal',
      'members',
      '1',
      'stream',
    ]);
    expect(documentOf(tree)).toEqual(document);
  });

  it('moves no member when one is added before it', () => {
    const before = leavesOf(plant(settings(['deals'])).tree);
    const after = leavesOf(plant(settings(['tasks', 'deals'])).tree);
    for (const [path, value] of before) expect(after.get(path)).toEqual(value);
  });

  it('loses what is empty without the value that goes', () => {
    expect(withValue({ a: { b: { c: 1 } }, d: 1 }, '/a/b/c', undefined)).toEqual({ d: 1 });
  });
});
