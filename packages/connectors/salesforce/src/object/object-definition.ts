import type { ParentRule } from '@syncline/connector-sdk';
import type { EntityKind } from '@syncline/core';
import { OWN_KEY } from '../refusal.ts';
import type { SalesforceSettings } from '../settings.ts';
import type { ObjectField } from './field.ts';

/** A Salesforce object as a stream: all that sets one stream apart from another. */
export interface ObjectDefinition {
  readonly stream: string;
  readonly title: string;
  readonly kind: EntityKind;
  /** API name: `Opportunity`. */
  readonly object: string;
  readonly fields: readonly ObjectField[];
  /** Users alone are never deleted, and only read. */
  readonly isReadOnly?: boolean;
  /** Tasks and events older than a year are archived: there, but only shown by `queryAll`. */
  readonly archives?: boolean;
  readonly parents?: readonly ParentRule[];
  /** The field (ours) whose remote value must not be above that of a write: the version of a quote. */
  readonly versionField?: string;
}

/** The columns that a read of the object asks for. */
export function columnsOf(definition: ObjectDefinition, settings: SalesforceSettings): string[] {
  const columns = ['Id', 'SystemModstamp', 'LastModifiedDate'];
  if (!definition.isReadOnly) columns.push('IsDeleted', OWN_KEY);
  for (const { api, target } of definition.fields) {
    columns.push(api);
    if (target) columns.push(target.path.join('.'));
  }
  columns.push(...(settings.customFields[definition.stream] ?? []));
  return [...new Set(columns)];
}

export function fieldNamed(definition: ObjectDefinition, name: string): ObjectField | undefined {
  return definition.fields.find((field) => field.name === name);
}
