import type { StreamField } from '@syncline/connector-sdk';
import type { FieldType, RelationType } from '@syncline/core';
import { expressValue } from './express-value.ts';

/** One field of a Salesforce object, and what it is called here. */
export interface ObjectField {
  /** Our name of it: `close_date`. */
  readonly name: string;
  /** Salesforce's: `CloseDate`. */
  readonly api: string;
  readonly type: FieldType;
  readonly writable: StreamField['writable'];
  readonly required?: boolean;
  readonly references?: string;
  /** For references: the edge that they also are. */
  readonly relation?: RelationType;
  /** For lookups that take several objects (WhatId): the object that this field is about. Others show as null. */
  readonly target?: { readonly path: readonly [string, string]; readonly object: string };
  /** Digits after the point that Salesforce keeps; absent: as sent. */
  readonly scale?: number;
}

type More = Partial<Omit<ObjectField, 'name' | 'api' | 'type'>>;

export function field(name: string, api: string, type: FieldType, more: More = {}): ObjectField {
  return { name, api, type, writable: 'yes', ...more };
}

/** The public description of a field. */
export function streamField(from: ObjectField): StreamField {
  return {
    name: from.name,
    type: from.type,
    writable: from.writable,
    ...(from.required !== undefined && { required: from.required }),
    ...(from.references !== undefined && { references: from.references }),
    ...(from.writable !== 'no' && { express: (value) => expressValue(from, value) }),
  };
}
