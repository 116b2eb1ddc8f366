import type { CreateRequest, StreamWrites, UpdateRequest, Written } from '@syncline/connector-sdk';
import type { GitLabClient } from '../client.ts';
import { expressDate, expressLine, expressNames, textsOf } from '../express.ts';
import { asItem, textOf } from '../item.ts';
import { checkedId, numbered } from '../numbered.ts';
import { parsePlace } from '../place.ts';
import { afterCreate } from './after-create.ts';
import { findByOwnKey } from './find-by-own-key.ts';
import { keyedText, stateEvent, WORK_STATES } from './parameters.ts';
import { removeAt } from './remove-at.ts';
import { writtenAs } from './written.ts';

export const EPICS = 'GET /groups/{id}/epics';
const EPIC = '/groups/{id}/epics/{iid}';

/** Epics carry our key in their description. */
export const epicWrites: StreamWrites<GitLabClient> = {
  concurrency: 'compare',
  creates: 'scan',
  // An epic is opened before it is closed.
  carriedByCreate: (field) => field !== 'state',
  async create(client, request, signal) {
    const { id } = parsePlace(request.scope);
    const sent = parametersOf({ ...request, fields: { description: null, ...request.fields } });
    const { state_event, ...opening } = sent;
    const { data, raw } = await client.json('POST /groups/{id}/epics', { id, ...opening }, signal);
    const made = writtenEpic(data, raw, request.scope);
    if (state_event !== WORK_STATES.closed) return made;
    return afterCreate(made.key.locator ?? made.key.externalId, signal, async () => {
      const closed = await client.bytes(`PUT ${EPIC}`, { ...numbered(made.key), state_event }, signal);
      return { ...made, raw: closed.raw };
    });
  },
  async findCreated(client, search, signal) {
    const { id } = parsePlace(search.scope);
    const parameters = { id, include_descendant_groups: false };
    const found = await findByOwnKey(client, { route: EPICS, parameters }, search, signal);
    return found && writtenEpic(found, Buffer.from(JSON.stringify(found)), search.scope);
  },
  async update(client, request, signal) {
    const sent = { ...numbered(request.key), ...parametersOf(request) };
    const { raw } = await client.bytes(`PUT ${EPIC}`, sent, signal);
    return { key: request.key, raw };
  },
  remove: (client, key, signal) => removeAt(client, `DELETE ${EPIC}`, { ...numbered(key) }, signal),
};

/** Dates of an epic are its own only where they are fixed; else GitLab takes them from what is below it. */
function parametersOf({ fields, ownKey }: Pick<CreateRequest | UpdateRequest, 'fields' | 'ownKey'>) {
  const { title, description, state, labels, start_date: start, due_date: due, confidential, parent } = fields;
  const sent: Record<string, unknown> = {};
  if (title !== undefined) sent['title'] = expressLine(title);
  if (description !== undefined) sent['description'] = keyedText(description, ownKey);
  if (labels !== undefined) sent['labels'] = textsOf(expressNames(labels)).join(',');
  if (start !== undefined) Object.assign(sent, { start_date_is_fixed: true, start_date_fixed: expressDate(start) });
  if (due !== undefined) Object.assign(sent, { due_date_is_fixed: true, due_date_fixed: expressDate(due) });
  if (confidential !== undefined && confidential !== null) sent['confidential'] = confidential;
  if (parent !== undefined) sent['parent_id'] = typeof parent === 'string' ? checkedId(parent) : null;
  if (state !== undefined) sent['state_event'] = stateEvent(state, WORK_STATES);
  return sent;
}

function writtenEpic(item: unknown, raw: Uint8Array, scope: string): Written {
  const { path } = parsePlace(scope);
  const full = textOf(asItem(asItem(item)?.['references'])?.['full']);
  return writtenAs('an epic', item, () => full ?? `${path}&${String(asItem(item)?.['iid'])}`, scope, raw);
}
