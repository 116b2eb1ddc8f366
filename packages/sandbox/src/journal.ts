import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebhookSender } from './webhook-sender.ts';

export interface JournalOptions {
  /** Made when it is not there; one that stands is taken up. */
  readonly file: string;
  /** What the seeded past follows from. A file that was begun with another one is refused. */
  readonly world: Readonly<Record<string, unknown>>;
  /** Requests that change nothing although their method says so, by path. */
  readonly reads?: RegExp;
  /** The same, by body: the queries of an API that has one address for all. */
  readonly isRead?: (body: unknown) => boolean;
}

interface JournalEntry {
  readonly at: number;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const CHANGES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
/** What of the control routes changes records. */
const CONTROL_CHANGE = /^\/_sandbox\/(issues|records|projects)\//;
const DROPPED_HEADERS = new Set(['content-length', 'connection', 'accept-encoding', 'transfer-encoding']);

/**
 * The memory of a simulator from one start to the next. It holds no records but the requests that changed them: a
 * simulator is its seed, its clock and what it was asked, so the same requests at the same times make it what it was.
 */
export class Journal {
  readonly #options: JournalOptions;
  readonly #entries: readonly JournalEntry[];
  /** The moment at which the simulator's clock stands, in ms; null: it goes. */
  #stoppedAt: number | null;
  #isReplaying = true;

  constructor(options: JournalOptions) {
    this.#options = options;
    const { begunAt, entries } = openFile(options);
    this.#entries = entries;
    // What is seeded is seeded by the day on which the world began.
    this.#stoppedAt = begunAt;
  }

  /** The simulator's clock: a change happens at the moment that is written down for it, then and in every replay. */
  readonly clock = { now: (): Date => new Date(this.#stoppedAt ?? Date.now()) };

  /**
   * Asks a server that does not listen yet for all that it was asked before, without a webhook leaving it, and writes
   * down what it is asked from then on. Returns how many requests it replayed.
   */
  async replay(app: FastifyInstance, sender: WebhookSender): Promise<number> {
    app.addHook('preHandler', (request, _reply, done) => {
      if (this.#isReplaying || !this.#isChange(request)) return done();
      this.#stoppedAt = Date.now();
      this.#append(request, this.#stoppedAt);
      // Handlers of simulators do their work at once.
      done();
      this.#stoppedAt = null;
    });
    sender.mute(true);
    for (const { at, method, url, headers, body } of this.#entries) {
      this.#stoppedAt = at;
      const payload = body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) };
      await app.inject({ method: method as 'POST', url, headers: { ...headers }, ...payload });
    }
    await sender.idle();
    sender.mute(false);
    this.#stoppedAt = null;
    this.#isReplaying = false;
    return this.#entries.length;
  }

  #isChange({ method, originalUrl, body }: FastifyRequest): boolean {
    if (!CHANGES.has(method)) return false;
    if (originalUrl.startsWith('/_sandbox/')) return CONTROL_CHANGE.test(originalUrl);
    return !this.#options.reads?.test(originalUrl) && !this.#options.isRead?.(body);
  }

  /** Before the request takes effect, in the order in which requests do: what was answered is never forgotten. */
  #append(request: FastifyRequest, at: number): void {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(request.headers))
      if (typeof value === 'string' && !DROPPED_HEADERS.has(name)) headers[name] = value;
    const entry: JournalEntry = {
      at,
      method: request.method,
      url: request.originalUrl,
      headers,
      ...(request.body === undefined || request.body === null ? {} : { body: request.body }),
    };
    appendFileSync(this.#options.file, `${JSON.stringify(entry)}\n`);
  }
}

function openFile({ file, world }: JournalOptions): { begunAt: number; entries: JournalEntry[] } {
  if (!existsSync(file)) {
    const begunAt = Date.now();
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, `${JSON.stringify({ begunAt, world })}\n`, { mode: 0o600 });
    return { begunAt, entries: [] };
  }
  const lines = readFileSync(file, 'utf8').split('\n');
  // A line without an end was being written when the machine went down: its request was never answered.
  const torn = lines.pop() ?? '';
  if (torn !== '') writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
  const [head = '{}', ...rest] = lines;
  const begun = JSON.parse(head) as { begunAt: number; world: unknown };
  if (JSON.stringify(begun.world) !== JSON.stringify(world))
    throw new Error(`${file} is the past of another simulated world: ${JSON.stringify(begun.world)}`);
  return { begunAt: begun.begunAt, entries: rest.map((line) => JSON.parse(line) as JournalEntry) };
}
