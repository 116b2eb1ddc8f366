import { connect, type Socket } from 'node:net';

/** A request that is written as the test wants it, over a socket of its own. */
export interface RawSender {
  write(bytes: string | Uint8Array): void;
  /** Status of the first answer; 0: the connection ended without any. */
  readonly status: Promise<number>;
  /** Statuses of all answers until the connection ended. */
  readonly statuses: Promise<number[]>;
  readonly socket: Socket;
  stop(): void;
}

export function openRaw(url: string): RawSender {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let heard = '';
  const read = (): number[] => [...heard.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const first = new Promise<void>((resolve) => {
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      heard += chunk;
      if (read().length > 0) resolve();
    });
  });
  socket.on('error', () => {});
  return {
    write: (bytes) => void (socket.writable && socket.write(bytes)),
    status: Promise.race([first, ended]).then(() => read()[0] ?? 0),
    statuses: ended.then(read),
    socket,
    stop: () => socket.destroy(),
  };
}

/** The head of a request, with the empty line that ends it. */
export function headOf(
  path: string,
  headers: Readonly<Record<string, string | readonly string[]>>,
  framing: string,
): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
  return `POST ${path} HTTP/1.1\r\nhost: x\r\n${lines.join('')}${framing}\r\n\r\n`;
}
