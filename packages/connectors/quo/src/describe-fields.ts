import type { DescribedField, DescribedFieldType, DescribeFields } from '@syncline/connector-sdk';
import type { QuoClient } from './client.ts';
import { CUSTOM } from './contacts/contact-fields.ts';
import { asItem, itemsIn, textOf } from './item.ts';

/** The types that contacts have been documented with; what a multi-select can hold is listed nowhere. */
const TYPES: Readonly<Record<string, DescribedFieldType>> = {
  string: 'text',
  address: 'text',
  url: 'text',
  number: 'number',
  boolean: 'boolean',
  date: 'date_time',
  'multi-select': 'multi_select',
};

/** The custom fields of contacts: the first version alone lists them. They are made and renamed in the app. */
export const describeQuoFields: DescribeFields<QuoClient> = async (client, stream, signal) => {
  if (stream !== 'contacts') return [];
  const { raw } = await client.send({ path: '/v1/contact-custom-fields' }, signal);
  return itemsIn(raw).flatMap((value): DescribedField[] => {
    const item = asItem(value);
    const key = textOf(item?.['key']);
    if (!key) return [];
    const type = TYPES[textOf(item?.['type']) ?? ''] ?? 'other';
    return [{ key: CUSTOM + key, name: textOf(item?.['name']) ?? key, type, writable: type !== 'other' }];
  });
};
