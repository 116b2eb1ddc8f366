import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WebhookResult, WebhookSender } from '@syncline/sandbox';
import type { Change, Company } from '../model/company.ts';
import { eventOf, wordFor } from './event.ts';

export interface Hook {
  readonly id: number;
  readonly url: string;
  readonly action: string;
  readonly object: string;
  readonly name: string;
  readonly user: string | null;
  readonly password: string | null;
  readonly version: string;
  readonly addedAt: number;
  readonly lastDelivery: { readonly at: number; readonly status: number } | null;
  readonly lastSuccessAt: number | null;
  /** First tries that failed since it was banned last. */
  readonly failures: number;
  readonly bannedUntil: number;
}

export interface HookDelivery {
  readonly hookId: number;
  readonly event: string;
  readonly attempt: number;
  readonly result: WebhookResult;
}

/** https://pipedrive.readme.io/docs/guide-for-webhooks-v2 */
const BANNED_AFTER = 10;
const BAN_MS = 30 * 60_000;
const FORGOTTEN_AFTER_MS = 3 * 86_400_000;
const KEPT = 5_000;

/** Webhooks, with the ban that loses events, and the end of those that nobody answers. */
export class Hooks {
  readonly #company: Company;
  readonly #sender: WebhookSender;
  readonly #retryMs: readonly number[];
  readonly #hooks = new Map<number, Hook>();
  readonly #closing = new AbortController();
  #nextId = 1;
  readonly deliveries: HookDelivery[] = [];
  /** Events that nobody was told of, because their hook was banned. */
  lost = 0;

  constructor(company: Company, sender: WebhookSender, retryMs: readonly number[]) {
    this.#company = company;
    this.#sender = sender;
    this.#retryMs = retryMs;
  }

  list(): Hook[] {
    return [...this.#hooks.values()];
  }

  add(from: Pick<Hook, 'url' | 'action' | 'object' | 'name' | 'user' | 'password' | 'version'>): Hook {
    const none = { lastDelivery: null, lastSuccessAt: null, failures: 0, bannedUntil: 0 };
    const hook: Hook = { ...from, ...none, id: this.#nextId++, addedAt: this.#now() };
    this.#hooks.set(hook.id, hook);
    return hook;
  }

  remove(id: number): boolean {
    return this.#hooks.delete(id);
  }

  close(): void {
    this.#closing.abort();
  }

  publish(change: Change): void {
    const word = wordFor(change.entity);
    for (const hook of this.#hooks.values()) {
      if (hook.action !== '*' && hook.action !== change.action) continue;
      if (hook.object !== '*' && hook.object !== word) continue;
      if (this.#now() < hook.bannedUntil) this.lost += 1;
      else void this.#deliver(hook.id, change, randomUUID());
    }
  }

  async #deliver(id: number, change: Change, eventId: string): Promise<void> {
    for (const [tried, waitMs] of [0, ...this.#retryMs].entries()) {
      const options = { ref: false, signal: this.#closing.signal };
      if (waitMs > 0) await sleep(waitMs, undefined, options).catch(() => undefined);
      const hook = this.#hooks.get(id);
      if (this.#closing.signal.aborted || !hook) return;
      const attempt = tried + 1;
      const body = JSON.stringify(eventOf(this.#company, hook, change, eventId, attempt));
      const basic = Buffer.from(`${hook.user ?? ''}:${hook.password ?? ''}`).toString('base64');
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'Pipedrive Webhooks',
        ...(hook.user !== null && { authorization: `Basic ${basic}` }),
      };
      const result = await this.#sender.send({ url: hook.url, body, headers });
      this.deliveries.push({ hookId: id, event: `${change.action}.${wordFor(change.entity)}`, attempt, result });
      if (this.deliveries.length > KEPT) this.deliveries.shift();
      const isDone = result.status >= 200 && result.status < 300;
      this.#note(id, result.status, isDone, attempt);
      if (isDone) return;
    }
    const hook = this.#hooks.get(id);
    if (hook && this.#now() - (hook.lastSuccessAt ?? hook.addedAt) >= FORGOTTEN_AFTER_MS) this.remove(id);
  }

  /** Only first tries count towards the ban; when it ends, counting begins anew. */
  #note(id: number, status: number, isDone: boolean, attempt: number): void {
    const hook = this.#hooks.get(id);
    if (!hook) return;
    const at = this.#now();
    const failures = hook.failures + (isDone || attempt > 1 ? 0 : 1);
    const isBanned = failures >= BANNED_AFTER;
    this.#hooks.set(id, {
      ...hook,
      lastDelivery: { at, status },
      lastSuccessAt: isDone ? at : hook.lastSuccessAt,
      failures: isBanned ? 0 : failures,
      bannedUntil: isBanned ? at + BAN_MS : hook.bannedUntil,
    });
  }

  #now(): number {
    return this.#company.now().getTime();
  }
}
