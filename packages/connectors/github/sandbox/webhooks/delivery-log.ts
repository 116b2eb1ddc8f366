import type { WebhookResult } from '@syncline/sandbox';
import { notFound } from '../changes/refusal.ts';

export interface HookDelivery {
  readonly id: number;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly repositoryId: number | null;
  readonly isRedelivery: boolean;
  readonly deliveredAt: Date;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly body: string;
  readonly result: WebhookResult;
}

/** GitHub keeps days of deliveries; this keeps the last some thousand attempts. */
const CAPACITY = 5_000;

/** The attempts of one hook. */
export class DeliveryLog {
  readonly #deliveries = new Map<number, HookDelivery>();

  add(delivery: HookDelivery): void {
    this.#deliveries.set(delivery.id, delivery);
    if (this.#deliveries.size <= CAPACITY) return;
    const oldest = this.#deliveries.keys().next();
    if (!oldest.done) this.#deliveries.delete(oldest.value);
  }

  get(id: number): HookDelivery {
    const delivery = this.#deliveries.get(id);
    if (delivery === undefined) throw notFound();
    return delivery;
  }

  /** Newest first. */
  list(status: 'success' | 'failure' | null = null): HookDelivery[] {
    const all = [...this.#deliveries.values()].sort((a, b) => b.id - a.id);
    return status === null ? all : all.filter((delivery) => succeeded(delivery) === (status === 'success'));
  }
}

export function succeeded({ result }: HookDelivery): boolean {
  return result.status >= 200 && result.status < 300;
}
