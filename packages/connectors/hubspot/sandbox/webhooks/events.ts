import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WebhookResult, WebhookSender } from '@syncline/sandbox';
import type { Happened, Portal } from '../model/portal.ts';

/** What an app wants to be told. */
export interface Subscription {
  readonly id: string;
  readonly eventType: string;
  readonly objectTypeId?: string;
  readonly propertyName?: string;
  readonly active: boolean;
}

export interface EventsOptions {
  readonly retryMs: readonly number[];
  /** Events of one delivery. */
  readonly most?: number;
  /** False while a past is taken up again: nothing is sent. */
  isLive(): boolean;
}

type Event = Record<string, unknown>;

/** A delivery is not sent again after these: https://developers.hubspot.com/docs/api-reference/legacy/webhooks/guide */
const FINAL = new Set([400, 401, 403, 404, 405]);
const KEPT = 2_000;

/** The app's webhooks: one address, and up to a hundred events in a delivery. */
export class Events {
  readonly #portal: Portal;
  readonly #sender: WebhookSender;
  readonly #options: EventsOptions;
  readonly #closing = new AbortController();
  #waiting: Event[] = [];
  #isDue = false;
  #made = 0;
  targetUrl: string | null = null;
  /** True: everything is told, as by a declaration that names it all. */
  isDeclared = false;
  readonly subscriptions = new Map<string, Subscription>();
  readonly results: { readonly events: number; readonly attempt: number; readonly result: WebhookResult }[] = [];

  constructor(portal: Portal, sender: WebhookSender, options: EventsOptions) {
    this.#portal = portal;
    this.#sender = sender;
    this.#options = options;
  }

  nextId(): string {
    this.#made += 1;
    return String(600_000 + this.#made);
  }

  close(): void {
    this.#closing.abort();
  }

  /** What was told so far and not sent yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  tell(happened: Happened): void {
    if (this.targetUrl === null || !this.#options.isLive()) return;
    const { portalId, appId } = this.#portal.settings;
    for (const subscription of this.#subscribed(happened)) {
      this.#made += 1;
      const { eventType, objectTypeId } = subscription;
      const { at, details } = happened;
      this.#waiting.push({
        // Not unique by itself: https://developers.hubspot.com/docs/api-reference/legacy/webhooks/guide
        eventId: this.#made % 1_000,
        subscriptionId: Number(subscription.id),
        portalId,
        appId,
        occurredAt: at,
        subscriptionType: eventType,
        attemptNumber: 0,
        ...(eventType.startsWith('object.') && { objectTypeId }),
        ...details,
        changeSource: 'CRM_UI',
        sourceId: 'userId:70001',
      });
    }
    if (this.#isDue || this.#waiting.length === 0) return;
    this.#isDue = true;
    setImmediate(() => {
      this.#isDue = false;
      while (this.#waiting.length > 0) void this.#deliver(this.#waiting.splice(0, this.#options.most ?? 100));
    });
  }

  #subscribed({ object, change, details }: Happened): Subscription[] {
    const { typeId, eventName } = this.#portal.store(object).schema;
    if (this.isDeclared) return [{ id: '1', eventType: `object.${change}`, objectTypeId: typeId, active: true }];
    return [...this.subscriptions.values()].filter(
      (one) =>
        one.active &&
        (one.eventType === `${eventName}.${change}` ||
          (one.eventType === `object.${change}` && one.objectTypeId === typeId)) &&
        (change !== 'propertyChange' || one.propertyName === details['propertyName']),
    );
  }

  async #deliver(events: readonly Event[]): Promise<void> {
    for (const [attempt, waitMs] of [0, ...this.#options.retryMs].entries()) {
      if (waitMs > 0)
        await sleep(waitMs, undefined, { ref: false, signal: this.#closing.signal }).catch(() => undefined);
      const url = this.targetUrl;
      if (this.#closing.signal.aborted || url === null) return;
      const body = JSON.stringify(events.map((event) => ({ ...event, attemptNumber: attempt })));
      const headers = signedHeaders(this.#portal.settings.clientSecret, url, body, Date.now());
      const result = await this.#sender.send({ url, body, headers });
      this.results.push({ events: events.length, attempt, result });
      if (this.results.length > KEPT) this.results.shift();
      if ((result.status >= 200 && result.status < 300) || FINAL.has(result.status)) return;
    }
  }
}

/** Signature v3, as HubSpot's documentation and its own client compute it. */
export function signedHeaders(secret: string, url: string, body: string, timestamp: number): Record<string, string> {
  const signed = createHmac('sha256', secret).update(`POST${url}${body}${timestamp}`);
  return {
    'Content-Type': 'application/json',
    'User-Agent': 'HubSpot Connect 2.0 (http://dev.hubspot.com/) - WebHooks',
    'X-HubSpot-Signature-v3': signed.digest('base64'),
    'X-HubSpot-Request-Timestamp': String(timestamp),
  };
}
