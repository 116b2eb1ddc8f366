import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { it } from 'vitest';
import type { ConformanceOptions } from './conformance-options.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** What `pnpm new:connector` could not know, and left to whoever writes the connector. */
export function describeLeftOver({ connector }: ConformanceOptions): void {
  it('has nothing left to write, in its code and on its page', () => {
    const files = [
      ...globSync(`packages/connectors/${connector.id}/{src,sandbox}/**/*.ts`, { cwd: root }).sort(),
      `docs/connectors/${connector.id}.md`,
    ];
    const left = files
      .filter((path) => existsSync(root + path))
      .flatMap((path) =>
        readFileSync(root + path, 'utf8')
          .split('\n')
          .flatMap((line, at) => {
            const words = /\bTODO: *(.*?)(?: \*\/)?$/.exec(line)?.[1];
            return words === undefined ? [] : [`${path}:${at + 1}: ${words}`];
          }),
      );
    if (left.length > 0) throw new Error(`Still to be written:\n${left.join('\n')}`);
  });
}
