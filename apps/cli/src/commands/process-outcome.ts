import { exitCode } from '@syncline/runtime';
import type { ProcessTreeDocument } from '../api/documents.ts';
import type { Shell } from '../shell.ts';

/** The exit code of a command that waited for a process. */
export function exitOfProcess(process: ProcessTreeDocument): number {
  switch (process.state) {
    case 'completed':
      return exitCode.ok;
    case 'completed_with_errors':
      return exitCode.findings;
    default:
      return exitCode.failure;
  }
}

/** Says what a write would do. */
export function printPlan(
  shell: Shell,
  action: string,
  target: string,
  streams: readonly string[] | null = null,
): void {
  shell.print({
    json: { dryRun: true, action, target, streams },
    lines: [`Would ${action}: ${target}${streams === null ? '' : ` (${streams.join(', ')})`}. Nothing was changed.`],
    tables: [],
  });
}
