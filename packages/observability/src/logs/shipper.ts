import { LineBuffer, type LogLine } from './line-buffer.ts';

/** Brings lines to one destination. */
export interface LineSender {
  /**
   * Resolves when the destination has taken the lines, in their order; tells how many of them it refused for good.
   * Throws when it could not take them (SendFailure says how many it took first): they are sent again.
   */
  send(lines: readonly LogLine[], signal: AbortSignal): Promise<{ readonly refused: number }>;
  /** Lets go of connections, at once. */
  close(): void;
}

export class SendFailure extends Error {
  /** Lines at the front that were taken before it failed. */
  readonly taken: number;
  /** What the destination asked to be left alone for, in ms. */
  readonly retryAfterMs: number | null;

  constructor(message: string, options: { taken?: number; retryAfterMs?: number | null; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'SendFailure';
    this.taken = options.taken ?? 0;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

export interface ShipperOptions {
  /** What metrics and messages call it: `syslog`, `collector`. */
  readonly name: string;
  readonly sender: LineSender;
  /** What may wait for the destination, in bytes. */
  readonly maxBufferBytes: number;
  /** The most that goes at a time, and how long a line waits for company, in ms. */
  readonly batch: { readonly lines: number; readonly bytes: number; readonly waitMs: number };
  /** A send that takes longer has failed, in ms. */
  readonly stallMs?: number;
  readonly backoff?: { readonly baseMs: number; readonly capMs: number };
  /** Says what became of the destination: once when it is gone, once when it is back. */
  readonly tell: (fields: Record<string, unknown>, message: string) => void;
}

export interface ShipperStats {
  readonly destination: string;
  readonly sent: number;
  /** Lines that came while the buffer was full, or that the destination refused. */
  readonly dropped: number;
  readonly bufferedBytes: number;
}

export interface Shipper {
  /** Never waits and never throws. */
  write(line: LogLine): void;
  stats(): ShipperStats;
  /** Sends what waits for up to `withinMs`, and lets go. Resolves to how many lines were not sent. */
  close(withinMs: number): Promise<number>;
}

/**
 * Lines to one destination, in order, one batch at a time. While the destination is away they wait in a bounded buffer,
 * and it is tried again after growing times with jitter. What finds no room is counted, and told when it is back.
 */
export function createShipper(options: ShipperOptions): Shipper {
  const { name, sender, batch, stallMs = 10_000, backoff = { baseMs: 250, capMs: 30_000 }, tell } = options;
  const buffer = new LineBuffer(options.maxBufferBytes);
  const stopped = new AbortController();
  let sent = 0;
  let dropped = 0;
  let untold = 0;
  let failures = 0;
  let downSince: number | null = null;
  let isClosing = false;
  let pumping: Promise<void> | null = null;
  let wake = (): void => {};

  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms).unref();
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const sendFirst = async (): Promise<void> => {
    const lines = buffer.first(batch.lines, batch.bytes);
    const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(stallMs)]);
    try {
      const { refused } = await abortable(sender.send(lines, signal), signal);
      buffer.drop(lines.length);
      sent += lines.length - refused;
      leaveOut(refused);
      succeeded();
    } catch (error) {
      const taken = error instanceof SendFailure ? error.taken : 0;
      buffer.drop(taken);
      sent += taken;
      failed(error);
      if (stopped.signal.aborted) return;
      const asked = error instanceof SendFailure ? error.retryAfterMs : null;
      const grown = Math.min(backoff.capMs, backoff.baseMs * 2 ** Math.min(failures - 1, 20));
      await rest(isClosing ? 100 : (asked ?? grown * (0.5 + Math.random() / 2)));
    }
  };

  const pump = async (): Promise<void> => {
    while (buffer.size > 0 && !stopped.signal.aborted) {
      const isFull = buffer.size >= batch.lines || buffer.bytes >= batch.bytes;
      if (!isFull && !isClosing && batch.waitMs > 0) await rest(batch.waitMs);
      await sendFirst();
    }
    pumping = null;
  };

  return {
    write: (line) => {
      if (isClosing && stopped.signal.aborted) return;
      if (!buffer.push(line)) return leaveOut(1);
      if (pumping === null) pumping = Promise.resolve().then(pump);
      else if (buffer.size === batch.lines && failures === 0) wake();
    },
    stats: () => ({ destination: name, sent, dropped, bufferedBytes: buffer.bytes }),
    close: async (withinMs) => {
      isClosing = true;
      wake();
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, withinMs);
      });
      await Promise.race([pumping, limit]);
      clearTimeout(timer);
      stopped.abort(new Error('Closed'));
      sender.close();
      return buffer.size;
    },
  };

  function leaveOut(count: number): void {
    dropped += count;
    untold += count;
  }

  function failed(error: unknown): void {
    failures += 1;
    if (downSince !== null || stopped.signal.aborted) return;
    downSince = performance.now();
    tell({ destination: name, err: error }, 'log destination is away, lines wait for it');
  }

  function succeeded(): void {
    failures = 0;
    // Told when there is room again, so that what is told is not left out itself.
    if ((downSince === null && untold === 0) || buffer.bytes > options.maxBufferBytes / 2) return;
    const fields = { destination: name, droppedLines: untold };
    const wasDownMs = downSince === null ? null : Math.round(performance.now() - downSince);
    untold = 0;
    downSince = null;
    if (wasDownMs === null) tell(fields, 'log destination is slow, lines were left out');
    else tell({ ...fields, awayMs: wasDownMs }, 'log destination is back');
  }
}

/** A sender that does not heed its signal holds nobody up. */
function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
