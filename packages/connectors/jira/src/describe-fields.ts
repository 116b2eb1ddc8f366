import type { DescribedField, DescribedFieldType } from '@syncline/connector-sdk';
import type { JiraClient } from './client.ts';
import { fieldType, holdsOptions, isNoise, type JiraFieldType, SPRINT_FIELD } from './custom-fields.ts';
import { readFieldOptions } from './field-options.ts';
import { asItem, textOf } from './item.ts';

/**
 * The site's custom fields, by their ids; only issues have some, and what one issue has of them depends on its project and
 * type. Options are those of all projects: they are listed where Jira tells them (`readFieldOptions`).
 */
export async function describeFields(
  client: JiraClient,
  stream: string,
  signal: AbortSignal,
): Promise<readonly DescribedField[]> {
  if (stream !== 'issues') return [];
  const { data } = await client.platform((api, via) => api.getFields(via), signal);
  const selections: string[] = [];
  const described = (Array.isArray(data) ? data : []).flatMap((value: unknown): DescribedField[] => {
    const item = asItem(value);
    const key = textOf(item?.['id']);
    const type = fieldType(item?.['schema']);
    if (!item || key === null || type === null || item['custom'] !== true) return [];
    if (isNoise(type) || type.custom === SPRINT_FIELD) return [];
    if (holdsOptions(type)) selections.push(key);
    return [{ key, name: textOf(item['name']) ?? key, type: typeOf(type), writable: true }];
  });
  const options = await readFieldOptions(client, selections, signal);
  return described
    .map((field) => ({ ...field, ...(options.has(field.key) && { options: options.get(field.key) ?? [] }) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

function typeOf({ type, items }: JiraFieldType): DescribedFieldType {
  switch (type) {
    case 'string':
    case 'version':
    case 'project':
      return 'text';
    case 'number':
    case 'date':
    case 'user':
      return type;
    case 'datetime':
      return 'date_time';
    case 'option':
      return 'select';
    case 'array':
      return items === 'string' || items === 'option' || items === 'version' ? 'multi_select' : 'other';
    default:
      return 'other';
  }
}
