import { Agent, request } from 'node:http';
import type { Call, Outcome } from './call.ts';

/** Each call has to be answered within this time: the operator's own limit for a request is 15 s. */
const ANSWER_LIMIT_MS = 10_000;

/** Sends calls as they are, with nothing tidied up. */
export interface Sender {
  send(call: Pick<Call, 'method' | 'target' | 'headers' | 'body'>): Promise<Outcome>;
  close(): void;
}

export function createSender(address: string): Sender {
  const { host, hostname, port } = new URL(address);
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return {
    close: () => agent.destroy(),
    send: (call) =>
      new Promise((resolve) => {
        const began = performance.now();
        const end = (outcome: Outcome): void => {
          clearTimeout(timer);
          resolve(outcome);
          sent.destroy();
        };
        const sent = request({
          agent,
          hostname,
          port,
          method: call.method,
          path: call.target,
          headers: [...missing(call, host), ...call.headers.flat()],
        });
        const timer = setTimeout(() => end({ failure: `no answer after ${ANSWER_LIMIT_MS} ms` }), ANSWER_LIMIT_MS);
        let hasAnswer = false;
        // A server that has refused a body may close while the rest of it is on its way.
        sent.on('error', (error) => hasAnswer || end({ failure: `no answer: ${error.message}` }));
        sent.on('response', (response) => {
          hasAnswer = true;
          const chunks: Buffer[] = [];
          const mediaType = (response.headers['content-type'] ?? '').split(';')[0]!.trim();
          const finish = (): void => {
            clearTimeout(timer);
            const text = Buffer.concat(chunks).toString();
            const tookMs = performance.now() - began;
            const { statusCode = 0, headers } = response;
            resolve({ answer: { status: statusCode, mediaType, headers, text, tookMs } });
          };
          response.on('data', (chunk: Buffer) => {
            chunks.push(chunk);
            // A stream has no end of its own: what it begins with is its answer, and then it is left.
            if (mediaType !== 'text/event-stream') return;
            finish();
            sent.destroy();
          });
          response.on('end', finish);
          response.on('error', (error) => end({ failure: `the answer broke off: ${error.message}` }));
        });
        if (call.body) sent.write(call.body);
        sent.end();
      }),
  };
}

/** A list of headers is sent as it is: what any client says of itself is said here. */
function missing({ method, headers, body }: Pick<Call, 'method' | 'headers' | 'body'>, host: string): string[] {
  const has = (wanted: string): boolean => headers.some(([name]) => name === wanted);
  const isBodyless = body === null && !['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(method);
  return [...(has('host') ? [] : ['host', host]), ...(isBodyless ? ['content-length', '0'] : [])];
}
