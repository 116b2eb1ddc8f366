import type { WebhookResult, WebhookSender } from '@syncline/sandbox';
import { Refusal } from '../changes/refusal.ts';
import type { Change, Organisation } from '../model/organisation.ts';

export interface Channel {
  readonly id: string;
  /** `Deals.all`, `Deals.create`, `Deals.edit`, `Deals.delete`. */
  readonly events: readonly string[];
  readonly notifyUrl: string;
  readonly token: string | null;
  /** ms since 1970. */
  readonly expiresAt: number;
}

export interface ChannelDelivery {
  readonly channel: string;
  readonly body: string;
  readonly result: WebhookResult;
}

const WEEK_MS = 7 * 86_400_000;
const HOUR_MS = 3_600_000;
const WATCHED = new Set(['Accounts', 'Contacts', 'Deals', 'Products', 'Quotes', 'Calls']);
const VERBS: Readonly<Record<Change['operation'], string>> = { insert: 'create', update: 'edit', delete: 'delete' };
const KEPT = 5_000;

/** Where changes are told: channels, which lapse after a week at the most, and without a word. */
export class Channels {
  readonly #organisation: Organisation;
  readonly #sender: WebhookSender;
  readonly #channels = new Map<string, Channel>();
  readonly deliveries: ChannelDelivery[] = [];

  constructor(organisation: Organisation, sender: WebhookSender) {
    this.#organisation = organisation;
    this.#sender = sender;
  }

  list(): Channel[] {
    const now = this.#organisation.settings.now().getTime();
    return [...this.#channels.values()].filter(({ expiresAt }) => expiresAt > now);
  }

  get(id: string): Channel | undefined {
    return this.list().find((channel) => channel.id === id);
  }

  remove(id: string): boolean {
    return this.#channels.delete(id);
  }

  /** Checked as Zoho checks it: modules that notify, a token of 50 characters at most, an end within a week. */
  put(channel: Omit<Channel, 'expiresAt'> & { readonly expiry: string | null }): Channel {
    for (const event of channel.events)
      if (!WATCHED.has(event.split('.', 1)[0] ?? ''))
        throw new Refusal(202, 'INVALID_DATA', 'invalid data', { api_name: 'events' });
    if (channel.events.length === 0)
      throw new Refusal(202, 'MANDATORY_NOT_FOUND', 'required field not found', { api_name: 'events' });
    if (channel.token !== null && channel.token.length > 50)
      throw new Refusal(202, 'INVALID_DATA', 'invalid data', { api_name: 'token', maximum_length: 50 });
    if (!URL.canParse(channel.notifyUrl))
      throw new Refusal(202, 'INVALID_DATA', 'invalid data', { api_name: 'notify_url' });
    const now = this.#organisation.settings.now().getTime();
    const expiresAt = channel.expiry === null ? now + HOUR_MS : Date.parse(channel.expiry);
    if (!(expiresAt > now && expiresAt <= now + WEEK_MS))
      throw new Refusal(202, 'INVALID_DATA', 'invalid data', { api_name: 'channel_expiry' });
    const { expiry: _, ...kept } = channel;
    const stood = { ...kept, expiresAt };
    this.#channels.set(channel.id, stood);
    return stood;
  }

  publish({ module, operation, ids }: Change): void {
    const wanted = new Set([`${module}.all`, `${module}.${VERBS[operation]}`]);
    for (const channel of this.list())
      if (channel.events.some((event) => wanted.has(event))) void this.#tell(channel, { module, operation, ids });
  }

  async #tell(channel: Channel, { module, operation, ids }: Change): Promise<void> {
    const body = notificationBody(channel, { module, operation, ids }, this.#organisation.settings.now().getTime());
    const headers = { 'Content-Type': 'application/json', 'User-Agent': 'Zoho CRM' };
    const result = await this.#sender.send({ url: channel.notifyUrl, body, headers });
    this.deliveries.push({ channel: channel.id, body, result });
    if (this.deliveries.length > KEPT) this.deliveries.shift();
  }
}

/** It is not signed, and tells no values. */
export function notificationBody(
  { id, token }: Pick<Channel, 'id' | 'token'>,
  { module, operation, ids }: Change,
  nowMs: number,
): string {
  return JSON.stringify({
    query_params: {},
    module,
    resource_uri: `https://www.zohoapis.com/crm/v8/${module}`,
    ids,
    affected_fields: [],
    operation,
    channel_id: id,
    token,
    server_time: nowMs,
    affected_values: [],
  });
}
