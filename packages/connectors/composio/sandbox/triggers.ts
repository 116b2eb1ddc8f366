import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WebhookSender } from '@syncline/sandbox';

interface Subscription {
  readonly url: string;
  readonly secret: string;
}

/** Composio's own waits are not documented. */
const RETRIES_MS = [5_000, 60_000, 300_000];

/** Something that changed at the CRM, as a trigger shows it. */
export interface Seen {
  readonly slug: string;
  readonly data: object;
}

/** Triggers of the connected account: what changes at the CRM is told in the form of Standard Webhooks, version V3. */
export class Triggers {
  readonly #sender: WebhookSender;
  readonly #accountId: string;
  readonly #retriesMs: readonly number[];
  readonly #subscriptions: Subscription[] = [];
  #sent = 0;

  constructor(sender: WebhookSender, accountId: string, retriesMs: readonly number[] = RETRIES_MS) {
    this.#sender = sender;
    this.#accountId = accountId;
    this.#retriesMs = retriesMs;
  }

  subscribe(subscription: Subscription): void {
    this.#subscriptions.push(subscription);
  }

  told(seen: readonly Seen[]): void {
    for (const each of seen)
      for (const subscription of this.#subscriptions) {
        this.#sent += 1;
        void this.#deliver(subscription, `msg_${this.#sent}`, each);
      }
  }

  async #deliver({ url, secret }: Subscription, deliveryId: string, { slug, data }: Seen): Promise<void> {
    const body = JSON.stringify({
      id: deliveryId,
      timestamp: new Date().toISOString(),
      type: 'composio.trigger.message',
      metadata: { trigger_slug: slug, connected_account_id: this.#accountId },
      data,
    });
    for (const waitMs of [0, ...this.#retriesMs]) {
      if (waitMs > 0) await sleep(waitMs, undefined, { ref: false });
      const { status } = await this.#sender.send({ url, body, headers: signatureHeaders(secret, deliveryId, body) });
      if (status >= 200 && status < 300) return;
    }
  }
}

/** With the secret's own bytes as the key. */
export function signatureHeaders(secret: string, deliveryId: string, body: string): Record<string, string> {
  const at = String(Math.floor(Date.now() / 1_000));
  const digest = createHmac('sha256', secret).update(`${deliveryId}.${at}.${body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'webhook-id': deliveryId,
    'webhook-timestamp': at,
    'webhook-signature': `v1,${digest}`,
    'x-composio-webhook-version': 'V3',
  };
}
