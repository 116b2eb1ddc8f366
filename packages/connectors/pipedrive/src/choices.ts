import type { Choice, ChoicePage, ChoiceRequest, SettingChoices } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { PipedriveClient } from './client.ts';
import { ownFieldsOf } from './described-fields.ts';
import type { ObjectDefinition } from './fields/object-definition.ts';
import { asItem, type Item, idOf, itemsOf, textOf } from './item.ts';
import { definitions } from './streams/index.ts';

/** What the company has, for settings and sync configs to name. */
export const pipedriveChoices: Readonly<Record<string, SettingChoices<PipedriveClient>>> = {
  customFields: { title: 'Custom fields of a kind of record', ofStream: true, read: readCustomFields },
  labels: { title: 'Labels of a kind of record', ofStream: true, read: readLabels },
  pipelines: { title: 'Pipelines of deals', read: readPipelines },
  stages: { title: 'Stages of deals', read: readStages },
  activityTypes: { title: 'Types of activity', read: readActivityTypes },
  owners: { title: 'Users who can own records', read: readOwners },
};

async function readCustomFields(client: PipedriveClient, request: ChoiceRequest, signal: AbortSignal) {
  const definition = definitionOf(request, ({ fieldList }) => fieldList !== null);
  const fields = await ownFieldsOf(client, definition, signal);
  return { choices: fields.map(({ code, name, type }) => ({ value: code, title: name, detail: type })), next: null };
}

async function readLabels(client: PipedriveClient, request: ChoiceRequest, signal: AbortSignal) {
  const definition = definitionOf(request, ({ optionFields }) => optionFields.includes('label_ids'));
  const fields = await client.fieldsOf(definition.fieldList ?? '', signal, true);
  const options = fields.find(({ code }) => code === 'label_ids')?.options ?? [];
  return { choices: options.map(({ label }) => ({ value: label, title: label })), next: null };
}

function readPipelines(client: PipedriveClient, request: ChoiceRequest, signal: AbortSignal): Promise<ChoicePage> {
  return readV2(client, '/api/v2/pipelines', request, signal, (item) => titled(item));
}

/** Stages of two pipelines may be called alike: then they are told apart by their pipelines. */
async function readStages(client: PipedriveClient, request: ChoiceRequest, signal: AbortSignal): Promise<ChoicePage> {
  const { data } = await client.send({ path: '/api/v2/pipelines', query: { limit: 500 } }, signal);
  const pipelines = new Map(itemsOf(data).map((item) => [item['id'], textOf(item['name']) ?? '']));
  const page = await readV2(client, '/api/v2/stages', request, signal, (item) => {
    const choice = titled(item);
    return choice && { ...choice, detail: pipelines.get(item['pipeline_id']) ?? '' };
  });
  const isAlone = (title: string) => page.choices.filter((choice) => choice.title === title).length === 1;
  const choices = page.choices.map((choice) =>
    isAlone(choice.title) ? choice : { ...choice, title: `${choice.title} (${choice.detail})` },
  );
  return { ...page, choices };
}

async function readActivityTypes(client: PipedriveClient, _: ChoiceRequest, signal: AbortSignal): Promise<ChoicePage> {
  const { data } = await client.send({ path: '/v1/activityTypes' }, signal);
  const choices = itemsOf(data).flatMap((item) => {
    const value = textOf(item['key_string']);
    return value === null || item['active_flag'] === false ? [] : [{ value, title: textOf(item['name']) ?? value }];
  });
  return { choices, next: null };
}

async function readOwners(client: PipedriveClient, _: ChoiceRequest, signal: AbortSignal): Promise<ChoicePage> {
  const { data } = await client.send({ path: '/v1/users' }, signal);
  const choices = itemsOf(data).flatMap((item): Choice[] => {
    const choice = item['active_flag'] === false ? null : titled(item);
    const email = textOf(item['email']);
    return choice === null ? [] : [{ ...choice, ...(email !== null && { detail: email }) }];
  });
  return { choices, next: null };
}

async function readV2(
  client: PipedriveClient,
  path: string,
  { cursor }: ChoiceRequest,
  signal: AbortSignal,
  choiceOf: (item: Item) => Choice | null,
): Promise<ChoicePage> {
  const at: unknown = cursor === null ? '' : (cursor as Readonly<Record<string, unknown>>)['cursor'];
  const { data } = await client.send({ path, query: { limit: 500, cursor: textOf(at) ?? '' } }, signal);
  const next = textOf(asItem(asItem(data)?.['additional_data'])?.['next_cursor']);
  return { choices: itemsOf(data).flatMap((item) => choiceOf(item) ?? []), next: next ? { cursor: next } : null };
}

/** Values are what records hold of it: the id, as text. */
function titled(item: Item): Choice | null {
  const value = idOf(item['id']);
  return value === null || item['is_deleted'] === true ? null : { value, title: textOf(item['name']) ?? value };
}

function definitionOf({ stream }: ChoiceRequest, has: (definition: ObjectDefinition) => boolean): ObjectDefinition {
  const able = definitions.filter(has);
  const definition = able.find((each) => each.stream === stream);
  if (definition) return definition;
  throw new SynclineError({
    class: 'invalid',
    code: 'pipedrive_no_stream',
    message: `There is no such choice for ${stream ?? 'no stream'}, but for ${able.map((each) => each.stream).join(', ')}.`,
    field: 'stream',
  });
}
