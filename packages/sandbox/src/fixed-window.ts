/** A quota of calls per fixed window, as most vendors count them. The window starts with its first call. */
export class FixedWindow {
  limit: number;
  readonly windowMs: number;
  readonly #now: () => Date;
  #used = 0;
  #resetAtMs = 0;

  constructor(limit: number, windowMs: number, now: () => Date) {
    this.limit = limit;
    this.windowMs = windowMs;
    this.#now = now;
  }

  /** Takes one call; false when there is none left. */
  take(): boolean {
    this.#roll();
    if (this.#used >= this.limit) return false;
    this.#used += 1;
    return true;
  }

  /** Gives one call back: answers that cost nothing. */
  refund(): void {
    this.#used = Math.max(0, this.#used - 1);
  }

  /** Leaves `remaining` calls in the current window. */
  drainTo(remaining: number): void {
    this.#roll();
    this.#used = Math.max(0, this.limit - remaining);
  }

  state(): { readonly limit: number; readonly used: number; readonly remaining: number; readonly resetAt: Date } {
    this.#roll();
    return {
      limit: this.limit,
      used: this.#used,
      remaining: Math.max(0, this.limit - this.#used),
      resetAt: new Date(this.#resetAtMs),
    };
  }

  /** Whole seconds until the window starts anew, at least 1: what a Retry-After says. */
  secondsToReset(): number {
    this.#roll();
    return Math.max(1, Math.ceil((this.#resetAtMs - this.#now().getTime()) / 1_000));
  }

  #roll(): void {
    const now = this.#now().getTime();
    if (now < this.#resetAtMs) return;
    this.#used = 0;
    this.#resetAtMs = now + this.windowMs;
  }
}
