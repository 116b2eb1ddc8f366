import { asItem, type Item, type WebhookSubscription } from '@syncline/connector-sdk';
import { SynclineError, toSynclineError } from '@syncline/core';
import type { HubspotClient } from '../client.ts';
import { definitions } from '../definitions.ts';
import { itemsIn } from '../items-in.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';

/** What stands for webhooks that are declared in the app's configuration at HubSpot, which no API shows. */
const DECLARED = 'declared';

interface Wanted {
  readonly eventType: string;
  readonly objectTypeId?: string;
  readonly propertyName?: string;
}

/**
 * Subscribes an app to what its streams show: https://developers.hubspot.com/docs/api-reference/legacy/webhooks/guide,
 * for which the app's developer key is needed. The target address and the subscriptions are the app's own, one for all
 * accounts that have it. An app of today's developer platform declares both in its configuration (webhooks-hsmeta.json)
 * and has no such API: then there is nothing to make, and only the address is taken note of, which signatures are over.
 */
export async function registerWebhooks(
  client: HubspotClient,
  target: { readonly url: string },
  signal: AbortSignal,
): Promise<readonly WebhookSubscription[]> {
  const { appId, portalId } = client.settings;
  if (appId === undefined || client.developerKey === '') return [{ id: DECLARED, scope: portalId }];
  const settings = { targetUrl: target.url, throttling: { maxConcurrentRequests: 10 } };
  await client.send({ method: 'PUT', path: pathOf(appId, 'settings'), query: keyOf(client), body: settings }, signal);
  const standing = await listSubscriptions(client, appId, signal);
  const subscriptions: WebhookSubscription[] = [];
  for (const wanted of wantedOf(client)) {
    const known = standing.find((one) => nameOf(one) === nameOf(wanted));
    subscriptions.push({ id: await subscribe(client, appId, wanted, known, signal), scope: portalId });
  }
  return subscriptions;
}

/** The id of a subscription, which is made, switched on, or was there. */
async function subscribe(
  client: HubspotClient,
  appId: number,
  wanted: Wanted,
  known: Item | undefined,
  signal: AbortSignal,
): Promise<string> {
  const query = keyOf(client);
  if (known === undefined) {
    const path = pathOf(appId, 'subscriptions');
    const { data } = await client.send({ method: 'POST', path, query, body: { ...wanted, active: true } }, signal);
    return idOf(asItem(data));
  }
  const path = pathOf(appId, `subscriptions/${idOf(known)}`);
  if (known['active'] !== true) await client.send({ method: 'PATCH', path, query, body: { active: true } }, signal);
  return idOf(known);
}

/** Removes a subscription of the app; one that is gone already counts as removed. */
export async function unregisterWebhook(
  client: HubspotClient,
  { id }: WebhookSubscription,
  signal: AbortSignal,
): Promise<void> {
  const { appId } = client.settings;
  if (id === DECLARED || appId === undefined) return;
  try {
    const path = pathOf(appId, `subscriptions/${encodeURIComponent(id)}`);
    await client.send({ method: 'DELETE', path, query: keyOf(client) }, signal);
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
  }
}

/** Those that are there and switched on; of declared ones nobody can tell, and they are taken to stand. */
export async function standingWebhooks(
  client: HubspotClient,
  subscriptions: readonly WebhookSubscription[],
  signal: AbortSignal,
): Promise<readonly WebhookSubscription[]> {
  const { appId } = client.settings;
  if (appId === undefined || subscriptions.every(({ id }) => id === DECLARED)) return subscriptions;
  const standing = await listSubscriptions(client, appId, signal);
  const active = new Set(standing.flatMap((one) => (one['active'] === true ? idOf(one) : [])));
  return subscriptions.filter(({ id }) => active.has(id));
}

/**
 * Objects that have events of their own name are told of by these, the others by the general ones with the object's type.
 * A property change is told by property; what follows from others is not asked for. The text of messages can't be
 * subscribed to: polling finds it.
 */
function wantedOf(client: HubspotClient): Wanted[] {
  return definitions.flatMap((definition) => {
    const { eventName, objectTypeId } = definition;
    const name = (change: string): Wanted =>
      eventName === undefined
        ? { eventType: `object.${change}`, objectTypeId }
        : { eventType: `${eventName}.${change}` };
    return [
      ...['creation', 'deletion', 'merge', 'restore', 'associationChange'].map(name),
      ...heardProperties(client, definition).map((propertyName) => ({ ...name('propertyChange'), propertyName })),
    ];
  });
}

/** The properties whose changes are listened to. */
export function heardProperties({ settings }: HubspotClient, { stream, fields }: ObjectDefinition): string[] {
  const own = fields.flatMap(({ property, writable }) => (property === null || writable === 'no' ? [] : property));
  const custom = settings.customFields[stream] ?? [];
  return [...new Set([...own, ...custom])].filter((property) => property !== UNHEARD);
}

/** HubSpot takes no subscription for it: https://developers.hubspot.com/docs/apps/legacy-apps/public-apps/create-generic-webhook-subscriptions */
const UNHEARD = 'hs_communication_body';

function nameOf(one: Wanted | Item): string {
  const { eventType, objectTypeId, propertyName } = one as Item;
  return JSON.stringify([eventType, objectTypeId ?? null, propertyName ?? null]);
}

async function listSubscriptions(client: HubspotClient, appId: number, signal: AbortSignal): Promise<Item[]> {
  const { data } = await client.send({ path: pathOf(appId, 'subscriptions'), query: keyOf(client) }, signal);
  return itemsIn(asItem(data)?.['results']);
}

function pathOf(appId: number, rest: string): string {
  return `/webhooks/v3/${appId}/${rest}`;
}

function keyOf({ developerKey }: HubspotClient): Readonly<Record<string, string>> {
  return { hapikey: developerKey };
}

function idOf(item: Item | null): string {
  const id = item?.['id'];
  if (typeof id === 'string' || typeof id === 'number') return String(id);
  throw new SynclineError({
    class: 'transient',
    code: 'hubspot_no_subscription_id',
    message: 'HubSpot answered a subscription without an id.',
  });
}
