import type { Json } from '@syncline/core';
import type { JiraFieldType } from '../custom-fields.ts';

/** The value of a custom field as Jira takes it; what its type does not explain goes as it came from there. */
export function customPayload(type: JiraFieldType, value: Json): unknown {
  if (value === null) return null;
  if (type.type === 'array') return Array.isArray(value) ? value.map((one: Json) => single(type.items, one)) : value;
  return single(type.type, value);
}

function single(type: string | null, value: Json): unknown {
  if (typeof value === 'object') return value;
  switch (type) {
    case 'option':
      return { value };
    case 'user':
      return { accountId: value };
    case 'version':
    case 'project':
      return { id: value };
    default:
      return value;
  }
}
