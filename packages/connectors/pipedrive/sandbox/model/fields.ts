import { createHash } from 'node:crypto';

export type FieldEntity = 'organizations' | 'persons' | 'deals';

export interface Field {
  readonly field_name: string;
  readonly field_code: string;
  readonly field_type: string;
  readonly options: readonly { readonly id: number; readonly label: string }[] | null;
  readonly subfields: null;
  readonly is_custom_field: boolean;
  readonly is_optional_response_field: boolean;
}

const own = (code: string, name: string, type: string, labels?: readonly string[], firstId = 1): Field => ({
  field_name: name,
  field_code: code,
  field_type: type,
  options: labels ? labels.map((label, at) => ({ id: firstId + at, label })) : null,
  subfields: null,
  is_custom_field: false,
  is_optional_response_field: false,
});

/** Keys are random at Pipedrive; here they follow from the name, so that the same company comes out each time. */
export function customField(entity: FieldEntity, name: string, type: string, options?: readonly string[]): Field {
  const code = createHash('sha1').update(`${entity}/${name}`).digest('hex');
  return { ...own(code, name, type, options, 101), is_custom_field: true };
}

const LABELS = ['Cold lead', 'Customer', 'Hot lead', 'Warm lead'];

export const ownFields: Readonly<Record<FieldEntity, readonly Field[]>> = {
  organizations: [
    own('name', 'Name', 'varchar'),
    own('owner_id', 'Owner', 'user'),
    own('label_ids', 'Labels', 'set', LABELS, 11),
    own('industry', 'Industry', 'enum', ['Agriculture', 'Energy', 'Finance', 'Manufacturing', 'Software'], 21),
    own('website', 'Website', 'varchar'),
  ],
  persons: [
    own('name', 'Name', 'varchar'),
    own('emails', 'Email', 'varchar'),
    own('label_ids', 'Labels', 'set', LABELS, 31),
  ],
  deals: [
    own('title', 'Title', 'varchar'),
    own('value', 'Value', 'monetary'),
    own('stage_id', 'Stage', 'stage'),
    own('label_ids', 'Labels', 'set', LABELS, 41),
  ],
};

/** What a company makes for its connector, and some of its own. */
export const madeFields: Readonly<Record<FieldEntity, readonly Field[]>> = {
  organizations: [
    ['Syncline key', 'varchar'],
    ['Segment', 'varchar'],
    ['Account type', 'varchar'],
    ['Phone', 'varchar'],
    ['Description', 'text'],
    ['Region', 'enum', 'EMEA', 'APAC', 'AMER'],
  ].map(([name = '', type = '', ...options]) => customField('organizations', name, type, optionsOf(options))),
  persons: [
    ['Syncline key', 'varchar'],
    ['Department', 'varchar'],
  ].map(([name = '', type = '', ...options]) => customField('persons', name, type, optionsOf(options))),
  deals: [
    ['Syncline key', 'varchar'],
    ['Deal type', 'varchar'],
    ['Next step', 'varchar'],
    ['Description', 'text'],
    ['Quote key', 'varchar'],
    ['Quote name', 'varchar'],
    ['Quote status', 'varchar'],
    ['Quote total', 'double'],
    ['Quote currency', 'varchar'],
    ['Quote version', 'double'],
    ['Quote attachment', 'varchar'],
    ['Quote expiration', 'date'],
    ['Quote description', 'text'],
    ['Licence fee', 'monetary'],
  ].map(([name = '', type = '', ...options]) => customField('deals', name, type, optionsOf(options))),
};

function optionsOf(options: readonly string[]): readonly string[] | undefined {
  return options.length === 0 ? undefined : options;
}
