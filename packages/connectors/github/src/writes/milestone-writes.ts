import type { CreateRequest, StreamWrites, UpdateRequest, Written } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { GitHubClient } from '../client.ts';
import { expressDate, expressTitle } from '../express.ts';
import { asItem, idOf, textOf } from '../item.ts';
import { splitOwnKey } from '../own-key.ts';
import { readWholeList } from '../paging.ts';
import { parseRepositoryScope } from '../repository-scope.ts';
import { numberedPlace } from './place-of-issue.ts';
import { removeAt } from './remove-at.ts';
import { keyedText } from './tracker-parameters.ts';

export const MILESTONES = 'GET /repos/{owner}/{repo}/milestones';
const MILESTONE = '/repos/{owner}/{repo}/milestones/{number}';

/** Milestones carry our key in their description. */
export const milestoneWrites: StreamWrites<GitHubClient> = {
  concurrency: 'compare',
  creates: 'scan',
  async create(client, request, signal) {
    const { owner, repo } = parseRepositoryScope(request.scope);
    const sent = parametersOf({ ...request, fields: { description: null, ...request.fields } });
    // A create takes no empty date.
    if (sent['due_on'] === null) delete sent['due_on'];
    const { data, raw } = await client.json('POST /repos/{owner}/{repo}/milestones', { owner, repo, ...sent }, signal);
    return writtenMilestone(data, raw, request.scope);
  },
  async findCreated(client, search, signal) {
    const { owner, repo } = parseRepositoryScope(search.scope);
    const all = await readWholeList(client, MILESTONES, { owner, repo, state: 'all' }, signal);
    const found = all.find((item) => keyOn(item) === search.ownKey);
    return found === undefined ? null : writtenMilestone(found, Buffer.from(JSON.stringify(found)), search.scope);
  },
  async update(client, request, signal) {
    const sent = { ...numberedPlace(request.key), ...parametersOf(request) };
    const { raw } = await client.bytes(`PATCH ${MILESTONE}`, sent, signal);
    return { key: request.key, raw };
  },
  remove: (client, key, signal) => removeAt(client, `DELETE ${MILESTONE}`, { ...numberedPlace(key) }, signal),
};

function parametersOf({ fields, ownKey }: Pick<CreateRequest | UpdateRequest, 'fields' | 'ownKey'>) {
  const { title, description, state, due_on: due } = fields;
  const sent: Record<string, unknown> = {};
  if (title !== undefined) sent['title'] = expressTitle(title);
  if (description !== undefined) sent['description'] = keyedText(description, ownKey);
  if (state !== undefined) sent['state'] = state;
  // At noon in UTC it is the same day in California, whose day GitHub keeps.
  const day = textOf(expressDate(due ?? null));
  if (due !== undefined) sent['due_on'] = day === null ? null : `${day}T12:00:00Z`;
  return sent;
}

function keyOn(item: unknown): string | null {
  return splitOwnKey(textOf(asItem(item)?.['description']) ?? '').ownKey;
}

function writtenMilestone(item: unknown, raw: Uint8Array, scope: string): Written {
  const externalId = idOf(item);
  if (externalId === null)
    throw new SynclineError({
      class: 'partial',
      code: 'github_no_id',
      message: 'GitHub answered the create of a milestone without an id',
    });
  const { fullName } = parseRepositoryScope(scope);
  const locator = `${fullName}/milestones/${String(asItem(item)?.['number'])}`;
  return { key: { externalId, locator, scope }, raw };
}
