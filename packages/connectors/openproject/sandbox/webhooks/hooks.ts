import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WebhookResult, WebhookSender } from '@syncline/sandbox';
import type { Instance, SandboxEvent } from '../model/instance.ts';

export interface Hook {
  readonly id: number;
  readonly url: string;
  /** Null: deliveries are not signed. */
  readonly secret: string | null;
  readonly events: readonly string[];
  /** Null: all projects. */
  readonly projectIds: readonly number[] | null;
  readonly enabled: boolean;
}

export interface HookDelivery {
  readonly hookId: number;
  readonly event: string;
  readonly result: WebhookResult;
}

const KEPT = 5_000;

/** What an administrator has set up. A delivery that fails is written down and dropped. */
export class Hooks {
  readonly #instance: Instance;
  readonly #sender: WebhookSender;
  readonly #delayMs: number;
  readonly #hooks = new Map<number, Hook>();
  readonly deliveries: HookDelivery[] = [];

  constructor(instance: Instance, sender: WebhookSender, delayMs = 0) {
    this.#instance = instance;
    this.#sender = sender;
    this.#delayMs = delayMs;
  }

  list(): Hook[] {
    return [...this.#hooks.values()];
  }

  add(from: Omit<Hook, 'id'>): Hook {
    const hook = { ...from, id: this.#instance.takeId() };
    this.#hooks.set(hook.id, hook);
    return hook;
  }

  remove(id: number): void {
    this.#hooks.delete(id);
  }

  publish(event: SandboxEvent): void {
    for (const hook of this.#hooks.values()) {
      if (!hook.enabled || !hook.events.includes(event.event)) continue;
      if (hook.projectIds !== null && !hook.projectIds.includes(event.projectId)) continue;
      void this.#deliver(hook, event);
    }
  }

  async #deliver(hook: Hook, event: SandboxEvent): Promise<void> {
    if (this.#delayMs > 0) await sleep(this.#delayMs, undefined, { ref: false });
    const shown = event.body();
    if (shown === null) return;
    const body = JSON.stringify(shown);
    const headers = {
      'Content-Type': 'application/json',
      Accept: 'application/json',
      'User-Agent': 'Faraday v2.12.0',
      ...(hook.secret !== null && { 'X-OP-Signature': signature(hook.secret, body) }),
    };
    const result = await this.#sender.send({ url: hook.url, body, headers });
    this.deliveries.push({ hookId: hook.id, event: event.event, result });
    if (this.deliveries.length > KEPT) this.deliveries.shift();
  }
}

/** `sha1=` and the hex HMAC-SHA1 of the body. */
export function signature(secret: string, body: string): string {
  return `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`;
}
