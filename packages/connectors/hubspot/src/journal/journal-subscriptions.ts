import { asItem, type Item } from '@syncline/connector-sdk';
import type { HubspotClient } from '../client.ts';
import { definitions } from '../definitions.ts';
import { itemsIn } from '../items-in.ts';
import { heardProperties } from '../webhooks/subscriptions.ts';
import { journalCall } from './journal-call.ts';

const PATH = '/webhooks-journal/subscriptions/2026-03';

interface Wanted {
  readonly subscriptionType: 'OBJECT' | 'ASSOCIATION';
  readonly portalId: number;
  readonly objectTypeId: string;
  readonly actions: readonly string[];
  readonly properties?: readonly string[];
  readonly associatedObjectTypeIds?: readonly string[];
}

/**
 * Has HubSpot write down what the streams show of this account; what it writes down already is left as it is. These
 * subscriptions are the journal's own, for one account each: the app's webhooks stay as they are.
 * https://developers.hubspot.com/docs/api-reference/latest/webhooks-journal/subscriptions/guide
 */
export async function subscribeJournal(client: HubspotClient, signal: AbortSignal): Promise<void> {
  const standing = itemsIn(asItem(await journalCall(client, { path: PATH }, signal))?.['results']);
  for (const wanted of wantedOf(client))
    if (!standing.some((one) => covers(one, wanted)))
      await journalCall(client, { method: 'POST', path: PATH, body: wanted }, signal);
}

function wantedOf(client: HubspotClient): Wanted[] {
  const portalId = Number(client.settings.portalId);
  const types = definitions.map(({ objectTypeId }) => objectTypeId);
  const object = (objectTypeId: string, properties: readonly string[]): Wanted => ({
    subscriptionType: 'OBJECT',
    portalId,
    objectTypeId,
    actions: ['CREATE', 'UPDATE', 'DELETE', 'MERGE', 'RESTORE'],
    properties,
  });
  return [
    ...definitions.map((definition) => object(definition.objectTypeId, heardProperties(client, definition))),
    ...types.map(
      (objectTypeId): Wanted => ({
        subscriptionType: 'ASSOCIATION',
        portalId,
        objectTypeId,
        actions: ['ASSOCIATION_ADDED', 'ASSOCIATION_REMOVED'],
        associatedObjectTypeIds: types.filter((type) => type !== objectTypeId),
      }),
    ),
    ...Object.entries(client.settings.customObjects).map(([type, properties]) => object(type, properties)),
  ];
}

function covers(one: Item, wanted: Wanted): boolean {
  return (
    String(one['portalId']) === String(wanted.portalId) &&
    one['subscriptionType'] === wanted.subscriptionType &&
    one['objectTypeId'] === wanted.objectTypeId &&
    (one['deletedAt'] ?? null) === null &&
    // One for some records alone is somebody else's.
    isEmpty(one['objectIds']) &&
    holds(one['actions'], wanted.actions) &&
    holds(one['properties'], wanted.properties ?? []) &&
    holds(one['associatedObjectTypeIds'], wanted.associatedObjectTypeIds ?? [])
  );
}

function isEmpty(value: unknown): boolean {
  return !Array.isArray(value) || value.length === 0;
}

function holds(value: unknown, names: readonly string[]): boolean {
  const held = new Set(Array.isArray(value) ? (value as unknown[]) : []);
  return names.every((name) => held.has(name));
}
