/** The access tokens that stand. */
export class Tokens {
  readonly #open: Set<string>;
  #issued = 0;

  constructor(first: string) {
    this.#open = new Set([first]);
  }

  has(token: string): boolean {
    return this.#open.has(token);
  }

  issue(): string {
    this.#issued += 1;
    const token = `1000.simulated-${this.#issued}`;
    this.#open.add(token);
    return token;
  }

  /** Ends every token, as an hour would. */
  expire(): void {
    this.#open.clear();
  }

  get issued(): number {
    return this.#issued;
  }
}
