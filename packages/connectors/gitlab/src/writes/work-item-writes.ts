import type { CreateRequest, CreateSearch, StreamWrites, UpdateRequest, Written } from '@syncline/connector-sdk';
import { type Json, SynclineError } from '@syncline/core';
import type { DataAnswer, GitLabClient } from '../client.ts';
import { expressDate, expressLine, textsOf } from '../express.ts';
import { fieldNameOf } from '../field-names.ts';
import { gidOf, numberInGid } from '../global-id.ts';
import { asItem, type Item, textOf, utcTime } from '../item.ts';
import { PAGE_SIZE } from '../paging.ts';
import { hierarchyIn } from '../parent-item.ts';
import { parsePlace } from '../place.ts';
import {
  CREATE_WORK_ITEM,
  DELETE_WORK_ITEM,
  LIST_WORK_ITEMS,
  UPDATE_WORK_ITEM,
  WORK_ITEM_TYPE_IDS,
  WORK_ITEM_TYPES,
} from '../work-item-queries.ts';
import { afterCreate } from './after-create.ts';
import { ownKeyOn, searchedFrom } from './find-by-own-key.ts';
import { keyedText, stateEvent } from './parameters.ts';
import { writtenAs } from './written.ts';

const STATES = { opened: 'REOPEN', closed: 'CLOSE' } as const;

/** Work items are written by GraphQL, with our key in their description. */
export const workItemWrites: StreamWrites<GitLabClient> = {
  concurrency: 'compare',
  creates: 'scan',
  // A work item is opened before it is closed.
  carriedByCreate: (field) => field !== 'state',
  async create(client, request, signal) {
    const { path } = parsePlace(request.scope);
    const { stateEvent: event, ...input } = inputOf({ ...request, fields: { description: null, ...request.fields } });
    const workItemTypeId = await typeId(client, path, request.fields['issue_type'] ?? 'Task', signal);
    const { hierarchyWidget, ...rest } = input;
    // No parent is what a new one has anyhow, and a create takes a parent alone.
    const below = (hierarchyWidget as { parentId: string | null } | undefined)?.parentId ? { hierarchyWidget } : {};
    const opening = { ...rest, ...below, namespacePath: path, workItemTypeId };
    const answer = await mutate(client, 'workItemCreate', CREATE_WORK_ITEM, opening, signal);
    const made = written(itemIn(answer, 'workItemCreate'), request.scope, answer.raw);
    if (event !== STATES.closed) return made;
    return afterCreate(made.key.locator ?? made.key.externalId, signal, async () => {
      const closing = { id: gidOf('WorkItem', made.key.externalId), stateEvent: event };
      const closed = await mutate(client, 'workItemUpdate', UPDATE_WORK_ITEM, closing, signal);
      return { ...made, raw: closed.raw };
    });
  },
  findCreated: findWorkItem,
  async update(client, request, signal) {
    const input = { id: gidOf('WorkItem', request.key.externalId), ...inputOf(request) };
    const answer = await mutate(client, 'workItemUpdate', UPDATE_WORK_ITEM, input, signal);
    return { key: request.key, raw: answer.raw };
  },
  async remove(client, key, signal) {
    try {
      await mutate(client, 'workItemDelete', DELETE_WORK_ITEM, { id: gidOf('WorkItem', key.externalId) }, signal);
    } catch (error) {
      if (!(error instanceof SynclineError) || error.class !== 'not_found') throw error;
    }
  },
};

function inputOf({ fields, ownKey }: Pick<CreateRequest | UpdateRequest, 'fields' | 'ownKey'>) {
  const { title, description, state, assignees, milestone, start_date: start, due_date: due, confidential } = fields;
  const input: Record<string, unknown> = {};
  if (title !== undefined) input['title'] = expressLine(title);
  if (description !== undefined) input['descriptionWidget'] = { description: keyedText(description, ownKey) };
  if (state !== undefined) input['stateEvent'] = stateEvent(state, STATES);
  if (assignees !== undefined)
    input['assigneesWidget'] = { assigneeIds: textsOf(assignees).map((id) => gidOf('User', id)) };
  if (milestone !== undefined)
    input['milestoneWidget'] = { milestoneId: typeof milestone === 'string' ? gidOf('Milestone', milestone) : null };
  if (start !== undefined || due !== undefined)
    input['startAndDueDateWidget'] = {
      ...(start !== undefined && { startDate: expressDate(start) }),
      ...(due !== undefined && { dueDate: expressDate(due) }),
    };
  if (confidential !== undefined && confidential !== null) input['confidential'] = confidential;
  const hierarchy = hierarchyIn(fields);
  if (hierarchy) input['hierarchyWidget'] = hierarchy;
  return input as Record<string, unknown> & { readonly stateEvent?: string };
}

/** Mutations refuse in their answer. */
async function mutate(
  client: GitLabClient,
  name: string,
  query: string,
  input: object,
  signal: AbortSignal,
): Promise<DataAnswer> {
  const answer = await client.graphql(query, { input }, signal);
  const errors = asItem(asItem(answer.data)?.[name])?.['errors'];
  const words = (Array.isArray(errors) ? errors : []).map(String).join('; ');
  if (words === '') return answer;
  const named = /(?:parent item|matching work item)/.test(words)
    ? 'parent'
    : /^(\w+(?: \w+)?) (?:is|can't|must|does|cannot)\b/.exec(words)?.[1]?.toLowerCase().replace(' ', '_');
  throw new SynclineError({
    class: 'invalid',
    code: 'gitlab_refused',
    message: `GitLab refused ${name}: ${words.slice(0, 500)}`,
    ...(named !== undefined && { field: fieldNameOf(named) }),
  });
}

async function typeId(client: GitLabClient, path: string, name: Json, signal: AbortSignal): Promise<string> {
  const { data } = await client.graphql(WORK_ITEM_TYPE_IDS, { path }, signal);
  const nodes = asItem(asItem(asItem(data)?.['project'])?.['workItemTypes'])?.['nodes'];
  const types = (Array.isArray(nodes) ? nodes : []).map(asItem);
  const id = textOf(types.find((type) => type?.['name'] === name)?.['id']);
  if (id !== null) return id;
  throw new SynclineError({
    class: 'invalid',
    code: 'gitlab_no_type',
    field: 'issue_type',
    message: `${path} has no work items of the type ${JSON.stringify(name)}`,
    choices: types.flatMap((type) => textOf(type?.['name']) ?? []),
  });
}

/** Newest first, down to what was there before the first attempt began. */
async function findWorkItem(client: GitLabClient, search: CreateSearch, signal: AbortSignal): Promise<Written | null> {
  const { path } = parsePlace(search.scope);
  const oldest = searchedFrom(search).getTime();
  for (let after: string | null = null; ; ) {
    const variables = {
      path,
      types: WORK_ITEM_TYPES,
      first: PAGE_SIZE,
      after,
      sort: 'CREATED_DESC',
      updatedAfter: null,
    };
    const { data } = await client.graphql(LIST_WORK_ITEMS, variables, signal);
    const list = asItem(asItem(asItem(data)?.['project'])?.['workItems']);
    const items = (Array.isArray(list?.['nodes']) ? list['nodes'] : []).map(asItem);
    const found = items.find((item) => ownKeyOn(descriptionOf(item)) === search.ownKey);
    if (found) return written(found, search.scope, null);
    const info = asItem(list?.['pageInfo']);
    after = info?.['hasNextPage'] === true ? textOf(info['endCursor']) : null;
    if (after === null || Date.parse(utcTime(items.at(-1)?.['createdAt']) ?? '') < oldest) return null;
  }
}

function descriptionOf(item: Item | null): unknown {
  const widgets = item?.['widgets'];
  return (Array.isArray(widgets) ? widgets : []).map(asItem).find((widget) => widget?.['description'] !== undefined)?.[
    'description'
  ];
}

function itemIn({ data }: DataAnswer, name: string): unknown {
  return asItem(asItem(data)?.[name])?.['workItem'];
}

function written(item: unknown, scope: string, raw: Uint8Array | null): Written {
  const { path } = parsePlace(scope);
  const [id, iid] = [numberInGid(asItem(item)?.['id']), String(asItem(item)?.['iid'])];
  return writtenAs('a work item', { id }, () => `${path}/work_items/${iid}`, scope, raw);
}
