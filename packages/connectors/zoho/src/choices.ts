import { asItem, type Choice, type ChoicePage, type ChoiceRequest, type SettingChoices } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { ZohoClient } from './client.ts';
import { definitionOf, definitions } from './definitions.ts';
import { describeZohoFields, fieldsOf, itemsIn } from './describe-fields.ts';

/** What the organisation has, for settings and sync configs to name. */
export const zohoChoices: Readonly<Record<string, SettingChoices<ZohoClient>>> = {
  customFields: { title: 'Custom fields of a module', ofStream: true, read: readCustomFields },
  pipeline: { title: 'Pipelines of deals', read: readPipelines },
  stages: { title: 'Stages of deals', read: readStages },
  owners: { title: 'Users who can own records', read: readOwners },
  quoteProduct: { title: 'Products that can stand on the line of a quote', read: readProducts },
};

async function readCustomFields(
  client: ZohoClient,
  { stream }: ChoiceRequest,
  signal: AbortSignal,
): Promise<ChoicePage> {
  const definition = definitionOf(stream ?? '');
  if (!definition)
    throw new SynclineError({
      class: 'invalid',
      code: 'zoho_no_stream',
      message: `There is no stream ${stream ?? ''} with custom fields; there are ${definitions.map((each) => each.stream).join(', ')}.`,
      field: 'stream',
    });
  const described = await describeZohoFields(client, definition.stream, signal);
  return { choices: described.map(({ key, name, type }) => ({ value: key, title: name, detail: type })), next: null };
}

async function readStages(client: ZohoClient, _request: ChoiceRequest, signal: AbortSignal): Promise<ChoicePage> {
  const stage = (await fieldsOf(client, 'Deals', signal)).find(({ api_name }) => api_name === 'Stage');
  const choices = itemsIn(stage?.['pick_list_values']).flatMap((entry): Choice[] => {
    const { actual_value: value, display_value: title, type } = entry;
    if (typeof value !== 'string' || value === '-None-' || type === 'unused') return [];
    return [{ value, title: typeof title === 'string' ? title : value }];
  });
  return { choices, next: null };
}

/** Pipelines belong to layouts, of which there may be several. */
async function readPipelines(client: ZohoClient, _request: ChoiceRequest, signal: AbortSignal): Promise<ChoicePage> {
  const { data } = await client.send({ path: '/settings/layouts', query: { module: 'Deals' } }, signal);
  const choices: Choice[] = [];
  for (const { id, name } of itemsIn(asItem(data)?.['layouts'])) {
    if (typeof id !== 'string') continue;
    const answer = await client.send({ path: '/settings/pipeline', query: { layout_id: id } }, signal);
    for (const { actual_value: value, display_value: title } of itemsIn(asItem(answer.data)?.['pipeline']))
      if (typeof value === 'string' && !choices.some((choice) => choice.value === value))
        choices.push({
          value,
          title: typeof title === 'string' ? title : value,
          ...(typeof name === 'string' && { detail: name }),
        });
  }
  return { choices, next: null };
}

async function readOwners(client: ZohoClient, { cursor }: ChoiceRequest, signal: AbortSignal): Promise<ChoicePage> {
  const page = pageOf(cursor);
  const query = { type: 'ActiveUsers', page: String(page), per_page: '200' };
  const { data } = await client.send({ path: '/users', query }, signal);
  const choices = itemsIn(asItem(data)?.['users']).flatMap(({ id, full_name: name, email }): Choice[] =>
    typeof id === 'string'
      ? [
          {
            value: id,
            title: typeof name === 'string' ? name : id,
            ...(typeof email === 'string' && { detail: email }),
          },
        ]
      : [],
  );
  return { choices, next: hasMore(data) ? { page: page + 1 } : null };
}

async function readProducts(client: ZohoClient, { cursor }: ChoiceRequest, signal: AbortSignal): Promise<ChoicePage> {
  const page = pageOf(cursor);
  const query = { fields: 'Product_Name', page: String(page), per_page: '200' };
  const { data } = await client.send({ path: '/Products', query }, signal);
  const choices = itemsIn(asItem(data)?.['data']).flatMap(({ id, Product_Name: name }): Choice[] =>
    typeof id === 'string' ? [{ value: id, title: typeof name === 'string' ? name : id }] : [],
  );
  // Page numbers end at 2,000 records.
  return { choices, next: hasMore(data) && page < 10 ? { page: page + 1 } : null };
}

function pageOf(cursor: ChoiceRequest['cursor']): number {
  const page = (cursor as { readonly page?: unknown } | null)?.page;
  return typeof page === 'number' ? page : 1;
}

function hasMore(data: unknown): boolean {
  return asItem(asItem(data)?.['info'])?.['more_records'] === true;
}
