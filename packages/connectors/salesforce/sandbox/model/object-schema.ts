export interface FieldSchema {
  readonly type: 'text' | 'number' | 'boolean' | 'date' | 'datetime' | 'reference';
  /** Characters. */
  readonly length?: number;
  readonly isRequired?: boolean;
  /** Set by Salesforce. `create`: also by a create. */
  readonly isReadOnly?: boolean | 'create';
  /** A restricted picklist. */
  readonly values?: readonly string[];
  /** What people call the field; absent: by its API name. */
  readonly label?: string;
  /** What people call its values. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Objects that it may point to. */
  readonly to?: readonly string[];
  readonly initial?: string | number | boolean;
}

export interface ObjectSchema {
  readonly name: string;
  /** The first three characters of its ids. */
  readonly prefix: string;
  /** Administrators add, change and delete custom ones. */
  readonly fields: Map<string, FieldSchema>;
  readonly isReadOnly?: boolean;
}

export const text = (length: number, more: Partial<FieldSchema> = {}): FieldSchema => ({
  type: 'text',
  length,
  ...more,
});
export const number = (more: Partial<FieldSchema> = {}): FieldSchema => ({ type: 'number', ...more });
export const flag = (more: Partial<FieldSchema> = {}): FieldSchema => ({ type: 'boolean', initial: false, ...more });
export const date = (more: Partial<FieldSchema> = {}): FieldSchema => ({ type: 'date', ...more });
export const datetime = (more: Partial<FieldSchema> = {}): FieldSchema => ({ type: 'datetime', ...more });
export const lookup = (to: readonly string[], more: Partial<FieldSchema> = {}): FieldSchema => ({
  type: 'reference',
  to,
  ...more,
});

export function object(
  name: string,
  prefix: string,
  fields: Readonly<Record<string, FieldSchema>>,
  isReadOnly = false,
): ObjectSchema {
  const system: Record<string, FieldSchema> = {
    Id: text(18, { isReadOnly: true }),
    CreatedDate: datetime({ isReadOnly: true }),
    LastModifiedDate: datetime({ isReadOnly: true }),
    SystemModstamp: datetime({ isReadOnly: true }),
    ...(!isReadOnly && { IsDeleted: flag({ isReadOnly: true }), Syncline_Key__c: text(22) }),
  };
  return { name, prefix, fields: new Map(Object.entries({ ...system, ...fields })), isReadOnly };
}
