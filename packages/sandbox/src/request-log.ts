export interface LoggedRequest {
  readonly method: string;
  /** Path with its query. */
  readonly url: string;
  /** The route's template, such as `/repos/:owner/:repo/issues`. */
  readonly route: string;
  readonly status: number;
  /** How long the answer took. */
  readonly durationMs: number;
  readonly at: Date;
  /** Which work of the caller's it belongs to, as the caller said. */
  readonly traceparent?: string | undefined;
  readonly requestId?: string | undefined;
}

/** What was asked of a simulator: the last requests whole, and exact counts of all of them. */
export class RequestLog {
  readonly #capacity: number;
  readonly #ring: LoggedRequest[] = [];
  #writeAt = 0;
  #total = 0;
  readonly #byUrl = new Map<string, number>();
  readonly #byRoute = new Map<string, number>();

  constructor(capacity = 5_000) {
    this.#capacity = capacity;
  }

  add(request: LoggedRequest): void {
    this.#ring[this.#writeAt] = request;
    this.#writeAt = (this.#writeAt + 1) % this.#capacity;
    this.#total += 1;
    increase(this.#byUrl, `${request.method} ${request.url}`);
    increase(this.#byRoute, `${request.method} ${request.route}`);
  }

  get total(): number {
    return this.#total;
  }

  /** The newest requests, oldest first. */
  recent(limit = this.#capacity): LoggedRequest[] {
    const ordered =
      this.#ring.length < this.#capacity
        ? this.#ring
        : [...this.#ring.slice(this.#writeAt), ...this.#ring.slice(0, this.#writeAt)];
    return ordered.slice(-limit);
  }

  /** How many requests had `METHOD /path?query` matching: a RegExp, or a part of that text. Exact, not bounded by the ring. */
  count(pattern: RegExp | string): number {
    let sum = 0;
    for (const [key, times] of this.#byUrl) if (matches(key, pattern)) sum += times;
    return sum;
  }

  /** Times by `METHOD /path?query`, for those that match. */
  counts(pattern: RegExp | string = ''): Map<string, number> {
    return new Map([...this.#byUrl].filter(([key]) => matches(key, pattern)));
  }

  /** Times by `METHOD /route/:template`. */
  get routes(): ReadonlyMap<string, number> {
    return this.#byRoute;
  }

  clear(): void {
    this.#ring.length = 0;
    this.#writeAt = 0;
    this.#total = 0;
    this.#byUrl.clear();
    this.#byRoute.clear();
  }
}

function matches(text: string, pattern: RegExp | string): boolean {
  if (typeof pattern === 'string') return text.includes(pattern);
  // A global expression remembers its position between calls.
  pattern.lastIndex = 0;
  return pattern.test(text);
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
