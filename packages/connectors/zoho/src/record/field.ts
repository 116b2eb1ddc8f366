import type { StreamField } from '@syncline/connector-sdk';
import type { FieldType, RelationType } from '@syncline/core';
import { expressValue } from './express-value.ts';

/** One field of a Zoho module, and what it is called here. */
export interface ModuleField {
  /** Our name of it: `close_date`. */
  readonly name: string;
  /** Zoho's API name: `Closing_Date`. */
  readonly api: string;
  readonly type: FieldType;
  readonly writable: StreamField['writable'];
  readonly required?: boolean;
  readonly references?: string;
  /** For references: the edge that they also are. */
  readonly relation?: RelationType;
  /** For lookups that take records of several modules: the API name of the one that this field is about. Others show as null. */
  readonly module?: string;
  /** Digits after the point that Zoho keeps; absent: as sent. */
  readonly scale?: number;
  /** A value of ours made from, and into, one of Zoho's that is kept otherwise. */
  readonly form?: FieldForm;
}

/**
 * `host`: of a web address. `direction`: of a call. `duration`: seconds of a call, written as minutes and seconds.
 * `type` and `subject`: of a note, which share its title.
 */
export type FieldForm = 'host' | 'direction' | 'duration' | 'type' | 'subject';

type More = Partial<Omit<ModuleField, 'name' | 'api' | 'type'>>;

export function field(name: string, api: string, type: FieldType, more: More = {}): ModuleField {
  return { name, api, type, writable: 'yes', ...more };
}

/** The public description of a field. */
export function streamField(from: ModuleField): StreamField {
  return {
    name: from.name,
    type: from.type,
    writable: from.writable,
    ...(from.required !== undefined && { required: from.required }),
    ...(from.references !== undefined && { references: from.references }),
    ...(from.writable !== 'no' && { express: (value) => expressValue(from, value) }),
  };
}
