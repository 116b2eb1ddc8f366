import { createHmac, randomUUID } from 'node:crypto';
import type { OutgoingWebhook, WebhookSender } from '@syncline/sandbox';
import { invalid, notFound } from '../changes/refusal.ts';
import type { Organisation, SandboxEvent } from '../model/organisation.ts';
import type { RepositoryStore } from '../model/repository-store.ts';
import { DeliveryLog, type HookDelivery } from './delivery-log.ts';
import { eventBody } from './event-body.ts';

export interface HookConfig {
  readonly url: string;
  readonly secret: string | null;
}

export interface Hook {
  readonly id: number;
  /** Null: the organisation's. */
  readonly repository: RepositoryStore | null;
  readonly config: HookConfig;
  readonly events: readonly string[];
  readonly isActive: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Events that exist at organisation hooks only. */
const ORGANISATION_EVENTS = new Set(['projects_v2', 'projects_v2_item', 'organization', 'member', 'membership']);

/** Who wants to hear of changes, and what came of telling them. Nothing is sent again unless asked. */
export class Hooks {
  readonly #organisation: Organisation;
  readonly #sender: WebhookSender;
  readonly #hooks = new Map<number, Hook>();
  readonly #deliveries = new Map<number, DeliveryLog>();
  /** Hooks that look alive and send nothing. */
  readonly #silent = new Set<number>();

  constructor(organisation: Organisation, sender: WebhookSender) {
    this.#organisation = organisation;
    this.#sender = sender;
  }

  list(repository: RepositoryStore | null): Hook[] {
    return [...this.#hooks.values()].filter((hook) => hook.repository === repository);
  }

  get(repository: RepositoryStore | null, id: number): Hook {
    const hook = this.#hooks.get(id);
    if (hook === undefined || hook.repository !== repository) throw notFound();
    return hook;
  }

  deliveries(hookId: number): DeliveryLog {
    const log = this.#deliveries.get(hookId);
    if (log === undefined) throw notFound();
    return log;
  }

  add(
    repository: RepositoryStore | null,
    from: {
      readonly url: string;
      readonly secret?: string | null;
      readonly events?: readonly string[];
      readonly isActive?: boolean;
    },
  ): Hook {
    if (this.list(repository).some(({ config }) => config.url === from.url))
      throw invalid(
        'Hook',
        'url',
        'custom',
        'Hook already exists on this ' + (repository === null ? 'organization' : 'repository'),
      );
    const now = this.#organisation.settings.now();
    const hook: Hook = {
      id: this.#organisation.takeId(),
      repository,
      config: { url: from.url, secret: from.secret ?? null },
      events: checkedEvents(repository, from.events ?? ['push']),
      isActive: from.isActive ?? true,
      createdAt: now,
      updatedAt: now,
    };
    this.#hooks.set(hook.id, hook);
    this.#deliveries.set(hook.id, new DeliveryLog());
    this.ping(hook);
    return hook;
  }

  edit(
    hook: Hook,
    edit: {
      readonly url?: string;
      readonly secret?: string | null;
      readonly events?: readonly string[];
      readonly isActive?: boolean;
    },
  ): Hook {
    const edited: Hook = {
      ...hook,
      config: {
        url: edit.url ?? hook.config.url,
        secret: edit.secret === undefined ? hook.config.secret : edit.secret,
      },
      events: edit.events === undefined ? hook.events : checkedEvents(hook.repository, edit.events),
      isActive: edit.isActive ?? hook.isActive,
      updatedAt: this.#organisation.settings.now(),
    };
    this.#hooks.set(hook.id, edited);
    return edited;
  }

  remove(hook: Hook): void {
    this.#hooks.delete(hook.id);
    this.#deliveries.delete(hook.id);
  }

  /** From now on nothing is sent, nor noted as sent: the hook dies without a word, or wakes again. */
  silence(hook: Hook, isSilent: boolean): void {
    if (isSilent) this.#silent.add(hook.id);
    else this.#silent.delete(hook.id);
  }

  ping(hook: Hook): void {
    void this.#deliver(hook, {
      event: 'ping',
      action: null,
      repositoryId: hook.repository?.meta.id ?? null,
      guid: randomUUID(),
      body: eventBody.ping(this.#organisation, hook),
      isRedelivery: false,
    });
  }

  publish(event: SandboxEvent): void {
    let body: string | null = null;
    for (const hook of this.#hooks.values()) {
      if (
        !hook.isActive ||
        this.#silent.has(hook.id) ||
        (hook.repository !== null && hook.repository !== event.repository)
      )
        continue;
      if (!hook.events.includes(event.event) && !hook.events.includes('*')) continue;
      if (hook.repository !== null && ORGANISATION_EVENTS.has(event.event)) continue;
      body ??= eventBody.change(this.#organisation, event);
      void this.#deliver(hook, {
        event: event.event,
        action: event.action,
        repositoryId: event.repository?.meta.id ?? null,
        guid: randomUUID(),
        body,
        isRedelivery: false,
      });
    }
  }

  /** Sends an earlier delivery again under its own GUID, as a new attempt. */
  redeliver(hook: Hook, deliveryId: number): void {
    const { event, action, repositoryId, guid, body } = this.deliveries(hook.id).get(deliveryId);
    void this.#deliver(hook, { event, action, repositoryId, guid, body, isRedelivery: true });
  }

  async #deliver(
    hook: Hook,
    delivery: Pick<HookDelivery, 'event' | 'action' | 'repositoryId' | 'guid' | 'body' | 'isRedelivery'>,
  ): Promise<void> {
    const webhook = signed(this.#organisation, hook, delivery);
    const deliveredAt = this.#organisation.settings.now();
    const id = this.#organisation.takeId();
    const result = await this.#sender.send(webhook);
    this.#deliveries
      .get(hook.id)
      ?.add({ ...delivery, id, deliveredAt, requestHeaders: webhook.headers, url: webhook.url, result });
  }
}

/** `sha256=` and the hex HMAC-SHA256 of the body. */
export function signature256(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

function signed(
  organisation: Organisation,
  hook: Hook,
  delivery: { readonly event: string; readonly guid: string; readonly body: string },
): OutgoingWebhook {
  const { secret, url } = hook.config;
  const signatures =
    secret === null
      ? {}
      : {
          'X-Hub-Signature': `sha1=${createHmac('sha1', secret).update(delivery.body).digest('hex')}`,
          'X-Hub-Signature-256': signature256(secret, delivery.body),
        };
  const headers = {
    Accept: '*/*',
    'Content-Type': 'application/json',
    'User-Agent': 'GitHub-Hookshot/5a5b0d1',
    'X-GitHub-Delivery': delivery.guid,
    'X-GitHub-Event': delivery.event,
    'X-GitHub-Hook-ID': String(hook.id),
    'X-GitHub-Hook-Installation-Target-ID': String(hook.repository?.meta.id ?? organisation.id),
    'X-GitHub-Hook-Installation-Target-Type': hook.repository === null ? 'organization' : 'repository',
    ...signatures,
  };
  return { url, headers, body: delivery.body };
}

function checkedEvents(repository: RepositoryStore | null, events: readonly string[]): readonly string[] {
  const refused = repository === null ? undefined : events.find((event) => ORGANISATION_EVENTS.has(event));
  if (refused !== undefined)
    throw invalid('Hook', 'events', 'invalid', `The '${refused}' event cannot be used with repository webhooks`);
  return events;
}
