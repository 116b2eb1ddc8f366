import {
  asItem,
  type Choice,
  type ChoicePage,
  type ChoiceRequest,
  type Item,
  type SettingChoices,
  textOf,
} from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import { ownProperties } from './account-properties.ts';
import type { HubspotClient } from './client.ts';
import { definitions } from './definitions.ts';
import { itemsIn } from './items-in.ts';

/** What the account has, for settings and sync configs to name. */
export const hubspotChoices: Readonly<Record<string, SettingChoices<HubspotClient>>> = {
  customFields: {
    title: 'Properties of an object beside those that are carried anyway',
    ofStream: true,
    read: readProperties,
  },
  pipelines: { title: 'Pipelines of deals', read: readPipelines },
  stages: { title: 'Stages of deals, which are known by their ids', read: readStages },
  owners: { title: 'People who own records', read: readOwners },
  customObjects: { title: 'Types of custom objects', read: readCustomObjects },
};

async function readProperties(
  client: HubspotClient,
  { stream }: ChoiceRequest,
  signal: AbortSignal,
): Promise<ChoicePage> {
  const definition = definitions.find((each) => each.stream === stream);
  if (!definition)
    throw new SynclineError({
      class: 'invalid',
      code: 'hubspot_no_stream',
      message: `There is no stream ${stream ?? ''} with properties; there are ${definitions.map((each) => each.stream).join(', ')}.`,
      field: 'stream',
    });
  const choices = (await ownProperties(client, definition, signal)).map((property): Choice => {
    const { name, type } = property;
    const value = textOf(name) ?? '';
    return { value, title: textOf(property['label']) ?? value, ...(typeof type === 'string' && { detail: type }) };
  });
  return { choices, next: null };
}

async function readPipelines(client: HubspotClient, _: ChoiceRequest, signal: AbortSignal): Promise<ChoicePage> {
  const pipelines = await list(client, '/crm/v3/pipelines/deals', signal);
  return { choices: pipelines.flatMap((pipeline) => labelled(pipeline)), next: null };
}

async function readStages(client: HubspotClient, _: ChoiceRequest, signal: AbortSignal): Promise<ChoicePage> {
  const pipelines = await list(client, '/crm/v3/pipelines/deals', signal);
  const choices = pipelines.flatMap((pipeline) => {
    const detail = textOf(pipeline['label']) ?? undefined;
    return itemsIn(pipeline['stages']).flatMap((stage) => labelled(stage, detail));
  });
  return { choices, next: null };
}

async function readOwners(client: HubspotClient, { cursor }: ChoiceRequest, signal: AbortSignal): Promise<ChoicePage> {
  const { after } = (cursor ?? {}) as { readonly after?: string };
  const { data } = await client.send({ path: '/crm/v3/owners', query: { limit: '100', after } }, signal);
  const answer = asItem(data);
  const next = textOf(asItem(asItem(answer?.['paging'])?.['next'])?.['after']);
  const choices = itemsIn(answer?.['results']).flatMap((owner): Choice[] => {
    const id = textOf(owner['id']);
    const name = [owner['firstName'], owner['lastName']]
      .filter((part) => typeof part === 'string' && part !== '')
      .join(' ');
    const email = textOf(owner['email']);
    return id === null ? [] : [{ value: id, title: name || email || id, ...(email !== null && { detail: email }) }];
  });
  return { choices, next: next === null ? null : { after: next } };
}

async function readCustomObjects(client: HubspotClient, _: ChoiceRequest, signal: AbortSignal): Promise<ChoicePage> {
  const schemas = await list(client, '/crm-object-schemas/v3/schemas', signal);
  const choices = schemas.flatMap((schema): Choice[] => {
    const id = textOf(schema['objectTypeId']);
    const title = textOf(asItem(schema['labels'])?.['plural']) ?? textOf(schema['name']) ?? id;
    return id === null || title === null ? [] : [{ value: id, title }];
  });
  return { choices, next: null };
}

function labelled(item: Item, detail?: string): Choice[] {
  const id = textOf(item['id']);
  if (id === null || item['archived'] === true) return [];
  return [{ value: id, title: textOf(item['label']) ?? id, ...(detail !== undefined && { detail }) }];
}

async function list(client: HubspotClient, path: string, signal: AbortSignal): Promise<Item[]> {
  return itemsIn(asItem((await client.send({ path }, signal)).data)?.['results']);
}
