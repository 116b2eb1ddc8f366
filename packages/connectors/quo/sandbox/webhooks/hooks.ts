import { createHash, createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WebhookSender } from '@syncline/sandbox';
import type { SandboxEvent } from '../model/records.ts';
import type { Workspace } from '../model/workspace.ts';

export interface Hook {
  readonly id: string;
  readonly orgId: string;
  readonly url: string;
  readonly events: readonly string[];
  /** Ids of numbers, or `*`. */
  readonly resourceIds: readonly string[];
  readonly status: 'enabled' | 'disabled';
  readonly apiVersion: '2026-03-30' | null;
  /** `whsec_…`; of a hook made in the app, plain base64. */
  readonly key: string;
}

const RETRIES_MS = [5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 36_000_000];

/** The workspace's webhooks. What fails is tried again, under the same id and newly signed. */
export class Hooks {
  readonly #workspace: Workspace;
  readonly #sender: WebhookSender;
  readonly #retriesMs: readonly number[];
  readonly #hooks = new Map<string, Hook>();
  #made = 0;
  #deliveries = 0;
  #underWay = 0;

  constructor(workspace: Workspace, sender: WebhookSender, retriesMs: readonly number[] = RETRIES_MS) {
    this.#workspace = workspace;
    this.#sender = sender;
    this.#retriesMs = retriesMs;
  }

  list(): Hook[] {
    return [...this.#hooks.values()];
  }

  /** `isOld`: made in the app, which signs in the older way. */
  add(from: Pick<Hook, 'url' | 'events'> & Partial<Hook> & { readonly isOld?: boolean }): Hook {
    const { isOld = false, ...hook } = from;
    this.#made += 1;
    // Of the seed, so that a workspace that is taken up again signs as before.
    const key = createHash('sha256').update(`${this.#workspace.settings.seed}/${this.#made}`).digest('base64');
    const made: Hook = {
      orgId: this.#workspace.orgId,
      resourceIds: ['*'],
      status: 'enabled',
      apiVersion: isOld ? null : '2026-03-30',
      key: isOld ? key : `whsec_${key}`,
      ...hook,
      id: String(this.#made),
    };
    this.#hooks.set(made.id, made);
    return made;
  }

  remove(id: string): boolean {
    return this.#hooks.delete(id);
  }

  /** Deliveries that have neither arrived nor been given up. */
  get underWay(): number {
    return this.#underWay;
  }

  publish(event: SandboxEvent): void {
    for (const hook of this.#hooks.values()) {
      if (hook.status !== 'enabled' || !hook.events.includes(event.type)) continue;
      const { resourceIds } = hook;
      if (event.numberId !== null && !resourceIds.includes('*') && !resourceIds.includes(event.numberId)) continue;
      this.#deliveries += 1;
      this.#underWay += 1;
      const deliveryId = `msg_${this.#deliveries.toString(36).padStart(12, '0')}`;
      void this.#deliver(hook, event, deliveryId).finally(() => {
        this.#underWay -= 1;
      });
    }
  }

  async #deliver(hook: Hook, event: SandboxEvent, deliveryId: string): Promise<void> {
    const body = JSON.stringify(hook.apiVersion === null ? oldBody(event, deliveryId) : datedBody(event, deliveryId));
    for (const waitMs of [0, ...this.#retriesMs]) {
      if (waitMs > 0) await sleep(waitMs, undefined, { ref: false });
      if (!this.#hooks.has(hook.id)) return;
      const headers = { 'content-type': 'application/json', ...signatureHeaders(hook.key, deliveryId, body) };
      const { status } = await this.#sender.send({ url: hook.url, body, headers });
      if (status >= 200 && status < 300) return;
    }
  }
}

/** As each of the two kinds of webhooks signs; the form of the key says which it is. */
export function signatureHeaders(
  key: string,
  deliveryId: string,
  body: string,
  at: number = Date.now(),
): Record<string, string> {
  const sign = (secret: string, content: string): string =>
    createHmac('sha256', Buffer.from(secret, 'base64')).update(content).digest('base64');
  if (!key.startsWith('whsec_')) return { 'openphone-signature': `hmac;1;${at};${sign(key, `${at}.${body}`)}` };
  const seconds = Math.floor(at / 1_000);
  return {
    'webhook-id': deliveryId,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${sign(key.slice('whsec_'.length), `${deliveryId}.${seconds}.${body}`)}`,
  };
}

function datedBody({ type, resource, context, at }: SandboxEvent, deliveryId: string) {
  const createdAt = new Date(at).toISOString();
  const links = { quo: 'https://my.quo.com/inbox' };
  return { id: `EV${deliveryId}`, apiVersion: '2026-03-30', createdAt, type, data: { resource, context, links } };
}

/** https://www.quo.com/docs/mdx/guides/webhooks */
function oldBody({ type, resource, context, at }: SandboxEvent, deliveryId: string) {
  const { phoneNumberId, userId, senderIdentifier, recipientIdentifiers } = context;
  const object = { ...resource, phoneNumberId, userId, from: senderIdentifier, to: recipientIdentifiers };
  return {
    id: `EV${deliveryId}`,
    object: 'event',
    apiVersion: 'v4',
    createdAt: new Date(at).toISOString(),
    type,
    data: { object },
  };
}
