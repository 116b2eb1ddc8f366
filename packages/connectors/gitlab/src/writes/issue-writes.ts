import type { CreateRequest, StreamWrites, UpdateRequest, Written } from '@syncline/connector-sdk';
import type { GitLabClient } from '../client.ts';
import { expressDate, expressLine, expressNames, textsOf } from '../express.ts';
import { asItem, textOf } from '../item.ts';
import { numbered } from '../numbered.ts';
import { parsePlace } from '../place.ts';
import { afterCreate } from './after-create.ts';
import { announceOnIssue } from './announce.ts';
import { findByOwnKey } from './find-by-own-key.ts';
import { idList, idOrZero, keyedText, stateEvent, WORK_STATES } from './parameters.ts';
import { removeAt } from './remove-at.ts';
import { namesLinks, writeLinks } from './write-links.ts';
import { writtenAs } from './written.ts';

const ISSUES = '/projects/{id}/issues';

/** Issues are made with our key in their description. */
export const issueWrites: StreamWrites<GitLabClient> = {
  // GitLab has no conditional edit.
  concurrency: 'compare',
  creates: 'scan',
  // An issue is opened before it is closed, and its links are calls of their own.
  carriedByCreate: (field) => field !== 'state' && !namesLinks({ [field]: null }),
  create: createIssue,
  async findCreated(client, search, signal) {
    const { id } = parsePlace(search.scope);
    const list = { route: `GET ${ISSUES}`, parameters: { id, scope: 'all', with_labels_details: true } };
    const found = await findByOwnKey(client, list, search, signal);
    return found && writtenIssue(found, Buffer.from(JSON.stringify(found)), search.scope);
  },
  update: updateIssue,
  announce: announceOnIssue,
  remove: (client, key, signal) => removeAt(client, `DELETE ${ISSUES}/{iid}`, { ...numbered(key) }, signal),
};

async function createIssue(client: GitLabClient, request: CreateRequest, signal: AbortSignal): Promise<Written> {
  const { id } = parsePlace(request.scope);
  // Even an issue without a text carries the key.
  const { state_event, ...opening } = parametersOf({ ...request, fields: { description: null, ...request.fields } });
  const { data, raw } = await client.json(`POST ${ISSUES}`, { id, ...withoutEmpty(opening) }, signal);
  const made = writtenIssue(data, raw, request.scope);
  const isClosed = state_event === WORK_STATES.closed;
  if (!isClosed && !namesLinks(request.fields)) return made;
  return afterCreate(made.key.locator ?? made.key.externalId, signal, async () => {
    const place = numbered(made.key);
    if (isClosed) await client.bytes(`PUT ${ISSUES}/{iid}`, { ...place, state_event }, signal);
    await writeLinks(client, place, { ...request, expected: {} }, signal);
    return { ...made, raw: null };
  });
}

async function updateIssue(client: GitLabClient, request: UpdateRequest, signal: AbortSignal): Promise<Written> {
  const place = numbered(request.key);
  const sent = parametersOf(request);
  await writeLinks(client, place, request, signal);
  if (Object.keys(sent).length === 0) return { key: request.key, raw: null };
  const { raw } = await client.bytes(`PUT ${ISSUES}/{iid}`, { ...place, ...sent }, signal);
  return { key: request.key, raw };
}

function parametersOf({ fields, ownKey }: Pick<CreateRequest | UpdateRequest, 'fields' | 'ownKey'>) {
  const { title, description, state, labels, assignees, milestone, due_date: due, weight, confidential, epic } = fields;
  const { issue_type: type } = fields;
  const sent: Record<string, unknown> = {};
  if (title !== undefined) sent['title'] = expressLine(title);
  if (description !== undefined) sent['description'] = keyedText(description, ownKey);
  if (labels !== undefined) sent['labels'] = textsOf(expressNames(labels)).join(',');
  if (assignees !== undefined) sent['assignee_ids'] = idList(assignees);
  if (milestone !== undefined) sent['milestone_id'] = idOrZero(milestone);
  if (due !== undefined) sent['due_date'] = expressDate(due) ?? '';
  if (weight !== undefined) sent['weight'] = weight;
  if (confidential !== undefined && confidential !== null) sent['confidential'] = confidential;
  if (type !== undefined && type !== null) sent['issue_type'] = type;
  if (epic !== undefined) sent['epic_id'] = idOrZero(epic);
  if (state !== undefined) sent['state_event'] = stateEvent(state, WORK_STATES);
  return sent;
}

/** What is empty anyhow in a new issue: a create takes fewer ways of saying "none" than an update. */
function withoutEmpty(sent: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const isEmpty = (value: unknown) =>
    value === '' || value === 0 || value === null || (Array.isArray(value) && value[0] === 0);
  return Object.fromEntries(
    Object.entries(sent).filter(([name, value]) => name === 'title' || name === 'weight' || !isEmpty(value)),
  );
}

function writtenIssue(item: unknown, raw: Uint8Array, scope: string): Written {
  const { path } = parsePlace(scope);
  const full = textOf(asItem(asItem(item)?.['references'])?.['full']);
  return writtenAs('an issue', item, () => full ?? `${path}#${String(asItem(item)?.['iid'])}`, scope, raw);
}
