export type FieldType =
  | 'text'
  | 'textarea'
  | 'picklist'
  | 'number'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'lookup'
  | 'subform';

export interface FieldSchema {
  readonly type: FieldType;
  /** Characters. */
  readonly length?: number;
  readonly isRequired?: boolean;
  /** Set by Zoho: what a write says of it is not looked at. */
  readonly isReadOnly?: boolean;
  /** A value that is not among them is refused. */
  readonly values?: readonly string[];
  /** Modules that it may point to. */
  readonly to?: readonly string[];
  /** Digits after the point. */
  readonly decimals?: number;
  readonly isCustom?: boolean;
  /** Of all records at most one may hold a value. */
  readonly isUnique?: boolean;
}

export interface ModuleSchema {
  readonly name: string;
  /** Two digits within its ids. */
  readonly number: string;
  readonly fields: ReadonlyMap<string, FieldSchema>;
  /** The field that lookups show as the name. */
  readonly nameField: string;
  readonly hasUpsert: boolean;
  /** Whether COQL answers for it. */
  readonly isQueried: boolean;
}

type More = Partial<Omit<FieldSchema, 'type'>>;

export const text = (length: number, more: More = {}): FieldSchema => ({ type: 'text', length, ...more });
export const textarea = (more: More = {}): FieldSchema => ({ type: 'textarea', length: 32_000, ...more });
export const picklist = (values?: readonly string[], more: More = {}): FieldSchema => ({
  type: 'picklist',
  length: 120,
  ...(values && { values }),
  ...more,
});
export const number = (decimals: number, more: More = {}): FieldSchema => ({ type: 'number', decimals, ...more });
export const date = (more: More = {}): FieldSchema => ({ type: 'date', ...more });
export const datetime = (more: More = {}): FieldSchema => ({ type: 'datetime', ...more });
export const lookup = (to: readonly string[], more: More = {}): FieldSchema => ({ type: 'lookup', to, ...more });
export const custom = (schema: FieldSchema): FieldSchema => ({ ...schema, isCustom: true });
