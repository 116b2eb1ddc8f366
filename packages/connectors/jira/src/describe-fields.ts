import type { DescribedField, DescribedFieldType } from '@syncline/connector-sdk';
import type { JiraClient } from './client.ts';
import { fieldType, isNoise, type JiraFieldType, SPRINT_FIELD } from './custom-fields.ts';
import { asItem, textOf } from './item.ts';

/**
 * The site's custom fields, by their ids; only issues have some, and what one issue has of them depends on its project and
 * type. Records carry options by their names: Jira lists ids to administrators alone, a context at a time, so that
 * options are not listed here.
 */
export async function describeFields(
  client: JiraClient,
  stream: string,
  signal: AbortSignal,
): Promise<readonly DescribedField[]> {
  if (stream !== 'issues') return [];
  const { data } = await client.platform((api, via) => api.getFields(via), signal);
  const described = (Array.isArray(data) ? data : []).flatMap((value: unknown): DescribedField[] => {
    const item = asItem(value);
    const key = textOf(item?.['id']);
    const type = fieldType(item?.['schema']);
    if (!item || key === null || type === null || item['custom'] !== true) return [];
    if (isNoise(type) || type.custom === SPRINT_FIELD) return [];
    return [{ key, name: textOf(item['name']) ?? key, type: typeOf(type), writable: true }];
  });
  return described.sort((a, b) => (a.key < b.key ? -1 : 1));
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
