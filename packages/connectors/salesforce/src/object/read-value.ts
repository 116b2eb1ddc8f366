import type { Json } from '@syncline/core';
import { salesforceId } from '../salesforce-id.ts';
import { instant, LIST_SEPARATOR, plainText, rounded } from './express-value.ts';
import type { ObjectField } from './field.ts';

export type ReadValue =
  | { readonly is: 'value'; readonly value: Json }
  | { readonly is: 'wrong'; readonly wanted: string };

/** A member of a Salesforce record in canonical form. */
export function readValue(field: ObjectField, raw: unknown): ReadValue {
  if (raw === null) return value(emptyOf(field));
  switch (field.type) {
    case 'text':
    case 'rich_text':
    case 'choice':
      return typeof raw === 'string' ? value(plainText(raw)) : wrong('a text');
    case 'number':
      return typeof raw === 'number' && Number.isFinite(raw) ? value(rounded(raw, field.scale)) : wrong('a number');
    case 'boolean':
      return typeof raw === 'boolean' ? value(raw) : wrong('true or false');
    case 'date':
      return typeof raw === 'string' && DATE.test(raw) ? value(raw.slice(0, 10)) : wrong('a date');
    case 'instant': {
      const time = typeof raw === 'string' ? instant(raw) : null;
      return time === null ? wrong('a time') : value(time);
    }
    case 'reference': {
      const id = salesforceId(raw);
      return id === null ? wrong('an id') : value(id);
    }
    case 'reference_set':
      // People may have typed anything between the ids; what is no id is not ours to carry.
      return typeof raw === 'string' ? value(sorted(split(raw).flatMap((id) => salesforceId(id) ?? []))) : wrong('ids');
    case 'text_set':
      return typeof raw === 'string' ? value(sorted(split(raw))) : wrong('a list');
    case 'json':
      return value(raw as Json);
  }
}

function emptyOf(field: ObjectField): Json {
  return field.type === 'reference_set' || field.type === 'text_set' ? [] : null;
}

function split(text: string): string[] {
  return text
    .split(LIST_SEPARATOR)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function sorted(items: readonly string[]): string[] {
  return [...new Set(items)].sort();
}

function value(of: Json): ReadValue {
  return { is: 'value', value: of };
}

function wrong(wanted: string): ReadValue {
  return { is: 'wrong', wanted };
}

const DATE = /^\d{4}-(0\d|1[0-2])-[0-3]\d/;
