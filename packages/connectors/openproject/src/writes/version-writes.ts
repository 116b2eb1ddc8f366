import type { CreateRequest, CreateSearch, StreamWrites, Written } from '@syncline/connector-sdk';
import { type Json, SynclineError, toSynclineError } from '@syncline/core';
import type { OpenProjectClient } from '../client.ts';
import { unpagedElements } from '../collection.ts';
import { expressText, expressVersionName } from '../express.ts';
import { asItem, idOf } from '../item.ts';
import { linkedId } from '../links.ts';
import { projectIdOf } from '../project-list.ts';
import { checkedId } from '../scopes.ts';
import { refusedField } from './refused.ts';

type Fields = Readonly<Record<string, Json>>;

const STATES = ['open', 'locked', 'closed'];

/** A version has no room for our key, but its name is unique in its project: that is what it is found again by. */
export const versionWrites: StreamWrites<OpenProjectClient> = {
  concurrency: 'compare',
  creates: 'scan',
  createLagMs: 5_000,
  create: createVersion,
  findCreated: findVersion,
  async update(client, { key, fields }, signal): Promise<Written> {
    const path = `/versions/${checkedId(key.externalId)}`;
    return { key, raw: (await client.send({ method: 'PATCH', path, body: versionBody(fields) }, signal)).raw };
  },
  async remove(client, key, signal) {
    try {
      await client.send({ method: 'DELETE', path: `/versions/${checkedId(key.externalId)}` }, signal);
    } catch (error) {
      if (toSynclineError(error).class !== 'not_found') throw error;
    }
  },
};

async function createVersion(client: OpenProjectClient, request: CreateRequest, signal: AbortSignal): Promise<Written> {
  const projectId = await projectIdOf(client, request.scope, signal);
  const definingProject = { href: client.href(`/projects/${projectId}`) };
  const body = { ...versionBody(request.fields), _links: { definingProject } };
  const { raw, data } = await client.send({ method: 'POST', path: '/versions', body }, signal);
  const externalId = idOf(data);
  if (externalId !== null) return { ...written(externalId, projectId), raw };
  throw new SynclineError({
    class: 'partial',
    code: 'openproject_no_created_id',
    message: 'OpenProject made a version and did not say which',
  });
}

/** The project's own versions are read whole, from where they are written; others share theirs with it. */
async function findVersion(client: OpenProjectClient, search: CreateSearch, signal: AbortSignal) {
  const projectId = await projectIdOf(client, search.scope, signal);
  const name = expressVersionName(search.fields['name'] ?? null);
  const found = (await unpagedElements(client, `/projects/${projectId}/versions`, signal)).find((version) => {
    const item = asItem(version);
    return item?.['name'] === name && linkedId(item, 'definingProject').id === projectId;
  });
  const externalId = idOf(found);
  return externalId === null ? null : written(externalId, projectId);
}

function written(externalId: string, scope: string): Written {
  return { key: { externalId, locator: `versions/${externalId}`, scope }, raw: null };
}

/** Only what is given changes. */
function versionBody(fields: Fields): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'name') body['name'] = expressVersionName(value);
    else if (name === 'description') body['description'] = { raw: expressText(value) ?? '' };
    else if (name === 'start_date') body['startDate'] = value;
    else if (name === 'end_date') body['endDate'] = value;
    else if (name === 'state') body['status'] = stateOf(value);
    else throw refusedField(name, 'a version has no such field, or OpenProject alone sets it');
  }
  return body;
}

function stateOf(value: Json): Json {
  if (typeof value === 'string' && STATES.includes(value)) return value;
  throw refusedField('state', `a version is open, locked or closed, not ${JSON.stringify(value)}`, STATES);
}
