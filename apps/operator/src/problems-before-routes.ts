import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './problem.ts';

/** Errors of requests that no route was found for, because they are no requests: problem documents, too. */
export const problemsBeforeRoutes = {
  frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const status = error.statusCode ?? 400;
    sendProblem(request, reply, { status, code: 'invalid-request', title, detail: error.message });
  },
  /** What Node could not read; there is nothing but the connection to answer on. */
  clientErrorHandler: (error: Error & { readonly code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    if (socket.writable && socket.bytesWritten === 0) socket.write(unreadable(error.code ?? ''));
    socket.destroy(error);
  },
} as const;

/** Ends a connection whose request does not come to its end; the answer stands on it unless another does already. */
export function refuseSlow(socket: Socket): void {
  if (socket.writable) socket.end(unreadable('ERR_HTTP_REQUEST_TIMEOUT'), () => socket.destroy());
  else socket.destroy();
}

/** A client that expects what nobody knows gets its answer all the same, as RFC 9110 allows. */
export function ignoreExpectations(server: Server): void {
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
}

const title = 'The request is not valid';
const reasons: Readonly<Record<string, readonly [status: number, phrase: string, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'The address or the headers are too long.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'The request did not come to its end in time.'],
};

function unreadable(code: string): string {
  const [status, phrase, detail] = reasons[code] ?? [400, 'Bad Request', 'It is no HTTP request.'];
  const body = JSON.stringify({
    type: 'urn:syncline:problem:invalid-request',
    code: 'invalid-request',
    status,
    title,
    detail,
  });
  return [
    `HTTP/1.1 ${status} ${phrase}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    '',
    body,
  ].join('\r\n');
}
