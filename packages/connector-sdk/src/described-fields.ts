/** What a field of the vendor's schema holds, in the words that all vendors share. `other`: shown, and mapped as it comes. */
export type DescribedFieldType =
  | 'text'
  | 'number'
  | 'boolean'
  | 'date'
  | 'date_time'
  | 'select'
  | 'multi_select'
  | 'user'
  | 'money'
  | 'other';

export interface FieldOption {
  /** What records of the stream carry and writes send: what stays when the option is renamed. */
  readonly id: string;
  /** What people at the vendor call it. */
  readonly name: string;
}

/** One field that the account itself defines, as its schema has it now. */
export interface DescribedField {
  /** What normalised records of the stream carry it under and field maps name, such as `Region__c`; it outlives a renaming. */
  readonly key: string;
  /** What people at the vendor call it. */
  readonly name: string;
  readonly type: DescribedFieldType;
  /** Of `select` and `multi_select`, all of them. Absent: the vendor does not list them. */
  readonly options?: readonly FieldOption[];
  readonly writable: boolean;
  /** Of `money`, an ISO 4217 code, where the schema says it. */
  readonly currency?: string;
}

/**
 * The fields of one stream that the account defines beyond the connector's own, whether the settings carry them yet or
 * not; in an order that does not change by itself. Empty for streams that can have none. A field of the settings that
 * the answer lacks is taken for gone, so an account that may not look throws SynclineError `permission`. A connector
 * without it has accounts that define no fields, or can't tell them.
 */
export type DescribeFields<Client = unknown> = (
  client: Client,
  stream: string,
  signal: AbortSignal,
) => Promise<readonly DescribedField[]>;

/** By stream the keys of fields that `describeFields` has shown once and shows no longer: not to be asked for by name. */
export type LostFields = Readonly<Record<string, readonly string[]>>;
