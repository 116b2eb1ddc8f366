import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface TcpProxy {
  /** The target's address with the proxy's host and port in it. */
  readonly url: string;
  readonly port: number;
  /** Delays every chunk, both ways, by this many ms. */
  setLatency(ms: number): void;
  /** Resets every connection and refuses new ones, until `restore`. */
  cut(): void;
  /** Connections stay open and nothing comes through, as when a firewall forgets them, until `restore`. */
  halfOpen(): void;
  /** New connections work again. Those that were half open are reset: bytes of theirs are lost. */
  restore(): void;
  close(): Promise<void>;
}

/** A TCP proxy in front of `targetUrl` (any URL with a host and a port) whose link can be made bad. */
export async function createTcpProxy(targetUrl: string): Promise<TcpProxy> {
  const target = new URL(targetUrl);
  const targetPort = Number(target.port) || defaultPorts[target.protocol] || 0;
  const open = new Set<Socket>();
  let latencyMs = 0;
  let mode: 'open' | 'cut' | 'halfOpen' = 'open';

  const server = createServer((client) => {
    if (mode === 'cut') {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(targetPort, target.hostname.replace(/^\[|\]$/g, ''));
    forward(client, upstream);
    forward(upstream, client);
  });

  function forward(from: Socket, to: Socket): void {
    open.add(from);
    from.setNoDelay(true);
    from.on('data', (chunk) => {
      if (mode === 'halfOpen') return;
      if (latencyMs === 0) to.write(chunk);
      else setTimeout(() => to.writable && to.write(chunk), latencyMs);
    });
    from.on('end', () => mode === 'halfOpen' || setTimeout(() => to.end(), latencyMs));
    from.on('error', () => to.destroy());
    from.on('close', () => {
      open.delete(from);
      if (mode !== 'halfOpen') setTimeout(() => to.destroy(), latencyMs);
    });
  }

  function resetAll(): void {
    for (const socket of open) socket.resetAndDestroy();
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = new URL(targetUrl);
  url.hostname = '127.0.0.1';
  url.port = String(port);

  return {
    url: url.href,
    port,
    setLatency(ms) {
      latencyMs = ms;
    },
    cut() {
      mode = 'cut';
      resetAll();
    },
    halfOpen() {
      mode = 'halfOpen';
    },
    restore() {
      if (mode === 'halfOpen') resetAll();
      mode = 'open';
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        resetAll();
      }),
  };
}

const defaultPorts: Readonly<Record<string, number>> = {
  'http:': 80,
  'https:': 443,
  'postgres:': 5432,
  'postgresql:': 5432,
  'redis:': 6379,
};
