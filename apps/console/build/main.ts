import { buildConsole } from './build-console.ts';
import { builtAhead, fingerprint, writeBuilt } from './load-console.ts';

/** `pnpm --filter @syncline/console build`: builds ahead, as images do, and says how big it came out. */
const startedAt = performance.now();
const files = await buildConsole();
writeBuilt(files, builtAhead, fingerprint());
for (const [name, { plain, gzip }] of files)
  process.stdout.write(`${name}  ${plain.length} bytes, ${gzip.length} gzip\n`);
process.stdout.write(`built in ${Math.round(performance.now() - startedAt)} ms\n`);
