import { createSocket } from 'node:dgram';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  createServer as createHttp2Server,
  createSecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

export interface SyslogReceiver {
  readonly port: number;
  /** Messages in the order in which they came. */
  readonly messages: string[];
  close(): Promise<void>;
}

export async function receiveUdp(port = 0): Promise<SyslogReceiver> {
  const messages: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (bytes) => messages.push(bytes.toString()));
  await new Promise<void>((resolve) => socket.bind(port, '127.0.0.1', resolve));
  return {
    port: socket.address().port,
    messages,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

/** Reads frames with their count before them; one that is not so ends the connection, and shows as a message. */
export async function receiveTcp(
  port = 0,
  tls?: { readonly key: string; readonly cert: string },
): Promise<SyslogReceiver> {
  const messages: string[] = [];
  const take = (socket: Socket): void => {
    let rest = Buffer.alloc(0);
    socket.on('data', (bytes: Buffer) => {
      rest = Buffer.concat([rest, bytes]);
      for (;;) {
        const count = /^([1-9]\d{0,8}) /.exec(rest.subarray(0, 12).toString('latin1'));
        if (!count) {
          if (rest.byteLength >= 12) messages.push(`not a frame: ${rest.subarray(0, 80).toString()}`);
          return;
        }
        const begin = count[0].length;
        const end = begin + Number(count[1]);
        if (rest.byteLength < end) return;
        messages.push(rest.subarray(begin, end).toString());
        rest = rest.subarray(end);
      }
    });
    socket.on('error', () => {});
  };
  const { server, sockets } = await listen(tls ? createTlsServer(tls, take) : createServer(take), port);
  return { port: portOf(server), messages, close: () => end(server, sockets) };
}

/** Takes connections and never reads from them. */
export async function hang(port = 0): Promise<{ readonly port: number; close(): Promise<void> }> {
  const { server, sockets } = await listen(
    createServer({ pauseOnConnect: true }, (socket) => socket.on('error', () => {})),
    port,
  );
  return { port: portOf(server), close: () => end(server, sockets) };
}

export interface Collected {
  readonly timestamp: string;
  readonly log_level: string;
  readonly message: string;
  readonly trace_id?: string;
  readonly transaction_id?: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface CollectorReceiver {
  readonly port: number;
  readonly events: Collected[];
  readonly requests: {
    readonly version: string;
    readonly path: string;
    readonly key: string;
    readonly batch: string;
  }[];
  /** Bodies as they came. */
  readonly bodies: string[];
  /** Statuses for the next requests, in place of 200. */
  readonly answers: number[];
  close(): Promise<void>;
}

type Protocol = 'h1' | 'h2c' | { readonly key: string; readonly cert: string; readonly offers: 'h2' | 'http/1.1' };

export async function receiveBatches(protocol: Protocol, port = 0): Promise<CollectorReceiver> {
  const receiver = { events: [], requests: [], bodies: [], answers: [] } as unknown as Omit<
    CollectorReceiver,
    'port' | 'close'
  >;
  const take = (
    request: IncomingMessage | Http2ServerRequest,
    response: ServerResponse | Http2ServerResponse,
  ): void => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const { 'x-api-key': key, 'x-batch-id': batch } = request.headers;
      receiver.requests.push({
        version: request.httpVersion,
        path: String(request.url),
        key: String(key),
        batch: String(batch),
      });
      const status = receiver.answers.shift() ?? 200;
      if (status === 200) {
        receiver.bodies.push(body);
        receiver.events.push(...(JSON.parse(body) as { logs: Collected[] }).logs);
      }
      response.statusCode = status;
      response.end('{"status":"success"}');
    });
  };
  const made =
    protocol === 'h1'
      ? createHttpServer(take)
      : protocol === 'h2c'
        ? createHttp2Server(take)
        : protocol.offers === 'h2'
          ? createSecureServer({ ...protocol, allowHTTP1: true }, take)
          : createHttpsServer(protocol, take);
  const { server, sockets } = await listen(made as unknown as Server, port);
  return { ...receiver, port: portOf(server), close: () => end(server, sockets) };
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function listen(server: Server, port: number): Promise<{ server: Server; sockets: Set<Socket> }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { server, sockets };
}

/** As a machine does that goes down: without a word to those who are connected. */
function end(server: Server, sockets: Set<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy();
  return new Promise((resolve) => server.close(() => resolve()));
}
