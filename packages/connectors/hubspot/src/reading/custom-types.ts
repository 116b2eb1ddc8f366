import { textOf } from '@syncline/connector-sdk';
import type { FieldType } from '@syncline/core';
import { fieldType, ownProperties } from '../account-properties.ts';
import type { HubspotClient } from '../client.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';

export type CustomTypes = Readonly<Record<string, FieldType>>;

/** An administrator seldom changes what a property is. */
const KEPT_MS = 5 * 60_000;
const MOST = 1_000;

/** What the properties are that settings name, by account and object; asked of HubSpot every five minutes at the most. */
export class CustomTypeCache {
  readonly #known = new Map<string, { readonly until: number; readonly types: Promise<CustomTypes> }>();

  of(client: HubspotClient, definition: ObjectDefinition, signal: AbortSignal): Promise<CustomTypes> {
    const carried = client.settings.customFields[definition.stream] ?? [];
    if (carried.length === 0) return Promise.resolve({});
    const key = JSON.stringify([client.account, definition.object, carried]);
    const standing = this.#known.get(key);
    if (standing && standing.until > performance.now()) return standing.types;
    const types = this.#load(client, definition, carried, signal);
    this.#known.delete(key);
    this.#known.set(key, { until: performance.now() + KEPT_MS, types });
    types.catch(() => this.#known.delete(key));
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST && oldest !== undefined) this.#known.delete(oldest);
    return types;
  }

  async #load(
    client: HubspotClient,
    definition: ObjectDefinition,
    carried: readonly string[],
    signal: AbortSignal,
  ): Promise<CustomTypes> {
    const properties = await ownProperties(client, definition, signal);
    const named = properties.map((property) => [textOf(property['name']) ?? '', fieldType(property)] as const);
    return Object.fromEntries(named.filter(([name]) => carried.includes(name)));
  }
}
