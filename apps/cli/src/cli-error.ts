import { exitCode } from '@syncline/runtime';

export interface CliErrorInit {
  /** Stable, for scripts. */
  readonly code: string;
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  readonly exit: number;
  /** What the API finds wrong with which field of the request. */
  readonly problems?: readonly { readonly field: string; readonly message: string }[];
}

/** What ends a command other than success; printed as a sentence, or as JSON in JSON mode. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly code: string;
  readonly hint: string | null;
  readonly exit: number;
  readonly problems: NonNullable<CliErrorInit['problems']>;

  constructor(init: CliErrorInit) {
    super(init.message);
    this.code = init.code;
    this.hint = init.hint ?? null;
    this.exit = init.exit;
    this.problems = init.problems ?? [];
  }
}

/** Anything thrown, as a CliError. */
export function toCliError(error: unknown): CliError {
  if (error instanceof CliError) return error;
  if (error instanceof Error && error.name === 'AbortError')
    return new CliError({ code: 'interrupted', message: 'Interrupted.', exit: exitCode.interrupted });
  const message = error instanceof Error ? error.message : String(error);
  return new CliError({
    code: 'unexpected',
    message,
    exit: exitCode.failure,
    hint: 'Run "syncline doctor" to see what is wrong.',
  });
}

/** The document of an error in JSON mode. */
export function errorDocument(error: CliError) {
  return {
    error: { code: error.code, message: error.message, hint: error.hint, docs: `apps/cli/README.md#${error.code}` },
  };
}
