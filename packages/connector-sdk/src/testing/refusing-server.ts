import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Refusal } from './conformance-options.ts';

/** A vendor that answers everything with one refusal, and echoes the caller's credentials as the worst of them do. */
export async function startRefusingServer(refusal: Refusal): Promise<{ baseUrl: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    response.writeHead(refusal.status, { ...refusal.headers, 'x-echo': request.headers.authorization ?? '' });
    response.end(refusal.body.replaceAll('{credentials}', request.headers.authorization ?? ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
