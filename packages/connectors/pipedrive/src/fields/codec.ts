import type { FieldType, Json } from '@syncline/core';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { idOf } from '../item.ts';
import { refusedField } from '../writing/refused.ts';
import { expressDate, expressInstant, expressText, hostOf } from './express.ts';
import { type ReadValue, Wrong } from './object-field.ts';

/** How a value stands in a member of Pipedrive's. */
export interface Codec {
  readonly type: FieldType;
  /** Of what is neither absent nor null. */
  read(raw: unknown, api: string, catalogue: Catalogue): ReadValue;
  write(value: Json, name: string, api: string, catalogue: Catalogue): unknown;
  express?(value: Json): Json;
}

const asSent = (value: Json) => value;

export const text: Codec = {
  type: 'text',
  read: (raw) => (typeof raw === 'string' ? expressText(raw) : new Wrong('a text')),
  write: asSent,
  express: expressText,
};

export const choice: Codec = { ...text, type: 'choice' };

/** An address or a host alone; others know no more of a website than its host. */
export const domain: Codec = {
  type: 'text',
  read: (raw) => (typeof raw === 'string' ? hostOf(raw) : new Wrong('a text')),
  write: asSent,
  express: (value) => (typeof value === 'string' ? hostOf(value) : value),
};

export const number: Codec = {
  type: 'number',
  read: (raw) => (typeof raw === 'number' && Number.isFinite(raw) ? raw : new Wrong('a number')),
  write: asSent,
};

export const integer: Codec = {
  ...number,
  express: (value) => (typeof value === 'number' ? Math.round(value) : value),
};

/** Zero where there is none: an amount is never empty. */
export const amount: Codec = { ...number, express: (value) => value ?? 0, write: (value) => value ?? 0 };

export const flag: Codec = {
  type: 'boolean',
  read: (raw) => (typeof raw === 'boolean' ? raw : new Wrong('true or false')),
  write: asSent,
};

export const date: Codec = {
  type: 'date',
  read: (raw) =>
    typeof raw === 'string' && /^\d{4}-\d\d-\d\d/.test(raw)
      ? raw.slice(0, 10)
      : raw === ''
        ? null
        : new Wrong('a date'),
  write: (value, name) => {
    const day = expressDate(value);
    if (day === null || (typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day))) return day;
    throw refusedField(name, `${JSON.stringify(value)} is no date`);
  },
  express: expressDate,
};

/** `2025-01-01T10:20:00Z` in version 2, `2025-01-01 10:20:00` in version 1; both are UTC and whole seconds. */
export const instant: Codec = {
  type: 'instant',
  read: (raw) => (typeof raw === 'string' ? (instantIn(raw) ?? new Wrong('a time')) : new Wrong('a time')),
  write: (value, name) => {
    const time = expressInstant(value);
    if (typeof time !== 'string' || Number.isNaN(Date.parse(time)))
      throw refusedField(name, `${JSON.stringify(value)} is no time`);
    return time.slice(0, 19).replace('T', ' ');
  },
  express: expressInstant,
};

export function instantIn(raw: string): string | null {
  const time = Date.parse(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(raw) ? `${raw.replace(' ', 'T')}Z` : raw);
  return Number.isNaN(time) ? null : `${new Date(time).toISOString().slice(0, 19)}Z`;
}

export const reference: Codec = {
  type: 'reference',
  read: (raw) => idOf(raw) ?? new Wrong('an id'),
  write: (value, name) => sentId(value, name),
};

/** One of the vendor's own things by its id: a stage, a pipeline. What it is called, `choices` tell. */
export const idChoice: Codec = { ...reference, type: 'choice' };

/** Of several, the first that Pipedrive has room for. */
export const firstOfSet: Codec = {
  type: 'reference_set',
  read: (raw) => {
    const id = idOf(raw);
    return id === null ? new Wrong('an id') : [id];
  },
  write: (value, name) => sentId(Array.isArray(value) ? (leadOf(value) ?? null) : null, name),
  express: (value) => (Array.isArray(value) ? leadOf(value).slice(0, 1) : (value ?? [])),
};

/** The option of a field by its label; one without a label any more by its id. */
export const option: Codec = {
  type: 'choice',
  read: (raw, api, { options }) =>
    typeof raw === 'number' || typeof raw === 'string'
      ? (labelsOf(options, api)[String(raw)] ?? String(raw))
      : new Wrong('an option'),
  write: (value, name, api, { options }) => (value === null ? null : optionId(value, name, labelsOf(options, api))),
};

export const optionSet: Codec = {
  type: 'text_set',
  read: (raw, api, { options }) => {
    if (!Array.isArray(raw)) return new Wrong('a list of options');
    const labels = labelsOf(options, api);
    return inOrder(raw.map((id) => labels[String(id)] ?? String(id)));
  },
  write: (value, name, api, { options }) =>
    (Array.isArray(value) ? value : []).map((label) => optionId(label, name, labelsOf(options, api))),
  express: (value) => (Array.isArray(value) ? inOrder(value.map(String)) : (value ?? [])),
};

function labelsOf(options: Catalogue['options'], api: string): Readonly<Record<string, string>> {
  const labels: unknown = Object.hasOwn(options, api) ? options[api] : undefined;
  return typeof labels === 'object' && labels !== null ? (labels as Readonly<Record<string, string>>) : {};
}

function optionId(label: Json, name: string, labels: Readonly<Record<string, string>>): number {
  const found = Object.entries(labels).find(([id, known]) => known === label || id === label)?.[0];
  if (found !== undefined) return Number(found);
  throw refusedField(name, `${JSON.stringify(label)} is no option of it`, Object.values(labels));
}

function leadOf(ids: readonly Json[]): string[] {
  return ids.map(String).sort((a, b) => Number(a) - Number(b));
}

function sentId(value: Json | readonly string[], name: string): number | null {
  const id: unknown = Array.isArray(value) ? value[0] : value;
  if (id === null || id === undefined) return null;
  if (typeof id === 'string' && /^\d{1,15}$/.test(id)) return Number(id);
  throw refusedField(name, `${JSON.stringify(id)} is no id`);
}

function inOrder(labels: readonly string[]): string[] {
  return [...new Set(labels)].sort();
}
