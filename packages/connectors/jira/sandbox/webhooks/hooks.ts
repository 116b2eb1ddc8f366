import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OutgoingWebhook, WebhookResult, WebhookSender } from '@syncline/sandbox';
import type { SandboxEvent, Site } from '../model/site.ts';

export interface Hook {
  readonly id: number;
  /** `admin`: the site's own, which sign the body. `dynamic`: an app's, which lapse, and prove who sends. */
  readonly kind: 'admin' | 'dynamic';
  readonly url: string;
  readonly secret: string | null;
  readonly events: readonly string[];
  /** JQL for what is about issues; empty: all. */
  readonly filter: string;
  readonly enabled: boolean;
  readonly expiresAtMs: number | null;
}

export interface HookDelivery {
  readonly hookId: number;
  readonly identifier: string;
  readonly event: string;
  readonly retry: number;
  readonly result: WebhookResult;
}

const LIFE_MS = 30 * 86_400_000;
const TRIED_AGAIN = [0, 408, 409, 425, 429];
const KEPT = 5_000;

/** Who wants to hear of changes. A hook can be made to die silently: it stands, and nothing comes. */
export class Hooks {
  readonly #site: Site;
  readonly #sender: WebhookSender;
  readonly #retry: { readonly times: number; readonly delayMs: number };
  readonly #hooks = new Map<number, Hook>();
  readonly #dead = new Set<number>();
  readonly deliveries: HookDelivery[] = [];

  constructor(site: Site, sender: WebhookSender, retry = { times: 0, delayMs: 0 }) {
    this.#site = site;
    this.#sender = sender;
    this.#retry = retry;
  }

  /** Those of a kind that have not lapsed. */
  list(kind: Hook['kind']): Hook[] {
    const now = this.#site.nowMs();
    return [...this.#hooks.values()].filter(
      (hook) => hook.kind === kind && (hook.expiresAtMs === null || hook.expiresAtMs > now),
    );
  }

  get(kind: Hook['kind'], id: number): Hook | undefined {
    return this.list(kind).find((hook) => hook.id === id);
  }

  add(from: Omit<Hook, 'id' | 'expiresAtMs'>): Hook {
    const expiresAtMs = from.kind === 'dynamic' ? this.#site.nowMs() + LIFE_MS : null;
    const hook: Hook = { ...from, id: this.#site.takeId(), expiresAtMs };
    this.#hooks.set(hook.id, hook);
    return hook;
  }

  edit(hook: Hook, edit: Partial<Hook>): Hook {
    const edited = { ...hook, ...edit };
    this.#hooks.set(hook.id, edited);
    return edited;
  }

  /** Another 30 days from now. */
  refresh(hook: Hook): Hook {
    return this.edit(hook, { expiresAtMs: this.#site.nowMs() + LIFE_MS });
  }

  remove(id: number): void {
    this.#hooks.delete(id);
  }

  /** It goes on to stand in lists, and sends no more. */
  silence(id: number, isDead = true): void {
    if (isDead) this.#dead.add(id);
    else this.#dead.delete(id);
  }

  publish(event: SandboxEvent): void {
    for (const hook of [...this.list('admin'), ...this.list('dynamic')]) {
      if (!hook.enabled || this.#dead.has(hook.id) || !hook.events.includes(event.event)) continue;
      if (event.projectKey !== null && !covers(hook.filter, event.projectKey)) continue;
      void this.#deliver(hook, event, JSON.stringify(event.body));
    }
  }

  async #deliver(hook: Hook, event: SandboxEvent, body: string): Promise<void> {
    const identifier = randomUUID();
    for (let retry = 0; retry <= this.#retry.times; retry += 1) {
      if (retry > 0) await sleep(this.#retry.delayMs, undefined, { ref: false });
      const result = await this.#sender.send(outgoing(this.#site, hook, identifier, retry, body));
      this.deliveries.push({ hookId: hook.id, identifier, event: event.event, retry, result });
      if (this.deliveries.length > KEPT) this.deliveries.shift();
      if (!TRIED_AGAIN.includes(result.status) && result.status < 500) return;
    }
  }
}

function outgoing(site: Site, hook: Hook, identifier: string, retry: number, body: string): OutgoingWebhook {
  return {
    url: hook.url,
    body,
    headers: {
      'Content-Type': 'application/json; charset=UTF-8',
      'User-Agent': 'Atlassian HttpClient',
      'X-Atlassian-Webhook-Identifier': identifier,
      'X-Atlassian-Webhook-Flow': 'Primary',
      ...(retry > 0 && { 'X-Atlassian-Webhook-Retry': String(retry) }),
      ...(hook.secret !== null && proof(site, hook.kind, hook.secret, body)),
    },
  };
}

function proof(site: Site, kind: Hook['kind'], secret: string, body: string): Record<string, string> {
  return kind === 'admin'
    ? { 'X-Hub-Signature': signature(secret, body) }
    : { Authorization: `JWT ${originToken(secret, site.nowMs())}` };
}

/** `sha256=` and the hex HMAC-SHA256 of the body. */
export function signature(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** A JSON Web Token of an app: who sends, for a minute or three; not what. */
export function originToken(secret: string, nowMs: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const seconds = Math.floor(nowMs / 1_000);
  const signed = `${part({ typ: 'JWT', alg: 'HS256' })}.${part({ iss: 'sandbox', iat: seconds, exp: seconds + 180 })}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

/** `project IN (A, B)` and `project = A`; everything else lets all pass. */
function covers(filter: string, projectKey: string): boolean {
  const match = /^project (?:in \(([^)]*)\)|= (\w+))$/i.exec(filter.trim());
  if (!match) return true;
  return (match[1] ?? match[2] ?? '').split(',').some((name) => name.trim() === projectKey);
}
