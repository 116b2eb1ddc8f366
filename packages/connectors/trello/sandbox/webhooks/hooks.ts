import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WebhookResult, WebhookSender } from '@syncline/sandbox';
import { invalid, Refusal } from '../changes/refusal.ts';
import type { SandboxAction } from '../model/records.ts';
import type { World } from '../model/world.ts';
import { renderAction, renderBoard } from '../render/render-board.ts';

export interface Hook {
  readonly id: string;
  readonly description: string;
  /** The board that it watches. */
  readonly idModel: string;
  readonly callbackURL: string;
  readonly active: boolean;
  readonly failures: number;
}

export interface HookDelivery {
  readonly hookId: string;
  readonly type: string;
  readonly result: WebhookResult;
}

export interface HookOptions {
  /** With which deliveries are signed. */
  readonly secret: string;
  readonly retryMs: readonly number[];
  /** False while a past is taken up again: addresses are not asked, nothing is sent. */
  isLive(): boolean;
}

const KEPT = 5_000;

/** Webhooks of boards. An address is asked with HEAD before it is taken. */
export class Hooks {
  readonly #world: World;
  readonly #sender: WebhookSender;
  readonly #options: HookOptions;
  readonly #hooks = new Map<string, Hook>();
  readonly #closing = new AbortController();
  readonly deliveries: HookDelivery[] = [];

  constructor(world: World, sender: WebhookSender, options: HookOptions) {
    this.#world = world;
    this.#sender = sender;
    this.#options = options;
  }

  list(): Hook[] {
    return [...this.#hooks.values()];
  }

  get(id: string): Hook | undefined {
    return this.#hooks.get(id);
  }

  put(hook: Hook): Hook {
    this.#hooks.set(hook.id, hook);
    return hook;
  }

  remove(id: string): void {
    this.#hooks.delete(id);
  }

  close(): void {
    this.#closing.abort();
  }

  async add(from: Pick<Hook, 'callbackURL' | 'idModel' | 'description'>): Promise<Hook> {
    const id = this.#world.takeId();
    if (!this.#world.boards.has(from.idModel)) throw invalid('idModel');
    const isSame = (hook: Hook) => hook.callbackURL === from.callbackURL && hook.idModel === from.idModel;
    if (this.list().some(isSame))
      throw new Refusal(400, 'A webhook with that callback, model, and token already exists');
    if (this.#options.isLive()) await this.#ask(from.callbackURL);
    return this.put({ ...from, id, active: true, failures: 0 });
  }

  async #ask(url: string): Promise<void> {
    const status = await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(5_000) }).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status !== 200) throw new Refusal(400, `URL (${url}) did not return 200 status code, got ${status}`);
  }

  publish(action: SandboxAction): void {
    for (const hook of this.#hooks.values())
      if (hook.active && hook.idModel === action.boardId) void this.#deliver(hook, action);
  }

  async #deliver(hook: Hook, action: SandboxAction): Promise<void> {
    const board = this.#world.boards.get(action.boardId);
    if (!board) return;
    const body = JSON.stringify({ model: renderBoard(board), action: renderAction(this.#world, action) });
    const headers = {
      'Content-Type': 'application/json',
      'User-Agent': 'Trello Webhooks',
      'X-Trello-Webhook': signature(this.#options.secret, body, hook.callbackURL),
    };
    for (const waitMs of [0, ...this.#options.retryMs]) {
      if (waitMs > 0)
        await sleep(waitMs, undefined, { ref: false, signal: this.#closing.signal }).catch(() => undefined);
      if (this.#closing.signal.aborted) return;
      const result = await this.#sender.send({ url: hook.callbackURL, body, headers });
      this.deliveries.push({ hookId: hook.id, type: action.type, result });
      if (this.deliveries.length > KEPT) this.deliveries.shift();
      if (result.status >= 200 && result.status < 300) return;
      // 410 tells Trello to forget the webhook.
      if (result.status === 410) return this.remove(hook.id);
    }
  }
}

/** The base64 HMAC-SHA1 of the body and, after it, the address. */
export function signature(secret: string, body: string, callbackURL: string): string {
  return createHmac('sha1', secret)
    .update(body + callbackURL)
    .digest('base64');
}
