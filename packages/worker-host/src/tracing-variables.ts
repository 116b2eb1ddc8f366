import { samplerNames } from '@syncline/observability';
import { z } from 'zod';

const address = z.url({ protocol: /^https?$/ }).optional();

/** Of OpenTelemetry's own variables those that are understood here. */
export const tracingVariables = {
  /** Where spans are sent, over OTLP; unset, they are not made. `/v1/traces` is added to the first. */
  OTEL_EXPORTER_OTLP_ENDPOINT: address,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: address,
  /** `grpc` is known, and not spoken. */
  OTEL_EXPORTER_OTLP_PROTOCOL: z.enum(['http/protobuf', 'http/json', 'grpc']).default('http/protobuf'),
  /** `name=value`, with commas between: what a collector wants as a credential. */
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional(),
  /** `syncline-<role>` when unset. */
  OTEL_SERVICE_NAME: z.string().min(1).optional(),
  OTEL_RESOURCE_ATTRIBUTES: z.string().optional(),
  OTEL_TRACES_SAMPLER: z.enum(samplerNames).default('parentbased_always_on'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  OTEL_TRACES_EXPORTER: z.enum(['otlp', 'none']).default('otlp'),
  OTEL_SDK_DISABLED: z.stringbool().default(false),
};
