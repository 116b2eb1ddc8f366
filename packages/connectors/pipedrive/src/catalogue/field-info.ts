import { asItem, listOf, textOf } from '../item.ts';

/** A field of the account's, as its list of fields has it. */
export interface FieldInfo {
  /** Its member in records: a word for Pipedrive's own, 40 characters for a custom one. */
  readonly code: string;
  readonly name: string;
  readonly type: string;
  readonly isCustom: boolean;
  readonly options: readonly FieldOption[];
}

export interface FieldOption {
  readonly id: string;
  readonly label: string;
}

export function fieldInfos(list: readonly unknown[]): FieldInfo[] {
  return list.flatMap((value) => {
    const item = asItem(value);
    const code = textOf(item?.['field_code']);
    if (item === null || code === null) return [];
    return [
      {
        code,
        name: textOf(item['field_name']) ?? code,
        type: textOf(item['field_type']) ?? '',
        isCustom: item['is_custom_field'] === true,
        options: listOf(item['options']).flatMap(optionOf),
      },
    ];
  });
}

function optionOf(value: unknown): readonly FieldOption[] {
  const option = asItem(value);
  const id = option?.['id'];
  const label = textOf(option?.['label']);
  return (typeof id === 'number' || typeof id === 'string') && label !== null ? [{ id: String(id), label }] : [];
}
