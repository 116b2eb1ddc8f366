import type { UpdateRequest, Written } from '@syncline/connector-sdk';
import type { SynclineError } from '@syncline/core';
import type { SalesforceClient } from '../client.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';
import { withOwnFieldName } from './own-field-names.ts';
import { moved, readRemote, staleWrite } from './remote-state.ts';
import { writeBody } from './write-body.ts';

/**
 * Updates under If-Unmodified-Since, which Salesforce compares with LastModifiedDate: 412 when the record was edited
 * after the version we saw.
 *
 * Both are whole seconds. An edit in the very second of our version, made after we read it, passes the condition however
 * late we write, and what it changed would be overwritten where our patch has the same field (other fields are not
 * touched). So the record is read and compared by content just before the write; what is left is an edit between that
 * read and the write, within the second of the version.
 */
export async function updateRecord(
  client: SalesforceClient,
  definition: ObjectDefinition,
  request: UpdateRequest,
  signal: AbortSignal,
): Promise<Written> {
  const { externalId } = request.key;
  const remote = (await readRemote(client, definition, 'Id', [externalId], signal)).get(externalId);
  // A record that is gone is refused by the write itself, in Salesforce's own words.
  const problem = remote && (staleUpdate(definition, remote, request) ?? moved(definition, remote, request));
  if (problem) throw problem;
  const path = `/sobjects/${definition.object}/${encodeURIComponent(externalId)}`;
  const condition = conditionOf(request.expectedVersion);
  try {
    await client.request({ method: 'PATCH', path, body: updateBody(definition, request), headers: condition }, signal);
  } catch (error) {
    throw withOwnFieldName(definition, error);
  }
  return { key: request.key, raw: null };
}

/** The patch; with the version it belongs to, so that Salesforce's own rule can refuse it as well. */
export function updateBody(definition: ObjectDefinition, request: UpdateRequest): Record<string, unknown> {
  const { versionField } = definition;
  const version = versionField === undefined ? undefined : request.expected[versionField];
  const carried = versionField !== undefined && typeof version === 'number' ? { [versionField]: version } : {};
  return writeBody(definition, { ...carried, ...request.fields }, 'update');
}

export function staleUpdate(
  definition: ObjectDefinition,
  remote: Parameters<typeof staleWrite>[1],
  request: UpdateRequest,
): SynclineError | null {
  return staleWrite(definition, remote, { ...request.expected, ...request.fields });
}

function conditionOf(version: string | null): Record<string, string> {
  const time = version === null ? Number.NaN : Date.parse(version);
  return Number.isNaN(time) ? {} : { 'if-unmodified-since': new Date(time).toUTCString() };
}
