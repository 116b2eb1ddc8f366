import { isSpanContextValid, type SpanContext } from '@opentelemetry/api';

/** How a place in a trace is written down: in rows, jobs and headers (W3C Trace Context). */
export function traceparentOf({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

/** The place that a text names; null when it names none. */
export function parseTraceparent(text: string | null | undefined): SpanContext | null {
  const parts = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(text ?? '');
  if (!parts) return null;
  const [, traceId = '', spanId = '', flags = '00'] = parts;
  const place = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return isSpanContextValid(place) ? place : null;
}
