import type { Environment } from '@syncline/runtime';

export interface CliStream {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** Where a command reads and writes; tests give their own. */
export interface CliIo {
  /** Data alone. */
  readonly stdout: CliStream;
  /** Messages and progress. */
  readonly stderr: CliStream;
  readonly environment: Environment;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Asks the person at the terminal; absent when nobody is there. */
  readonly ask?: (question: string) => Promise<string>;
  /** The same for what must not be seen: nothing of it is shown. */
  readonly askSecret?: (question: string) => Promise<string>;
  /** All of the standard input; absent where it is a terminal. */
  readonly readInput?: () => Promise<string>;
}
