import { isDocument } from '../model/adf.ts';
import { CUSTOM_FIELDS } from '../model/catalogue.ts';
import type { Site } from '../model/site.ts';
import type { IssuePatch } from './issue-patch.ts';
import { asText, member } from './member.ts';

/** One custom field's new value, or what is wrong with it; undefined for a field that the site has not. */
export function checkCustomField(site: Site, name: string, value: unknown): IssuePatch | string | undefined {
  const field = CUSTOM_FIELDS.find(({ id }) => id === name);
  if (field === undefined) return undefined;
  const { type, items, custom } = field.schema;
  const taken = (kept: unknown): IssuePatch => ({ custom: { [name]: kept } });
  const isOption = (option: unknown) => field.options?.includes(String(member(option, 'value'))) ?? false;
  if (value === null) return taken(items === 'option' ? [] : null);
  if (custom?.endsWith(':textarea'))
    return isDocument(value) ? taken(value) : 'Operation value must be an Atlassian Document';
  if (type === 'number') return typeof value === 'number' ? taken(value) : 'Please enter a valid number.';
  if (type === 'datetime')
    return Number.isNaN(Date.parse(asText(value))) ? 'Invalid date' : taken(new Date(asText(value)).toISOString());
  if (type === 'option')
    return isOption(value) ? taken({ value: member(value, 'value') }) : 'Option value is not valid';
  if (type !== 'array') return typeof value === 'string' ? taken(value) : 'Operation value must be a string';
  if (!Array.isArray(value)) return 'data was not an array';
  if (items === 'option')
    return value.every(isOption)
      ? taken(value.map((one) => ({ value: member(one, 'value') })))
      : 'Option value is not valid';
  const accounts = value.map((one) => String(member(one, 'accountId')));
  return accounts.every((id) => site.user(id)) ? taken(accounts) : 'User does not exist';
}
