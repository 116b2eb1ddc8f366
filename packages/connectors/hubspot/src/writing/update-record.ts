import type { UpdateRequest, Written } from '@syncline/connector-sdk';
import type { HubspotClient } from '../client.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';
import { associate } from './associate.ts';
import { withOwnFieldName } from './own-field-names.ts';
import { remoteVersions, staleWrite } from './stale-quote.ts';
import { writeBody } from './write-body.ts';

/** Properties in one call, associations after them in calls of their own: what breaks off in between is settled by reading back (rule 5.4). */
export async function updateRecord(
  client: HubspotClient,
  definition: ObjectDefinition,
  request: UpdateRequest,
  signal: AbortSignal,
): Promise<Written> {
  const { externalId } = request.key;
  const { properties, associations } = writeBody(definition, client.settings, request.fields);
  const versions = await remoteVersions(client, definition, [externalId], signal);
  const stale = staleUpdate(definition, versions.get(externalId), request);
  if (stale) throw stale;
  try {
    if (Object.keys(properties).length > 0) {
      const path = `/crm/v3/objects/${definition.object}/${encodeURIComponent(externalId)}`;
      await client.send({ method: 'PATCH', path, body: { properties } }, signal);
    }
    await associate(client, definition, externalId, associations, signal);
  } catch (error) {
    throw withOwnFieldName(definition, error);
  }
  return { key: request.key, raw: null };
}

export function staleUpdate(
  definition: ObjectDefinition,
  remote: Parameters<typeof staleWrite>[1],
  request: UpdateRequest,
): ReturnType<typeof staleWrite> {
  return staleWrite(definition, remote, { ...request.expected, ...request.fields });
}
