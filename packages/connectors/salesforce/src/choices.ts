import type { ChoicePage, ChoiceRequest, SettingChoices } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { SalesforceClient } from './client.ts';
import { definitions } from './definitions.ts';
import { describeFields, describeObject, itemsIn } from './describe-fields.ts';

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
  const fields = await describeFields(client, definition.stream, signal);
  const choices = fields.map(({ key, name, type }) => ({ value: key, title: name, detail: type.replace('_', ' ') }));
  return { choices, next: null };
}

async function readPipelines(
  client: SalesforceClient,
  _request: ChoiceRequest,
  signal: AbortSignal,
): Promise<ChoicePage> {
  const types = itemsIn((await describeObject(client, 'Opportunity', signal))['recordTypeInfos']);
  const choices = types.flatMap(({ recordTypeId, name, active, available, master }) => {
    if (typeof recordTypeId !== 'string' || active === false || available === false) return [];
    const title = typeof name === 'string' ? name : recordTypeId;
    return [{ value: recordTypeId, title, ...(master === true ? { detail: 'where there are no others' } : {}) }];
  });
  return { choices, next: null };
}

async function readStages(client: SalesforceClient, _request: ChoiceRequest, signal: AbortSignal): Promise<ChoicePage> {
  const fields = itemsIn((await describeObject(client, 'Opportunity', signal))['fields']);
  const values = itemsIn(fields.find(({ name }) => name === 'StageName')?.['picklistValues']);
  const choices = values.flatMap(({ value, label, active }) =>
    typeof value !== 'string' || active === false ? [] : [{ value, title: typeof label === 'string' ? label : value }],
  );
  return { choices, next: null };
}
