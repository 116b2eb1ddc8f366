import { createServer, type Server } from 'node:http';

/** A vendor that repeats in its refusals whatever it is sent, as some do; its authorisation server too. */
export async function startEchoingVendor(): Promise<Server> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const message = `refused: ${JSON.stringify(request.headers)} ${Buffer.concat(parts).toString()}`;
      response.writeHead(request.url?.includes('token') ? 400 : 401, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ message, error: 'invalid_grant', error_description: message }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
