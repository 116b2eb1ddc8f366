import type { ParentRule } from '@syncline/connector-sdk';
import type { EntityKind } from '@syncline/core';
import type { ObjectField } from './field.ts';

/** The unique property that set-up makes on every object that is written: our key. */
export const OWN_KEY = 'syncline_key';

/** A HubSpot object as a stream: all that sets one stream apart from another. */
export interface ObjectDefinition {
  readonly stream: string;
  readonly title: string;
  readonly kind: EntityKind;
  /** As paths name it: `companies`. */
  readonly object: string;
  /** As events name it: `0-2`. */
  readonly objectTypeId: string;
  /** As the older events name it, where it has such: `company` of `company.creation`. */
  readonly eventName?: string;
  /** The property of the last change: contacts have one of their own. */
  readonly modified: 'lastmodifieddate' | 'hs_lastmodifieddate';
  readonly fields: readonly ObjectField[];
  /** Properties that a create carries where its fields do not say otherwise. */
  readonly createdWith?: (now: Date) => Readonly<Record<string, string>>;
  readonly parents?: readonly ParentRule[];
  /** The field (ours) whose remote value must not be above that of a write: the version of a quote. */
  readonly versionField?: string;
}

/** What can be asked of an object besides what its definition names. */
export interface Carried {
  /** Custom properties by stream. */
  readonly customFields: Readonly<Record<string, readonly string[]>>;
}

/** The properties that a read of the object asks for. */
export function propertiesOf(definition: ObjectDefinition, carried: Carried): string[] {
  const named = definition.fields.flatMap(({ property }) => property ?? []);
  const custom = carried.customFields[definition.stream] ?? [];
  return [...new Set(['hs_object_id', definition.modified, OWN_KEY, ...named, ...custom])];
}

/** The objects that a record may be associated with and that are read along with it. */
export function associatedObjects(definition: Pick<ObjectDefinition, 'fields'>): string[] {
  return [...new Set(definition.fields.flatMap(({ association }) => association?.to ?? []))];
}

export function fieldNamed(definition: ObjectDefinition, name: string): ObjectField | undefined {
  return definition.fields.find((field) => field.name === name);
}
