import { randomBytes } from 'node:crypto';
import {
  type Attributes,
  type Context,
  context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { parseTraceparent, traceparentOf } from './traceparent.ts';
import { activeCorrelationId, fieldsKey, type KnownFields, knownOf, type WorkFields } from './work-fields.ts';

// What work belongs to is known in every process, whether its spans go anywhere or not: the log needs it. Where
// somebody has loaded an SDK of OpenTelemetry before us, its own manager stays.
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());

export interface SpanOptions {
  readonly kind?: 'server' | 'client' | 'consumer' | 'internal';
  /** The place that caused it, as a row or a job has it; null: it begins a trace. Absent: what is under way here. */
  readonly parent?: string | null;
  /** Further places that it answers: many deliveries make one read. */
  readonly links?: readonly (string | null)[];
  /** Names, numbers and ids: no values of records, no addresses with a query. */
  readonly attributes?: Attributes;
  /** For the log. Those of what is under way are taken over unless a parent is named. */
  readonly fields?: WorkFields;
}

/** A piece of work that has begun. */
export interface OpenSpan {
  readonly span: Span;
  readonly within: Context;
}

/**
 * Does a piece of work as a span of a trace; it ends with the work, and shows its failure. Without an SDK nothing is
 * recorded, but the work has its place in a trace all the same, for the log and for whom it calls.
 */
export async function inSpan<T>(name: string, options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T> {
  const { span, within } = openSpan(name, options);
  try {
    return await context.with(within, work, undefined, span);
  } catch (error) {
    failSpan(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** As `inSpan`, for work that no one function does: the caller ends the span. */
export function openSpan(
  name: string,
  { kind = 'internal', parent, links, attributes, fields }: SpanOptions,
): OpenSpan {
  const base = parent === undefined ? context.active() : contextOf(parent);
  const started = trace.getTracer('syncline').startSpan(
    name,
    {
      kind: kinds[kind],
      ...(attributes ? { attributes } : {}),
      ...(links ? { links: placesOf(links).map((place) => ({ context: place })) } : {}),
    },
    base,
  );
  const span = isSpanContextValid(started.spanContext()) ? started : trace.wrapSpanContext(newPlace());
  const inherited = base.getValue(fieldsKey) as KnownFields | undefined;
  const known = fields ? { ...inherited, ...knownOf(fields) } : { ...inherited };
  return { span, within: trace.setSpan(base, span).setValue(fieldsKey, known) };
}

/** Shows a failure by its class: messages may hold what vendors said. */
export function failSpan(span: Span, error: unknown): void {
  const { code, class: errorClass } = error as { readonly code?: unknown; readonly class?: unknown };
  const type = typeof code === 'string' ? code : error instanceof Error ? error.name : 'error';
  span.setAttribute('error.type', type);
  if (typeof errorClass === 'string') span.setAttribute('syncline.error_class', errorClass);
  span.setStatus({ code: SpanStatusCode.ERROR, message: type });
}

/** The place of the work under way, to be kept with what it leaves behind; null outside of any. */
export function activeTraceparent(): string | null {
  const place = trace.getSpanContext(context.active());
  return place && isSpanContextValid(place) ? traceparentOf(place) : null;
}

/** What tells whoever is called which work calls. */
export function traceHeaders(): Record<string, string> {
  const traceparent = activeTraceparent();
  const correlationId = activeCorrelationId();
  return {
    ...(traceparent === null ? {} : { traceparent }),
    ...(correlationId === null ? {} : { 'x-request-id': headerSafe(correlationId) }),
  };
}

/** Ids are ours or a vendor's; a header takes printable ASCII. */
function headerSafe(id: string): string {
  return id.replace(/[^\x21-\x7e]/g, '_').slice(0, 128);
}

const kinds = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
};

function contextOf(parent: string | null): Context {
  const place = parseTraceparent(parent);
  return place ? trace.setSpanContext(ROOT_CONTEXT, place) : ROOT_CONTEXT;
}

function placesOf(links: readonly (string | null)[]) {
  return [...new Set(links)].flatMap((link) => parseTraceparent(link) ?? []);
}

/** Not recorded anywhere, so not sampled. */
function newPlace() {
  const bytes = randomBytes(24).toString('hex');
  return { traceId: bytes.slice(0, 32), spanId: bytes.slice(32), traceFlags: TraceFlags.NONE };
}
