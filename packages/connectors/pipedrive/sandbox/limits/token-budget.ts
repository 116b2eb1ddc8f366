/** What calls cost, as the published description has it (`x-token-cost`). The first that fits. */
const COSTS: readonly (readonly [method: string, path: RegExp, tokens: number])[] = [
  ['GET', /^\/api\/v2\/(deals\/archived|organizations\/search|persons\/search)$/, 20],
  ['GET', /^\/api\/v2\/(organizations|persons|deals|activities)$/, 10],
  ['GET', /^\/api\/v2\/(organizations|persons|deals|activities)\/\d+$/, 1],
  ['POST', /^\/api\/v2\/(organizations|persons|deals|activities)$/, 5],
  ['PATCH', /^\/api\/v2\//, 5],
  ['DELETE', /^\/api\/v2\//, 3],
  ['GET', /^\/api\/v2\/\w+Fields$/, 10],
  ['POST', /^\/api\/v2\/\w+Fields$/, 5],
  ['GET', /^\/api\/v2\/(pipelines|stages)$/, 5],
  ['GET', /^\/v1\/(notes|users|activityTypes)$/, 20],
  ['GET', /^\/v1\/(notes|users)\/\w+$/, 2],
  ['POST', /^\/v1\/notes$/, 10],
  ['PUT', /^\/v1\/notes\/\d+$/, 10],
  ['DELETE', /^\/v1\/(notes|webhooks)\/\d+$/, 6],
  ['GET', /^\/v1\/webhooks$/, 10],
  ['POST', /^\/v1\/webhooks$/, 10],
];

export function costOf(method: string, url: string): number {
  const path = url.split('?', 1)[0] ?? '';
  return COSTS.find(([verb, pattern]) => verb === method && pattern.test(path))?.[2] ?? 10;
}

/** A company's tokens of a day. The day begins with the first call. */
export class TokenBudget {
  readonly limit: number;
  readonly windowMs: number;
  readonly #now: () => Date;
  #used = 0;
  #resetAtMs = 0;

  constructor(limit: number, windowMs: number, now: () => Date) {
    this.limit = limit;
    this.windowMs = windowMs;
    this.#now = now;
  }

  /** False when there is less left than that. */
  take(tokens: number): boolean {
    this.#roll();
    if (this.#used + tokens > this.limit) return false;
    this.#used += tokens;
    return true;
  }

  drainTo(remaining: number): void {
    this.#roll();
    this.#used = Math.max(0, this.limit - remaining);
  }

  state() {
    this.#roll();
    const remaining = Math.max(0, this.limit - this.#used);
    return { limit: this.limit, used: this.#used, remaining, resetAt: new Date(this.#resetAtMs) };
  }

  #roll(): void {
    const now = this.#now().getTime();
    if (now < this.#resetAtMs) return;
    this.#used = 0;
    this.#resetAtMs = now + this.windowMs;
  }
}
