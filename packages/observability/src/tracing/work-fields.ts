import { context, createContextKey, trace } from '@opentelemetry/api';

/** What the lines of one piece of work have in common, beside its place in a trace. */
export interface WorkFields {
  /** Names the cause: a delivery, a request, a process. */
  readonly correlationId?: string | null | undefined;
  readonly processId?: string | null | undefined;
  readonly connectionId?: number | null | undefined;
}

export type KnownFields = { -readonly [Name in keyof WorkFields]: NonNullable<WorkFields[Name]> };

export const fieldsKey = createContextKey('syncline.work-fields');

/** Adds to what the lines of the work under way have in common. Outside of any, nothing happens. */
export function noteFields(fields: WorkFields): void {
  const known = context.active().getValue(fieldsKey) as KnownFields | undefined;
  if (known) Object.assign(known, knownOf(fields));
}

/** Those that have a value. */
export function knownOf(fields: WorkFields): KnownFields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as KnownFields;
}

export function activeCorrelationId(): string | null {
  return (context.active().getValue(fieldsKey) as KnownFields | undefined)?.correlationId ?? null;
}

/** What every line of the log is given of the work that it is written in. */
export function activeFields(): object {
  const active = context.active();
  const fields = active.getValue(fieldsKey) as KnownFields | undefined;
  const place = trace.getSpanContext(active);
  if (!place) return { ...fields };
  return { traceId: place.traceId, spanId: place.spanId, ...fields };
}
