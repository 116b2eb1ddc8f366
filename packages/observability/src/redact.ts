import { serializeError } from './serialize-error.ts';

const secretName =
  /(token|secret|password|passwd|authorization|cookie|api[-_]?key|private[-_]?key|encryption[-_]?key|credentials?)$/i;
const deepest = 6;

/** What stands in the place of a secret. */
export const redacted = '[redacted]';

/**
 * A copy of log fields without secrets, whatever their depth, and with errors serialised. Only plain objects and
 * arrays are walked.
 */
export function redact<T extends object>(fields: T): T {
  return redactValue(fields, 0) as T;
}

function redactValue(value: unknown, depth: number): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Error) return serializeError(value);
  if (depth >= deepest) return '[deeper]';
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1));
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    const isSecret = member !== undefined && member !== null && typeof member !== 'boolean' && secretName.test(key);
    copy[key] = isSecret ? redacted : redactValue(member, depth + 1);
  }
  return copy;
}
