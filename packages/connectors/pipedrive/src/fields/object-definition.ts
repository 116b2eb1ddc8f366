import type { ParentRule } from '@syncline/connector-sdk';
import type { EntityKind } from '@syncline/core';
import type { Item } from '../item.ts';
import type { ObjectField } from './object-field.ts';

/** All that sets one stream apart from another. */
export interface ObjectDefinition {
  readonly stream: string;
  readonly title: string;
  /** In messages: `deal`. */
  readonly word: string;
  readonly kind: EntityKind;
  /** Where one of them is: `/api/v2/deals`. */
  readonly path: string;
  /** The lists that hold all of them together. */
  readonly lists: readonly string[];
  /** Where its fields are told; null where it has none but Pipedrive's own. */
  readonly fieldList: string | null;
  /** Our field to the name of the custom field that holds it, unless settings say otherwise. */
  readonly carried: Readonly<Record<string, string>>;
  /** Fields of Pipedrive's whose options are read by their labels. */
  readonly optionFields: readonly string[];
  readonly fields: readonly ObjectField[];
  readonly parents?: readonly ParentRule[];
  /** Lists of entries of which ours is the first one: the others are kept when it is written. */
  readonly listMembers?: readonly string[];
  /** Our key as the record shows it. */
  ownKey?(item: Item): string | undefined;
  /** Where `is_deleted` does not say it. */
  isDeleted?(item: Item): boolean;
  /** Why a record is none of this stream; null for one that is. */
  ignored?(item: Item): string | null;
}

export function fieldNamed(definition: ObjectDefinition, name: string): ObjectField | undefined {
  return definition.fields.find((field) => field.name === name);
}
