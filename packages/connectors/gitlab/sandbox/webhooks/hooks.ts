import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WebhookResult, WebhookSender } from '@syncline/sandbox';
import type { Instance, SandboxEvent } from '../model/instance.ts';
import type { SandboxPlace } from '../model/records.ts';

export interface Hook {
  readonly id: number;
  readonly uuid: string;
  readonly place: SandboxPlace;
  readonly url: string;
  /** Sent as it is. */
  readonly token: string | null;
  /** `whsec_` and base64: what deliveries are signed with. */
  readonly signingToken: string | null;
  /** What it asks for: `issues_events`. */
  readonly settings: readonly string[];
}

export interface HookDelivery {
  readonly hookId: number;
  readonly key: string;
  readonly event: string;
  readonly retry: number;
  readonly result: WebhookResult;
}

type Status = 'executable' | 'temporarily_disabled' | 'disabled';

/** Failures in a row after which GitLab rests a hook, and after which it switches it off. */
const RESTS_AFTER = 4;
const DISABLED_AFTER = 40;
const FIRST_REST_MS = 60_000;
const KEPT = 5_000;

/** Who wants to hear of changes. A hook can be made to die silently: it stands, and nothing comes. */
export class Hooks {
  readonly #instance: Instance;
  readonly #sender: WebhookSender;
  readonly #retry: { readonly times: number; readonly delayMs: number };
  readonly #hooks = new Map<number, Hook>();
  readonly #dead = new Set<number>();
  readonly #failures = new Map<number, { inRow: number; restsUntil: number }>();
  readonly deliveries: HookDelivery[] = [];

  constructor(instance: Instance, sender: WebhookSender, retry = { times: 0, delayMs: 0 }) {
    this.#instance = instance;
    this.#sender = sender;
    this.#retry = retry;
  }

  list(place?: SandboxPlace): Hook[] {
    const all = [...this.#hooks.values()];
    return place ? all.filter((hook) => hook.place.kind === place.kind && hook.place.id === place.id) : all;
  }

  add(from: Omit<Hook, 'id' | 'uuid'>): Hook {
    const hook: Hook = { ...from, id: this.#instance.takeId(), uuid: randomUUID() };
    this.#hooks.set(hook.id, hook);
    return hook;
  }

  edit(hook: Hook, edit: Partial<Hook>): Hook {
    const edited = { ...hook, ...edit };
    this.#hooks.set(hook.id, edited);
    return edited;
  }

  remove(id: number): void {
    this.#hooks.delete(id);
  }

  /** It goes on to stand in lists, and sends no more. */
  silence(id: number, isDead = true): void {
    if (isDead) this.#dead.add(id);
    else this.#dead.delete(id);
  }

  statusOf({ id }: Hook): Status {
    const failed = this.#failures.get(id);
    if (!failed) return 'executable';
    if (failed.inRow >= DISABLED_AFTER) return 'disabled';
    return failed.restsUntil > this.#instance.nowMs() ? 'temporarily_disabled' : 'executable';
  }

  /** As if so many deliveries had failed in a row. */
  fail(id: number, times: number): void {
    for (let i = 0; i < times; i += 1) this.#note(id, false);
  }

  publish(event: SandboxEvent): void {
    const eventId = randomUUID();
    for (const hook of this.#hooks.values()) {
      if (!hook.settings.includes(event.setting) || !covers(hook.place, event.place)) continue;
      if (this.#dead.has(hook.id) || this.statusOf(hook) !== 'executable') continue;
      void this.#deliver(hook, event, eventId, JSON.stringify(event.body));
    }
  }

  async #deliver(hook: Hook, event: SandboxEvent, eventId: string, body: string): Promise<void> {
    const key = randomUUID();
    for (let retry = 0; retry <= this.#retry.times; retry += 1) {
      if (retry > 0) await sleep(this.#retry.delayMs, undefined, { ref: false });
      const headers = {
        'Content-Type': 'application/json',
        'User-Agent': 'GitLab/18.6.0',
        'X-Gitlab-Event': event.name,
        'X-Gitlab-Webhook-UUID': hook.uuid,
        'X-Gitlab-Event-UUID': eventId,
        'X-Gitlab-Instance': this.#instance.url,
        'Idempotency-Key': key,
        ...(hook.token !== null && { 'X-Gitlab-Token': hook.token }),
        ...(hook.signingToken !== null && signed(hook.signingToken, key, this.#instance.nowMs(), body)),
      };
      const result = await this.#sender.send({ url: hook.url, body, headers });
      this.deliveries.push({ hookId: hook.id, key, event: event.name, retry, result });
      if (this.deliveries.length > KEPT) this.deliveries.shift();
      // Nothing but success counts: 4xx as much as 5xx.
      const isHeard = result.status >= 200 && result.status < 300;
      this.#note(hook.id, isHeard);
      if (isHeard) return;
    }
  }

  #note(id: number, isHeard: boolean): void {
    if (isHeard) {
      this.#failures.delete(id);
      return;
    }
    const inRow = (this.#failures.get(id)?.inRow ?? 0) + 1;
    const rest = inRow < RESTS_AFTER ? 0 : Math.min(86_400_000, FIRST_REST_MS * 2 ** (inRow - RESTS_AFTER));
    this.#failures.set(id, { inRow, restsUntil: this.#instance.nowMs() + rest });
  }
}

/** The headers of a Standard Webhook: https://www.standardwebhooks.com */
export function signed(signingToken: string, id: string, nowMs: number, body: string): Record<string, string> {
  const key = Buffer.from(signingToken.replace(/^whsec_/, ''), 'base64');
  const time = String(Math.floor(nowMs / 1_000));
  const signature = createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': `v1,${signature}` };
}

/** A group's hooks tell of all that is below it. */
function covers(hook: SandboxPlace, place: SandboxPlace): boolean {
  if (hook.kind === place.kind && hook.id === place.id) return true;
  return hook.kind === 'groups' && place.path.startsWith(`${hook.path}/`);
}
