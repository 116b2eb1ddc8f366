import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly attributes: Readonly<Record<string, string>>;
}

export interface SpanReceiver {
  readonly url: string;
  readonly spans: ReceivedSpan[];
  /** Requests as they came. */
  readonly bodies: Buffer[];
  close(): Promise<void>;
}

interface OtlpAttribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface OtlpSpan extends Omit<ReceivedSpan, 'attributes' | 'links' | 'parentSpanId'> {
  readonly parentSpanId?: string;
  readonly links?: ReceivedSpan['links'];
  readonly attributes?: readonly OtlpAttribute[];
}

interface OtlpRequest {
  /** Absent in what is sent here by a log. */
  readonly resourceSpans?: readonly { readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[] }[];
}

/** A collector of traces: takes OTLP over HTTP, and understands what comes as JSON. */
export async function receiveSpans(): Promise<SpanReceiver> {
  const spans: ReceivedSpan[] = [];
  const bodies: Buffer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      bodies.push(body);
      if (request.headers['content-type']?.includes('json')) spans.push(...spansIn(body));
      response.writeHead(200, { 'content-type': request.headers['content-type'] ?? '' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`,
    spans,
    bodies,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function spansIn(body: Buffer): ReceivedSpan[] {
  const { resourceSpans = [] } = JSON.parse(body.toString()) as OtlpRequest;
  return resourceSpans.flatMap(({ scopeSpans }) =>
    scopeSpans.flatMap((scope) =>
      scope.spans.map((span) => ({
        ...span,
        parentSpanId: span.parentSpanId ?? '',
        links: span.links ?? [],
        attributes: Object.fromEntries(
          (span.attributes ?? []).map(({ key, value }) => [key, String(Object.values(value)[0])]),
        ),
      })),
    ),
  );
}
