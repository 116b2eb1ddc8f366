import type { SerializedError } from '../serialize-error.ts';

/** What is kept of a line that is too long, in this order, before anything of its message. */
const KEPT = [
  'level',
  'time',
  'pid',
  'hostname',
  'name',
  'traceId',
  'spanId',
  'correlationId',
  'processId',
  'connectionId',
];

/**
 * A line of at most `maxBytes` bytes of UTF-8. One that is longer comes out as JSON still: who spoke, of what, the
 * beginning of its message and of its error, and under `cutFromBytes` how long it was.
 */
export function fitLine(text: string, maxBytes: number): string {
  // Three bytes a character are the most that UTF-8 takes for one of JavaScript's.
  if (text.length * 3 <= maxBytes) return text;
  const bytes = Buffer.byteLength(text);
  if (bytes <= maxBytes) return text;
  const whole = parsed(text);
  if (whole === null) return cutText(text, maxBytes);
  const short: Record<string, unknown> = {};
  for (const key of KEPT) if (typeof whole[key] !== 'object' && whole[key] !== undefined) short[key] = whole[key];
  short['cutFromBytes'] = bytes;
  const error = whole['err'] as Partial<SerializedError> | null | undefined;
  if (typeof error === 'object' && error !== null)
    short['err'] = { type: error.type, code: error.code, message: cutText(error.message ?? '', maxBytes / 8) };
  const message = textOf(whole['msg']);
  // Escapes make a text longer, up to six times.
  for (let room = maxBytes / 2; room >= 1; room /= 2) {
    const line = JSON.stringify({ ...short, msg: cutText(message, room) });
    if (Buffer.byteLength(line) <= maxBytes) return line;
  }
  return cutText(text, maxBytes);
}

/** A value as text; what is none is as if it were not there. */
export function textOf(value: unknown, otherwise = ''): string {
  return typeof value === 'string' ? value : otherwise;
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** The beginning of a text, cut between characters. */
function cutText(text: string, maxBytes: number): string {
  const bytes = Buffer.from(text.slice(0, Math.ceil(maxBytes)));
  if (bytes.byteLength <= maxBytes && bytes.byteLength === Buffer.byteLength(text)) return text;
  let end = Math.min(Math.floor(maxBytes), bytes.byteLength);
  // Bytes within a character begin with the bits 10.
  while (end > 0 && end < bytes.byteLength && (bytes[end]! & 0xc0) === 0x80) end--;
  return bytes.subarray(0, end).toString();
}
