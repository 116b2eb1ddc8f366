import type { FieldOption } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import type { JiraAnswer, JiraClient } from './client.ts';
import { asItem, textOf } from './item.ts';
import { allValues, type OffsetPlace } from './paging.ts';
import { listProjects } from './project-list.ts';

/** Projects whose forms are looked through for options: each costs a call for every type of issue. */
const MOST_PROJECTS = 20;

type Options = ReadonlyMap<string, readonly FieldOption[]>;

/**
 * What the site's selections can be chosen from, by API name; a field whose options nobody tells is left out. An
 * administrator is told all of them. Others see what the forms for new issues offer, in all projects that take part:
 * of more projects than `MOST_PROJECTS` nothing is read, because a part of the options would pass for all of them.
 */
export async function readFieldOptions(
  client: JiraClient,
  fieldIds: readonly string[],
  signal: AbortSignal,
): Promise<Options> {
  if (fieldIds.length === 0) return new Map();
  // An OAuth app is no administrator: it has no scope for that.
  if (client.settings.email === undefined) return optionsOfForms(client, fieldIds, signal);
  try {
    return await optionsOfContexts(client, fieldIds, signal);
  } catch (thrown) {
    if (toSynclineError(thrown).class !== 'permission') throw thrown;
    return optionsOfForms(client, fieldIds, signal);
  }
}

async function optionsOfContexts(
  client: JiraClient,
  fieldIds: readonly string[],
  signal: AbortSignal,
): Promise<Options> {
  const found = new Map<string, FieldOption[]>();
  for (const fieldId of fieldIds) {
    const contexts = await allValues(
      (place) => client.platform((api, via) => api.getContextsForField(via, { fieldId, ...place }), signal),
      50,
    );
    const options = new Map<string, FieldOption>();
    for (const context of contexts) {
      const contextId = Number(asItem(context)?.['id']);
      const listed = await allValues(
        (place) =>
          client.platform((api, via) => api.getOptionsForContext(via, { fieldId, contextId, ...place }), signal),
        100,
      );
      for (const value of listed) add(options, value);
    }
    found.set(fieldId, [...options.values()]);
  }
  return found;
}

async function optionsOfForms(client: JiraClient, fieldIds: readonly string[], signal: AbortSignal): Promise<Options> {
  const projects = await listProjects(client, signal);
  if (projects.length > MOST_PROJECTS) return new Map();
  const found = new Map<string, Map<string, FieldOption>>();
  for (const { key: projectIdOrKey } of projects) {
    const types = await allUnder('issueTypes', (place) =>
      client.platform((api, via) => api.getCreateIssueMetaIssueTypes(via, { projectIdOrKey, ...place }), signal),
    );
    for (const type of types) {
      const issueTypeId = textOf(asItem(type)?.['id']) ?? '';
      const fields = await allUnder('fields', (place) =>
        client.platform(
          (api, via) => api.getCreateIssueMetaIssueTypeId(via, { projectIdOrKey, issueTypeId, ...place }),
          signal,
        ),
      );
      for (const field of fields.map(asItem)) {
        const id = textOf(field?.['fieldId']);
        if (id === null || !fieldIds.includes(id) || !Array.isArray(field?.['allowedValues'])) continue;
        const options = found.get(id) ?? new Map<string, FieldOption>();
        found.set(id, options);
        for (const value of field['allowedValues']) add(options, value);
      }
    }
  }
  return new Map([...found].map(([id, options]) => [id, [...options.values()]]));
}

/** One that can no longer be chosen, and one that only goes with another, is none to write. */
function add(options: Map<string, FieldOption>, value: unknown): void {
  const item = asItem(value);
  const [id, name] = [textOf(item?.['id']), textOf(item?.['value'])];
  if (id === null || name === null || item?.['disabled'] === true || item?.['optionId'] !== undefined) return;
  options.set(id, { id, name });
}

/** All of a list in the envelope of forms: `{ startAt, maxResults, total, [name] }`. */
async function allUnder(name: string, read: (place: OffsetPlace) => Promise<JiraAnswer>): Promise<unknown[]> {
  const values: unknown[] = [];
  for (;;) {
    const body = asItem((await read({ startAt: values.length, maxResults: 200 })).data);
    const page: unknown[] = Array.isArray(body?.[name]) ? body[name] : [];
    values.push(...page);
    const total = body?.['total'];
    if (page.length === 0 || (typeof total === 'number' && values.length >= total)) return values;
  }
}
