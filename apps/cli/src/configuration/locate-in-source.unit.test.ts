import { expect, it } from 'vitest';
import { locateInSource } from './locate-in-source.ts';

const source = `import { x } from './x.ts'; // { workspaces: 1 }
const other = { workspaces: { a: 1 } };
const config = {
  "workspaces": {
    a: { list: [{ b: 'x,{' }, { b: call({ workspaces: 2 }, 3), c: 4 }], ...other },
  },
} satisfies object;
export default config;
`;

it.each([
  [['workspaces'], 4, 3],
  [['workspaces', 'a'], 5, 5],
  [['workspaces', 'a', 'list', '0', 'b'], 5, 19],
  [['workspaces', 'a', 'list', '1', 'c'], 5, 64],
  [['workspaces', 'a', 'computed'], 5, 5],
  [[], 3, 16],
])('finds %j', (path, line, column) => {
  expect(locateInSource(source, path)).toEqual({ line, column });
});
