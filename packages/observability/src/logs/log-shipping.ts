import { Counter, Gauge, type Registry } from 'prom-client';
import { logMetrics } from '../metrics/log-metrics.ts';
import { createCollectorSender } from './http-collector.ts';
import { createShipper, type Shipper, type ShipperOptions, type ShipperStats } from './shipper.ts';
import { createTcpSender } from './syslog-tcp.ts';
import { createUdpSender } from './syslog-udp.ts';

export interface LogShippingSettings {
  /** The process that speaks, such as `fetcher`. */
  readonly name: string;
  readonly syslog?: { readonly protocol: 'udp' | 'tcp' | 'tls'; readonly host: string; readonly port: number };
  readonly collector?: { readonly url: string; readonly apiKey: string };
  /** What may wait for each destination, in bytes. */
  readonly maxBufferBytes?: number;
  /** In place of what suits each destination. */
  readonly timing?: Pick<ShipperOptions, 'stallMs' | 'backoff'>;
}

/** Log destinations beside the output. */
export interface LogShipping {
  /** Streams as pino writes to them. */
  readonly streams: readonly ShippingStream[];
  stats(): ShipperStats[];
  /** Sends what waits, for up to `withinMs` in all, and lets go. */
  close(withinMs: number): Promise<void>;
}

export interface ShippingStream {
  /** Set by pino before each write. */
  lastLevel: number;
  write(line: string): void;
}

const DEFAULT_BUFFER_BYTES = 8 * 1024 * 1024;

/**
 * Opens what is asked for. `tell` takes what there is to say of a destination: when it is away, when it is back and how
 * many lines were left out.
 */
export function openLogShipping(
  { name, syslog, collector, maxBufferBytes = DEFAULT_BUFFER_BYTES, timing = {} }: LogShippingSettings,
  tell: ShipperOptions['tell'],
): LogShipping {
  const shippers: Shipper[] = [];
  if (syslog)
    shippers.push(
      createShipper({
        ...timing,
        name: 'syslog',
        tell,
        maxBufferBytes,
        batch: { lines: 256, bytes: 256 * 1024, waitMs: 0 },
        sender:
          syslog.protocol === 'udp'
            ? createUdpSender({ ...syslog, name })
            : createTcpSender({ ...syslog, name, tls: syslog.protocol === 'tls' }),
      }),
    );
  if (collector)
    shippers.push(
      createShipper({
        ...timing,
        name: 'collector',
        tell,
        maxBufferBytes,
        batch: { lines: 500, bytes: 512 * 1024, waitMs: 1_000 },
        sender: createCollectorSender({ ...collector, name }),
      }),
    );
  return {
    streams: shippers.map(streamOf),
    stats: () => shippers.map((shipper) => shipper.stats()),
    close: async (withinMs) => {
      await Promise.all(shippers.map((shipper) => shipper.close(withinMs)));
    },
  };
}

function streamOf(shipper: Shipper): ShippingStream {
  const stream = {
    // Has pino set lastLevel.
    [Symbol.for('pino.metadata')]: true,
    lastLevel: 30,
    write: (line: string) => shipper.write({ text: line.trimEnd(), level: stream.lastLevel }),
  };
  return stream;
}

const { logLines, logBufferedBytes } = logMetrics;

/** Has a registry of metrics show what became of the lines. */
export function measureLogShipping(registry: Registry, shipping: LogShipping): void {
  new Counter({
    name: logLines.name,
    help: logLines.help,
    labelNames: [...logLines.labels],
    registers: [registry],
    collect() {
      this.reset();
      for (const { destination, sent, dropped } of shipping.stats()) {
        this.inc({ destination, outcome: 'sent' }, sent);
        this.inc({ destination, outcome: 'dropped' }, dropped);
      }
    },
  });
  new Gauge({
    name: logBufferedBytes.name,
    help: logBufferedBytes.help,
    labelNames: [...logBufferedBytes.labels],
    registers: [registry],
    collect() {
      for (const { destination, bufferedBytes } of shipping.stats()) this.set({ destination }, bufferedBytes);
    },
  });
}
