import type { Json } from '@syncline/core';
import type { OpenProjectClient } from '../client.ts';
import { asItem, type Item, textOf } from '../item.ts';
import { targetOf } from '../links.ts';
import { refusedField } from './refused.ts';

/** A field of an instance's own, as a part of a body: beside the plain members, or among the links. */
export type CustomPayload = { readonly member: unknown } | { readonly link: unknown };

/** The schema of a type's work packages in a project, which says what each field holds. */
export async function workPackageSchema(
  client: OpenProjectClient,
  projectId: string,
  typeId: string,
  signal: AbortSignal,
): Promise<Item> {
  const path = `/work_packages/schemas/${projectId}-${typeId}`;
  return asItem(await client.once(path, async () => (await client.send({ path }, signal)).data)) ?? {};
}

/** The value of a custom field as its type takes it. Refuses what the type does not know. */
export function customPayload(client: OpenProjectClient, schema: Item, field: string, value: Json): CustomPayload {
  const described = asItem(schema[field]);
  const type = textOf(described?.['type']);
  if (described === null || type === null) throw refusedField(field, 'this project has no such field for this type');
  const [, isList, name = ''] = /^(\[\])?(\w+)$/.exec(type) ?? [];
  switch (name) {
    case 'Formattable':
      return { member: { raw: value ?? '' } };
    case 'CustomOption':
      return { link: linksOf(value, isList !== undefined, (one) => optionHref(client, described, field, one)) };
    case 'User':
      return { link: linksOf(value, isList !== undefined, (one) => client.href(`/users/${idIn(field, one)}`)) };
    case 'Version':
      return { link: linksOf(value, isList !== undefined, (one) => client.href(`/versions/${idIn(field, one)}`)) };
    case 'String':
    case 'Link':
    case 'Integer':
    case 'Float':
    case 'Boolean':
    case 'Date':
      return { member: value };
    default:
      throw refusedField(field, `it holds a ${type}, which is not carried`);
  }
}

function linksOf(value: Json, isList: boolean, hrefOf: (one: Json) => string): unknown {
  if (isList) return (Array.isArray(value) ? value : []).map((one: Json) => ({ href: hrefOf(one) }));
  return { href: value === null ? null : hrefOf(value) };
}

/** What can be chosen, by the ids that links of work packages lead to. */
export function customOptions(described: Item): { readonly id: string; readonly name: string }[] {
  const listed = asItem(described['_links'])?.['allowedValues'];
  return (Array.isArray(listed) ? listed : []).flatMap((link: unknown) => {
    const target = targetOf(link);
    return target === null ? [] : [{ id: target.id, name: target.title ?? target.id }];
  });
}

/** Of an option by its id, or by a name that it alone has. */
function optionHref(client: OpenProjectClient, described: Item, field: string, value: Json): string {
  const options = customOptions(described);
  const named = options.filter(({ name }) => name === value);
  const option = options.find(({ id }) => id === value) ?? (named.length === 1 ? named[0] : undefined);
  if (option) return client.href(`/custom_options/${option.id}`);
  const choices = options.map(({ name }) => name);
  throw refusedField(field, `${JSON.stringify(value)} is none of its options`, choices);
}

function idIn(field: string, value: Json): string {
  if (typeof value === 'string' && /^\d{1,18}$/.test(value)) return value;
  throw refusedField(field, `${JSON.stringify(value)} is no id`);
}
