import type { FetchedPage } from '@syncline/connector-sdk';
import { catalogueOf, withCatalogue } from '../catalogue/catalogue.ts';
import type { PipedriveClient } from '../client.ts';
import type { ObjectDefinition } from '../fields/object-definition.ts';

/** A list that Pipedrive gives at once. */
export async function readWhole(
  client: PipedriveClient,
  definition: ObjectDefinition,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const { text, observedAt } = await client.send({ path: definition.path }, signal);
  return { raw: withCatalogue(text, await catalogueOf(client, definition, signal)), next: null, observedAt };
}
