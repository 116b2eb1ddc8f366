import type { ChoicePage, ChoiceRequest, SettingChoices } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { SalesforceClient } from './client.ts';
import { definitions } from './definitions.ts';
import { asItem, type Item } from './object/normalize.ts';
import { OWN_KEY } from './refusal.ts';

/** What the organisation has, for settings and sync configs to name. */
export const salesforceChoices: Readonly<Record<string, SettingChoices<SalesforceClient>>> = {
  customFields: { title: 'Custom fields of an object', ofStream: true, read: readCustomFields },
  pipelines: { title: 'Record types of opportunities, each a sales process of its own', read: readPipelines },
  stages: { title: 'Stages of opportunities', read: readStages },
};

async function readCustomFields(
  client: SalesforceClient,
  { stream }: ChoiceRequest,
  signal: AbortSignal,
): Promise<ChoicePage> {
  const definition = definitions.find((each) => each.stream === stream);
  if (!definition)
    throw new SynclineError({
      class: 'invalid',
      code: 'salesforce_no_stream',
      message: `There is no stream ${stream ?? ''}; there are ${definitions.map((each) => each.stream).join(', ')}.`,
      field: 'stream',
    });
  const known = new Set([OWN_KEY, ...definition.fields.map((field) => field.api)]);
  const fields = itemsIn((await describe(client, definition.object, signal))['fields']);
  const choices = fields.flatMap((field) => {
    const { name, label, type, custom } = field;
    if (custom !== true || typeof name !== 'string' || known.has(name)) return [];
    const title = typeof label === 'string' ? label : name;
    return [{ value: name, title, ...(typeof type === 'string' ? { detail: type } : {}) }];
  });
  return { choices, next: null };
}

async function readPipelines(
  client: SalesforceClient,
  _request: ChoiceRequest,
  signal: AbortSignal,
): Promise<ChoicePage> {
  const types = itemsIn((await describe(client, 'Opportunity', signal))['recordTypeInfos']);
  const choices = types.flatMap(({ recordTypeId, name, active, available, master }) => {
    if (typeof recordTypeId !== 'string' || active === false || available === false) return [];
    const title = typeof name === 'string' ? name : recordTypeId;
    return [{ value: recordTypeId, title, ...(master === true ? { detail: 'where there are no others' } : {}) }];
  });
  return { choices, next: null };
}

async function readStages(client: SalesforceClient, _request: ChoiceRequest, signal: AbortSignal): Promise<ChoicePage> {
  const fields = itemsIn((await describe(client, 'Opportunity', signal))['fields']);
  const values = itemsIn(fields.find(({ name }) => name === 'StageName')?.['picklistValues']);
  const choices = values.flatMap(({ value, label, active }) =>
    typeof value !== 'string' || active === false ? [] : [{ value, title: typeof label === 'string' ? label : value }],
  );
  return { choices, next: null };
}

async function describe(client: SalesforceClient, object: string, signal: AbortSignal): Promise<Item> {
  const { data } = await client.json({ method: 'GET', path: `/sobjects/${object}/describe` }, signal);
  return asItem(data) ?? {};
}

function itemsIn(value: unknown): Item[] {
  return Array.isArray(value) ? value.flatMap((each): Item[] => [asItem(each)].filter((item) => item !== null)) : [];
}
