import { createHmac, randomUUID } from 'node:crypto';
import type { OutgoingWebhook, WebhookResult, WebhookSender } from '@syncline/sandbox';
import type { Change, Organisation } from '../model/organisation.ts';

export interface Callout {
  readonly url: string;
  readonly secret: string;
}

export interface CalloutAttempt {
  readonly deliveryId: string;
  readonly body: string;
  readonly result: WebhookResult;
}

/** Attempts that are remembered. */
const CAPACITY = 5_000;

/** What the Apex class of infra/salesforce does: one signed callout a transaction, never sent again by the simulator. */
export class Callouts {
  readonly #organisation: Organisation;
  readonly #sender: WebhookSender;
  readonly #targets: Callout[] = [];
  readonly #attempts: CalloutAttempt[] = [];

  constructor(organisation: Organisation, sender: WebhookSender) {
    this.#organisation = organisation;
    this.#sender = sender;
  }

  add(target: Callout): Callout {
    this.#targets.push(target);
    return target;
  }

  remove(target: Callout): void {
    const at = this.#targets.indexOf(target);
    if (at >= 0) this.#targets.splice(at, 1);
  }

  list(): readonly Callout[] {
    return this.#targets;
  }

  /** Oldest first. */
  attempts(): readonly CalloutAttempt[] {
    return this.#attempts;
  }

  publish(changes: readonly Change[]): void {
    for (const target of this.#targets) void this.#send(target, changes);
  }

  async #send(target: Callout, changes: readonly Change[]): Promise<void> {
    const { organizationId, now } = this.#organisation.settings;
    const deliveryId = randomUUID();
    const webhook = signedCallout(target, deliveryId, now(), {
      event: 'records.changed',
      org: organizationId,
      records: changes.map(({ object, id, op, at }) => ({ object, id, op, at: at.toISOString() })),
    });
    const result = await this.#sender.send(webhook);
    this.#attempts.push({ deliveryId, body: webhook.body, result });
    if (this.#attempts.length > CAPACITY) this.#attempts.shift();
  }
}

/** A callout as the Apex class signs it: HMAC-SHA256 over `timestamp.body`, the timestamp in seconds. */
export function signedCallout(
  { url, secret }: Callout,
  deliveryId: string,
  at: Date,
  payload: object,
): OutgoingWebhook {
  const body = JSON.stringify(payload);
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  const headers = {
    'Content-Type': 'application/json',
    'User-Agent': 'SFDC-Callout/62.0',
    'X-Syncline-Delivery': deliveryId,
    'X-Syncline-Timestamp': timestamp,
    'X-Syncline-Signature': `sha256=${signature}`,
  };
  return { url, headers, body };
}
