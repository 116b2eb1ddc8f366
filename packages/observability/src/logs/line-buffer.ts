/** A line on its way to a destination: JSON without its end of line, and pino's number for its level. */
export interface LogLine {
  readonly text: string;
  readonly level: number;
}

/** What each line costs beside its text, in bytes. */
const OVERHEAD = 64;

/**
 * Lines that wait for their destination, the oldest first, of at most so many bytes. What comes while it is full is
 * counted and left out: how an outage began is worth more than its middle, and nothing is taken out of order.
 */
export class LineBuffer {
  readonly #maxBytes: number;
  #lines: LogLine[] = [];
  #head = 0;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get size(): number {
    return this.#lines.length - this.#head;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** False when there is no room for it. */
  push(line: LogLine): boolean {
    const cost = costOf(line);
    if (this.#bytes + cost > this.#maxBytes) return false;
    this.#lines.push(line);
    this.#bytes += cost;
    return true;
  }

  /** The first of them, at least one where there is any. */
  first(maxLines: number, maxBytes: number): LogLine[] {
    const taken: LogLine[] = [];
    let bytes = 0;
    for (let at = this.#head; at < this.#lines.length && taken.length < maxLines; at++) {
      bytes += costOf(this.#lines[at]!);
      if (taken.length > 0 && bytes > maxBytes) break;
      taken.push(this.#lines[at]!);
    }
    return taken;
  }

  /** Forgets the first `count`. */
  drop(count: number): void {
    for (const line of this.#lines.slice(this.#head, this.#head + count)) this.#bytes -= costOf(line);
    this.#head = Math.min(this.#head + count, this.#lines.length);
    if (this.#head < 1_000 && this.#head < this.#lines.length) return;
    this.#lines = this.#lines.slice(this.#head);
    this.#head = 0;
  }
}

/** By length, not by encoded bytes: counting those would cost more than the line is worth. Twice as much at most. */
function costOf(line: LogLine): number {
  return line.text.length + OVERHEAD;
}
