import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GuideError, runGuide } from './run-guide.ts';

/**
 * `pnpm check:guides`: does what the guides for newcomers say, command by command, and compares what is printed with
 * what they show.
 */
const root = join(import.meta.dirname, '..', '..', '..');
const guides = ['docs/guides/getting-started.md'];

for (const guide of guides) {
  try {
    const count = await runGuide(root, readFileSync(join(root, guide), 'utf8'), (line) =>
      process.stdout.write(`${line}\n`),
    );
    process.stdout.write(`${guide}: ${count} blocks of commands do what is shown\n`);
  } catch (error) {
    if (!(error instanceof GuideError)) throw error;
    process.stdout.write(`${guide}: ${error.message}\n`);
    process.exitCode = 1;
  }
}
