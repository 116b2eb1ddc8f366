export * from './create-logger.ts';
export * from './event-names.ts';
export {
  type LogShipping,
  type LogShippingSettings,
  measureLogShipping,
  openLogShipping,
} from './logs/log-shipping.ts';
export * from './metrics/index.ts';
export * from './redact.ts';
export * from './serialize-error.ts';
export { activeTraceparent, failSpan, inSpan, type SpanOptions, traceHeaders } from './tracing/in-span.ts';
export { samplerNames, startTracing, type Tracing, type TracingSettings } from './tracing/start-tracing.ts';
export { type TracedRequest, traceRequest } from './tracing/trace-request.ts';
export { activeCorrelationId, noteFields, type WorkFields } from './tracing/work-fields.ts';
