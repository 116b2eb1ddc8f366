import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the worlds of stubs are kept; workers on several machines need one that they share. */
export function stubFolder(): string {
  return process.env['SYNCLINE_STUB_FOLDER'] || join(tmpdir(), 'syncline-stub');
}
