import { SynclineError } from '@syncline/core';
import { describeUrl } from './describe-call.ts';

/**
 * A call that got no answer, or not all of it: always `transient`. `code` is `timeout` or the system's name in
 * lower case (`econnreset`, `enotfound`), found down the chain of causes that fetch builds.
 */
export function networkError(error: unknown, method: string, url: string, timeoutMs: number): SynclineError {
  const place = `${method} ${describeUrl(url)}`;
  if (error instanceof Error && error.name === 'TimeoutError') {
    return new SynclineError({
      class: 'transient',
      code: 'timeout',
      message: `${place}: no full answer within ${timeoutMs} ms`,
      cause: error,
    });
  }
  const code = systemCode(error) ?? 'network';
  return new SynclineError({
    class: 'transient',
    code: code.toLowerCase(),
    message: `${place}: the connection failed (${code})`,
    cause: error,
  });
}

/** What the address filter refused, found down the chain of causes that fetch builds. */
export function addressRefusal(error: unknown): SynclineError | null {
  let current: unknown = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth++) {
    if (current instanceof SynclineError) return current;
    current = current.cause;
  }
  return null;
}

function systemCode(error: unknown): string | null {
  let current: unknown = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth++) {
    const code: unknown = 'code' in current ? current.code : undefined;
    if (typeof code === 'string') return code;
    current = current.cause ?? (current instanceof AggregateError ? current.errors[0] : undefined);
  }
  return null;
}
