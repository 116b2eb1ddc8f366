import { type Catalogue, catalogueOn } from '../catalogue/catalogue.ts';
import { asItem, type Item } from '../item.ts';
import type { Codec } from './codec.ts';
import type { ObjectField } from './object-field.ts';

type More = Partial<Pick<ObjectField, 'writable' | 'required' | 'references' | 'relation'>>;

/** A field that is a member of the record. */
export function member(name: string, api: string, codec: Codec, more: More = {}): ObjectField {
  return {
    name,
    api,
    type: codec.type,
    writable: 'yes',
    ...more,
    read: (item, catalogue) => valueIn(item[api], codec, api, catalogue),
    write: (body, value, catalogue) => {
      body.own[api] = codec.write(value, name, api, catalogue);
    },
    ...(codec.express && { express: codec.express }),
  };
}

/** A field that a custom field holds; which one, the catalogue knows. An account without one does not show it. */
export function carried(name: string, codec: Codec, more: More = {}): ObjectField {
  return {
    name,
    api: name,
    type: codec.type,
    writable: 'yes',
    isCarried: true,
    ...more,
    read: (item, catalogue) => {
      const key = keyOf(catalogue, name);
      const custom = asItem(item['custom_fields']);
      if (key === undefined || custom === null) return undefined;
      // One that was never set may be left out of what is shown.
      return valueIn(custom[key] ?? null, codec, name, catalogue);
    },
    write: (body, value, catalogue) => {
      const key = keyOf(catalogue, name);
      if (key !== undefined) body.custom[key] = codec.write(value, name, name, catalogue);
    },
    ...(codec.express && { express: codec.express }),
  };
}

/** A field that follows from others, and is set by Pipedrive alone. */
export function derived(
  name: string,
  codec: Codec,
  read: (item: Item) => ReturnType<ObjectField['read']>,
  more: More = {},
): ObjectField {
  return { name, api: name, type: codec.type, writable: 'no', ...more, read };
}

export function keyOf(catalogue: Catalogue, name: string): string | undefined {
  const key: unknown = Object.hasOwn(catalogue.keys, name) ? catalogue.keys[name] : undefined;
  return typeof key === 'string' ? key : undefined;
}

/** Our key on a record that has custom fields. */
export function ownKeyOn(item: Item, name: string): string | undefined {
  const key = keyOf(catalogueOn(item), name);
  const value = key === undefined ? undefined : asItem(item['custom_fields'])?.[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function valueIn(raw: unknown, codec: Codec, api: string, catalogue: Catalogue) {
  if (raw === undefined) return undefined;
  if (raw === null) return codec.type === 'reference_set' || codec.type === 'text_set' ? [] : null;
  return codec.read(raw, api, catalogue);
}
