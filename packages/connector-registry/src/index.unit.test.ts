import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { connectors, findConnector } from './index.ts';

it('registers a connector for every folder under packages/connectors', () => {
  const folders = readdirSync(new URL('../../connectors/', import.meta.url), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect([...connectors.keys()].sort()).toEqual(folders.map((folder) => folder.name).sort());
});

it('finds a connector by its id', () => {
  expect(findConnector('github')?.title).toBe('GitHub');
  expect(findConnector('nothing')).toBeUndefined();
});
