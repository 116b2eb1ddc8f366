import { createSocket } from 'node:dgram';
import { openLogShipping, startTracing, type Tracing } from '@syncline/observability';
import { expect, vi } from 'vitest';
import type { SpanReceiver } from './span-receiver.ts';

/** Sends lines to a syslog server and to a log collector; resolves to what the former was sent. */
export async function shipLines(lines: readonly string[], { url }: SpanReceiver, apiKey: string): Promise<string> {
  const syslog = createSocket('udp4');
  const messages: string[] = [];
  syslog.on('message', (bytes) => messages.push(bytes.toString()));
  await new Promise<void>((resolve) => syslog.bind(0, '127.0.0.1', resolve));
  const { port } = syslog.address();
  const shipping = openLogShipping(
    { name: 'canaries', syslog: { protocol: 'udp', host: '127.0.0.1', port }, collector: { url, apiKey } },
    () => {},
  );
  for (const line of lines) for (const stream of shipping.streams) stream.write(line);
  await shipping.close(10_000);
  await vi.waitFor(() => expect(messages).toHaveLength(lines.length));
  syslog.close();
  return messages.join('\n');
}

/** Everything is recorded, and sent as it is by default. */
export function traceEverything({ url }: SpanReceiver): Promise<Tracing> {
  return startTracing(
    {
      serviceName: 'canaries',
      url,
      protocol: 'http/protobuf',
      headers: {},
      sampler: 'always_on',
      ratio: 1,
      attributes: {},
    },
    () => {},
  );
}
