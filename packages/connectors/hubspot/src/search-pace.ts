import { setTimeout as sleep } from 'node:timers/promises';

/** Accounts that are kept to their pace; the one that was not searched for longest goes first. */
const MOST = 1_000;

export interface PaceClock {
  /** In ms, from any beginning. */
  now(): number;
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

const machineClock: PaceClock = {
  now: () => performance.now(),
  wait: (ms, signal) => sleep(ms, undefined, { signal }),
};

/** Lets searches of one account start so many a second, however many ask at once. The first of a quiet second go at once. */
export class SearchPace {
  readonly #clock: PaceClock;
  /** By account: when the next search may start, in ms. */
  readonly #next = new Map<string, number>();

  constructor(clock: PaceClock = machineClock) {
    this.#clock = clock;
  }

  /** Waits until it is this caller's turn. */
  async turn(account: string, perSecond: number, signal: AbortSignal): Promise<void> {
    const now = this.#clock.now();
    const gap = 1_000 / perSecond;
    // As many as a second holds may be made up for.
    const start = Math.max(this.#next.get(account) ?? 0, now - 1_000 + gap);
    this.#next.delete(account);
    this.#next.set(account, start + gap);
    const [oldest] = this.#next.keys();
    if (this.#next.size > MOST && oldest !== undefined) this.#next.delete(oldest);
    if (start > now) await this.#clock.wait(start - now, signal);
  }
}
