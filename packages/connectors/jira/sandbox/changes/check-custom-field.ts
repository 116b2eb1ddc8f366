import { isDocument } from '../model/adf.ts';
import type { Site } from '../model/site.ts';
import type { IssuePatch } from './issue-patch.ts';
import { asText, member } from './member.ts';

/** One custom field's new value, or what is wrong with it; undefined for a field that the site has not. */
export function checkCustomField(site: Site, name: string, value: unknown): IssuePatch | string | undefined {
  const field = site.fields.get(name);
  if (field?.schema.custom === undefined) return undefined;
  const { type, items, custom } = field.schema;
  const taken = (kept: unknown): IssuePatch => ({ custom: { [name]: kept } });
  const optionOf = (named: unknown) => {
    const [id, text] = [member(named, 'id'), member(named, 'value')];
    const found = field.options?.find((option) => option.id === id || (id === undefined && option.value === text));
    return found && { id: found.id };
  };
  if (value === null) return taken(items === 'option' ? [] : null);
  if (custom?.endsWith(':textarea'))
    return isDocument(value) ? taken(value) : 'Operation value must be an Atlassian Document';
  if (type === 'number') return typeof value === 'number' ? taken(value) : 'Please enter a valid number.';
  if (type === 'datetime')
    return Number.isNaN(Date.parse(asText(value))) ? 'Invalid date' : taken(new Date(asText(value)).toISOString());
  if (type === 'option') return optionOf(value) ? taken(optionOf(value)) : 'Option value is not valid';
  if (type !== 'array') return typeof value === 'string' ? taken(value) : 'Operation value must be a string';
  if (!Array.isArray(value)) return 'data was not an array';
  if (items === 'option') return value.every(optionOf) ? taken(value.map(optionOf)) : 'Option value is not valid';
  const accounts = value.map((one) => String(member(one, 'accountId')));
  return accounts.every((id) => site.user(id)) ? taken(accounts) : 'User does not exist';
}
