import type { CustomField } from '../model/catalogue.ts';
import type { Instance } from '../model/instance.ts';
import { type Body, linkedIdOf, rawOf } from './body.ts';
import { invalid, type Problem } from './refusal.ts';

/** The custom fields of a body, as they are kept; what is wrong with them is added to the problems. */
export function checkCustomFields(instance: Instance, body: Body, problems: Problem[]): Record<string, unknown> {
  const links = (body['_links'] ?? {}) as Body;
  const custom: Record<string, unknown> = {};
  for (const field of instance.customFields.values()) {
    const { name } = field;
    if (body[name] !== undefined) {
      const value = plainValue(field, body[name]);
      if (value === undefined) problems.push(invalid(name, `${field.title} is not valid.`));
      else custom[name] = value;
    }
    if (links[name] !== undefined) {
      const value = linkValue(instance, field, links[name]);
      if (value === undefined) problems.push(invalid(name, `${field.title} is not set to one of the allowed values.`));
      else custom[name] = value;
    }
  }
  return custom;
}

function plainValue({ type }: CustomField, value: unknown): unknown {
  if (type === 'Formattable') return rawOf(value) ?? undefined;
  if (value === null) return null;
  if (type === 'String') return typeof value === 'string' ? value : undefined;
  if (type === 'Float') return typeof value === 'number' ? value : undefined;
  if (type === 'Boolean') return typeof value === 'boolean' ? value : undefined;
  if (type === 'Date') return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined;
  return undefined;
}

function linkValue(instance: Instance, { name, type, options = [] }: CustomField, link: unknown): unknown {
  if (type === 'User') {
    const id = linkedIdOf(link, ['users'], name);
    return id === null || instance.principal(id) ? id : undefined;
  }
  const isOption = (id: number | null) => options.some((option) => option.id === id);
  if (type === 'CustomOption') {
    const id = linkedIdOf(link, ['custom_options'], name);
    return id === null || isOption(id) ? id : undefined;
  }
  if (type !== '[]CustomOption' || !Array.isArray(link)) return undefined;
  const ids = link.map((one) => linkedIdOf(one, ['custom_options'], name));
  return ids.every(isOption) ? ids : undefined;
}
