/**
 * What to do about an error, SEMANTICS section 6. The class decides retry, waiting and hand-over;
 * nothing else looks at vendor codes.
 */
export type ErrorClass =
  | 'transient'
  | 'rate_limited'
  | 'auth'
  | 'permission'
  | 'not_found'
  | 'invalid'
  | 'mapping'
  | 'conflict'
  | 'partial';

export interface SynclineErrorInit {
  readonly class: ErrorClass;
  /** A stable, machine-readable name, such as `github_secondary_limit`. */
  readonly code: string;
  /** What an operator reads: the cause, the place and the fix. Never holds a secret or a record body. */
  readonly message: string;
  /** For `rate_limited`: when the vendor says that calls may be made again. */
  readonly retryAt?: Date;
  /** HTTP status of the vendor's answer, where there was one. */
  readonly status?: number;
  /** The field that the vendor named, for `invalid` and `mapping`. */
  readonly field?: string;
  /** What the vendor offers instead, such as the transitions that a status may take now. */
  readonly choices?: readonly string[];
  readonly cause?: unknown;
}

/** The one error family of the engine and its connectors. */
export class SynclineError extends Error {
  override readonly name = 'SynclineError';
  readonly class: ErrorClass;
  readonly code: string;
  readonly retryAt: Date | undefined;
  readonly status: number | undefined;
  readonly field: string | undefined;
  readonly choices: readonly string[] | undefined;

  constructor(init: SynclineErrorInit) {
    super(withoutNul(init.message), init.cause === undefined ? undefined : { cause: init.cause });
    this.class = init.class;
    this.code = init.code;
    this.retryAt = init.retryAt;
    this.status = init.status;
    this.field = init.field;
    this.choices = init.choices;
  }
}

/** Messages quote vendors, and no database keeps a NUL in a text. */
export function withoutNul(text: string): string {
  return text.replaceAll('\u0000', '\ufffd');
}

/** Anything thrown, as a SynclineError: what nobody classified is `transient` with code `unexpected`. */
export function toSynclineError(error: unknown): SynclineError {
  if (error instanceof SynclineError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new SynclineError({ class: 'transient', code: 'unexpected', message: message.slice(0, 2000), cause: error });
}
