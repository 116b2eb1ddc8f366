import { setTimeout as sleep } from 'node:timers/promises';
import { Dice } from './dice.ts';
import { NO_WEBHOOK_FAULTS, type WebhookFaults } from './webhook-faults.ts';

export interface OutgoingWebhook {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WebhookResult {
  /** 0 when there was no answer. */
  readonly status: number;
  readonly durationMs: number;
  /** `OK`, or what went wrong. */
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Queued {
  readonly webhook: OutgoingWebhook;
  readonly settle: (result: WebhookResult) => void;
}

export interface WebhookSenderOptions {
  readonly timeoutMs: number;
  readonly concurrency?: number;
  readonly seed?: number;
}

/** Sends webhooks in the order given, some at once, and does to them what the faults say. It never tries again by itself. */
export class WebhookSender {
  readonly #options: WebhookSenderOptions;
  readonly #dice: Dice;
  readonly #waiting: Queued[] = [];
  readonly #closing = new AbortController();
  #running = 0;
  #isMuted = false;
  #faults: WebhookFaults = NO_WEBHOOK_FAULTS;

  constructor(options: WebhookSenderOptions) {
    this.#options = options;
    this.#dice = new Dice(options.seed ?? 1);
  }

  setFaults(faults: Partial<WebhookFaults>): void {
    this.#faults = { ...this.#faults, ...faults };
    this.#pump();
  }

  clearFaults(): void {
    this.#faults = NO_WEBHOOK_FAULTS;
    this.#pump();
  }

  get faults(): WebhookFaults {
    return this.#faults;
  }

  /** While muted, whatever is sent is taken for delivered and goes nowhere. */
  mute(isMuted: boolean): void {
    this.#isMuted = isMuted;
  }

  /** Waiting and under way. */
  get pending(): number {
    return this.#waiting.length + this.#running;
  }

  /** Resolves with what came of it; rejects never. Duplicates are sent beside it and their answers are thrown away. */
  send(webhook: OutgoingWebhook): Promise<WebhookResult> {
    if (this.#isMuted) return Promise.resolve({ ...failed('OK', 0), status: 202 });
    if (this.#dice.chance(this.#faults.dropRate)) return Promise.resolve(failed('dropped on purpose', 0));
    const { min, max } = this.#faults.duplicates;
    const copies = min + this.#dice.below(max - min + 1);
    for (let copy = 0; copy < copies; copy += 1) this.#waiting.push({ webhook, settle: () => undefined });
    const sent = new Promise<WebhookResult>((settle) => this.#waiting.push({ webhook, settle }));
    this.#pump();
    return sent;
  }

  /** Resolves when nothing waits or is under way; never while paused with something waiting. */
  async idle(): Promise<void> {
    while (this.pending > 0 && !this.#closing.signal.aborted) await sleep(5);
  }

  close(): void {
    this.#closing.abort();
    for (const { settle } of this.#waiting.splice(0)) settle(failed('the sender was closed', 0));
  }

  #pump(): void {
    while (!this.#faults.paused && this.#running < (this.#options.concurrency ?? 8)) {
      const within = Math.min(this.#waiting.length, Math.max(1, this.#faults.shuffleWindow));
      const [next] = this.#waiting.splice(within > 1 ? this.#dice.below(within) : 0, 1);
      if (next === undefined) return;
      this.#running += 1;
      void this.#deliver(next).finally(() => {
        this.#running -= 1;
        this.#pump();
      });
    }
  }

  async #deliver({ webhook, settle }: Queued): Promise<void> {
    const delayMs = this.#faults.maxDelayMs > 0 ? this.#dice.below(this.#faults.maxDelayMs) : 0;
    if (delayMs > 0) await sleep(delayMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
    settle(await post(webhook, AbortSignal.any([this.#closing.signal, AbortSignal.timeout(this.#options.timeoutMs)])));
  }
}

async function post(webhook: OutgoingWebhook, signal: AbortSignal): Promise<WebhookResult> {
  const startedAt = performance.now();
  try {
    const answer = await fetch(webhook.url, {
      method: 'POST',
      headers: webhook.headers,
      body: webhook.body,
      signal,
      redirect: 'manual',
    });
    const body = await answer.text();
    return {
      status: answer.status,
      durationMs: performance.now() - startedAt,
      message: answer.ok ? 'OK' : `Invalid HTTP Response: ${answer.status}`,
      headers: Object.fromEntries(answer.headers),
      body,
    };
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    return failed(timedOut ? 'timed out' : 'failed to connect to host', performance.now() - startedAt);
  }
}

function failed(message: string, durationMs: number): WebhookResult {
  return { status: 0, durationMs, message, headers: {}, body: '' };
}
