const longestMessage = 2_000;
const longestStack = 4_000;
const deepestCause = 4;

/** What a log line holds of an error. */
export interface SerializedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string | number;
  readonly class?: string;
  readonly status?: number;
  readonly stack?: string;
  readonly cause?: SerializedError;
}

/**
 * An error as log fields. Only known properties are taken: database errors carry whole statements and their
 * parameters, HTTP errors whole requests, and none of that belongs in a log. Messages end at 2,000 characters.
 */
export function serializeError(error: unknown, depth = 0): SerializedError {
  if (!(error instanceof Error)) return { type: typeof error, message: cutMessage(String(error)) };
  const { code, status, class: errorClass } = error as { code?: unknown; status?: unknown; class?: unknown };
  const frames = framesOf(error);
  return {
    type: error.name,
    message: cutMessage(error.message),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(typeof errorClass === 'string' ? { class: errorClass } : {}),
    ...(typeof status === 'number' ? { status } : {}),
    ...(frames === '' ? {} : { stack: frames }),
    ...(error.cause === undefined || depth >= deepestCause ? {} : { cause: serializeError(error.cause, depth + 1) }),
  };
}

/**
 * A message that is fit for a log: without passwords in addresses, without the parameters that drizzle appends to a
 * failed statement, and of at most 2,000 characters.
 */
export function cutMessage(message: string): string {
  const withoutParameters = message.replace(/\nparams: [\s\S]*$/, '\nparams: [left out]');
  const clean = withoutParameters
    .slice(0, longestMessage + 1_000)
    .replace(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@/]+@/gi, '$1:[redacted]@');
  return clean.length > longestMessage ? `${clean.slice(0, longestMessage)}… (${message.length} characters)` : clean;
}

/** The stack without its first lines, which repeat the message. */
function framesOf(error: Error): string {
  const stack = error.stack ?? '';
  const start = stack.search(/^ {4}at /m);
  return start === -1 ? '' : stack.slice(start, start + longestStack);
}
