import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { observabilityFiles, root } from './files.ts';

/** `pnpm observability:generate`: writes what is made from the table of metrics. A test says when it is behind. */
for (const [path, text] of observabilityFiles()) {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
