import { asItem } from '@syncline/connector-sdk';
import type { Json } from '@syncline/core';
import { zohoId } from '../zoho-id.ts';
import { bareHost, instant, plainText, rounded } from './express-value.ts';
import type { ModuleField } from './field.ts';
import { readTitle } from './note-title.ts';

export type ReadValue =
  | { readonly is: 'value'; readonly value: Json }
  | { readonly is: 'wrong'; readonly wanted: string };

/** A member of a Zoho record in canonical form. */
export function readValue(field: ModuleField, raw: unknown): ReadValue {
  if (field.form === 'type' || field.form === 'subject')
    return typeof raw === 'string' || raw === null ? value(readTitle(raw)[field.form]) : wrong('a text');
  if (raw === null) return value(field.type === 'reference_set' || field.type === 'text_set' ? [] : null);
  if (field.form === 'host') return typeof raw === 'string' ? value(bareHost(raw)) : wrong('a web address');
  // A missed call came in as well.
  if (field.form === 'direction')
    return typeof raw === 'string' ? value(raw === 'Outbound' ? 'outbound' : 'inbound') : wrong('a type of call');
  if (field.form === 'duration') return duration(raw);
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
      return typeof raw === 'string' && DATE.test(raw) ? value(raw) : wrong('a date');
    case 'instant': {
      const time = typeof raw === 'string' ? instant(raw) : null;
      return time === null ? wrong('a time') : value(time);
    }
    case 'reference':
    case 'reference_set': {
      const id = lookupId(raw);
      if (id === null) return wrong('a record with an id');
      return value(field.type === 'reference' ? id : [id]);
    }
    case 'text_set':
    case 'json':
      return value(raw as Json);
  }
}

/** Lookups come as `{ id, name }`. */
function lookupId(raw: unknown): string | null {
  return zohoId(asItem(raw)?.['id']);
}

/** `05:30`, minutes and seconds, as calls show it; minutes go on above an hour. */
function duration(raw: unknown): ReadValue {
  const [, minutes, seconds] = (typeof raw === 'string' ? /^(\d{1,6}):([0-5]?\d)$/.exec(raw.trim()) : null) ?? [];
  if (minutes === undefined || seconds === undefined) return wrong('minutes and seconds');
  return value(Number(minutes) * 60 + Number(seconds));
}

function value(of: Json): ReadValue {
  return { is: 'value', value: of };
}

function wrong(wanted: string): ReadValue {
  return { is: 'wrong', wanted };
}

const DATE = /^\d{4}-(0\d|1[0-2])-[0-3]\d$/;
