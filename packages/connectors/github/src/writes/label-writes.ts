import type { RecordKey, StreamWrites, UpdateRequest, Written } from '@syncline/connector-sdk';
import { type Json, SynclineError, toSynclineError } from '@syncline/core';
import type { GitHubClient } from '../client.ts';
import { expressColor, expressLine, expressTitle, oneLine } from '../express.ts';
import { asItem, idOf, textOf } from '../item.ts';
import { parseRepositoryScope } from '../repository-scope.ts';
import { labelLocator, labelName } from '../tracker-edges.ts';
import { removeAt } from './remove-at.ts';

const LABELS = '/repos/{owner}/{repo}/labels';

/** A label has no room for our key, and needs none: a repository has one of a name. */
export const labelWrites: StreamWrites<GitHubClient> = {
  concurrency: 'compare',
  creates: 'scan',
  async create(client, request, signal) {
    const { owner, repo } = parseRepositoryScope(request.scope);
    const { new_name: name, ...rest } = parametersOf(request.fields);
    const { data, raw } = await client.json(`POST ${LABELS}`, { owner, repo, name, ...rest }, signal);
    return writtenLabel(data, raw, request.scope);
  },
  async findCreated(client, search, signal) {
    const { owner, repo } = parseRepositoryScope(search.scope);
    const name = oneLine(textOf(search.fields['name']) ?? '');
    try {
      const { data, raw } = await client.json(`GET ${LABELS}/{name}`, { owner, repo, name }, signal);
      return writtenLabel(data, raw, search.scope);
    } catch (error) {
      if (toSynclineError(error).class === 'not_found') return null;
      throw error;
    }
  },
  async update(client, request, signal) {
    const sent = { ...placeOf(request.key), ...parametersOf(request.fields) };
    const { data, raw } = await client.json(`PATCH ${LABELS}/{name}`, sent, signal);
    return writtenLabel(data, raw, request.key.scope);
  },
  remove: (client, key, signal) => removeAt(client, `DELETE ${LABELS}/{name}`, placeOf(key), signal),
};

function parametersOf(fields: UpdateRequest['fields']): Record<string, Json> {
  const { name, color, description } = fields;
  return {
    ...(name !== undefined && { new_name: expressTitle(name) }),
    ...(color !== undefined && color !== null && { color: expressColor(color) }),
    ...(description !== undefined && { description: expressLine(description) ?? '' }),
  };
}

function placeOf(key: RecordKey) {
  const { owner, repo } = parseRepositoryScope(key.scope);
  const name = labelName(key.locator);
  if (name === null)
    throw new SynclineError({
      class: 'mapping',
      code: 'github_no_label_name',
      message: `${key.locator ?? `The label ${key.externalId}, without a locator,`} names no label to write to.`,
    });
  return { owner, repo, name };
}

function writtenLabel(item: unknown, raw: Uint8Array, scope: string): Written {
  const externalId = idOf(item);
  const name = textOf(asItem(item)?.['name']);
  if (externalId === null || name === null)
    throw new SynclineError({
      class: 'partial',
      code: 'github_no_id',
      message: 'GitHub answered the write of a label without an id',
    });
  return { key: { externalId, locator: labelLocator(parseRepositoryScope(scope).fullName, name), scope }, raw };
}
