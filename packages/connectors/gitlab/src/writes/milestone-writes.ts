import type { CreateRequest, StreamWrites, UpdateRequest, Written } from '@syncline/connector-sdk';
import type { GitLabClient } from '../client.ts';
import { expressDate, expressLine } from '../express.ts';
import { asItem } from '../item.ts';
import { readWholeList } from '../paging.ts';
import { type Place, parsePlace } from '../place.ts';
import { afterCreate } from './after-create.ts';
import { ownKeyOn } from './find-by-own-key.ts';
import { keyedText, stateEvent } from './parameters.ts';
import { removeAt } from './remove-at.ts';
import { writtenAs } from './written.ts';

const STATES = { active: 'activate', closed: 'close' } as const;

/** Milestones carry our key in their description. */
export const milestoneWrites: StreamWrites<GitLabClient> = {
  concurrency: 'compare',
  creates: 'scan',
  // A milestone is opened before it is closed.
  carriedByCreate: (field) => field !== 'state',
  async create(client, request, signal) {
    const { kind, id } = parsePlace(request.scope);
    const sent = parametersOf({ ...request, fields: { description: null, ...request.fields } });
    const { state_event, ...opening } = sent;
    const { data, raw } = await client.json(`POST /${kind}/{id}/milestones`, { id, ...opening }, signal);
    const made = writtenMilestone(data, raw, request.scope);
    if (state_event !== STATES.closed) return made;
    return afterCreate(made.key.locator ?? made.key.externalId, signal, async () => {
      const closing = { id, milestone: made.key.externalId, state_event };
      const closed = await client.bytes(`PUT /${kind}/{id}/milestones/{milestone}`, closing, signal);
      return { ...made, raw: closed.raw };
    });
  },
  async findCreated(client, search, signal) {
    const { kind, id } = parsePlace(search.scope);
    const all = await readWholeList(client, `GET /${kind}/{id}/milestones`, { id }, signal);
    const found = all.find((item) => ownKeyOn(asItem(item)?.['description']) === search.ownKey);
    return found === undefined ? null : writtenMilestone(found, Buffer.from(JSON.stringify(found)), search.scope);
  },
  async update(client, request, signal) {
    const { kind, id } = parsePlace(request.key.scope);
    const sent = { id, milestone: request.key.externalId, ...parametersOf(request) };
    const { raw } = await client.bytes(`PUT /${kind}/{id}/milestones/{milestone}`, sent, signal);
    return { key: request.key, raw };
  },
  remove(client, key, signal) {
    const { kind, id } = parsePlace(key.scope);
    return removeAt(client, `DELETE /${kind}/{id}/milestones/{milestone}`, { id, milestone: key.externalId }, signal);
  },
};

/** `acme/api%3`, as GitLab refers to it. */
export function milestoneLocator({ path }: Place, iid: unknown): string {
  return `${path}%${String(iid)}`;
}

function parametersOf({ fields, ownKey }: Pick<CreateRequest | UpdateRequest, 'fields' | 'ownKey'>) {
  const { title, description, state, start_date: start, due_date: due } = fields;
  const sent: Record<string, unknown> = {};
  if (title !== undefined) sent['title'] = expressLine(title);
  if (description !== undefined) sent['description'] = keyedText(description, ownKey);
  if (start !== undefined) sent['start_date'] = expressDate(start) ?? '';
  if (due !== undefined) sent['due_date'] = expressDate(due) ?? '';
  if (state !== undefined) sent['state_event'] = stateEvent(state, STATES);
  return sent;
}

function writtenMilestone(item: unknown, raw: Uint8Array, scope: string): Written {
  return writtenAs('a milestone', item, () => milestoneLocator(parsePlace(scope), asItem(item)?.['iid']), scope, raw);
}
