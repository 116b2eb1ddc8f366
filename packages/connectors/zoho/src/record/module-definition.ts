import type { Item, ParentRule } from '@syncline/connector-sdk';
import type { EntityKind, Json } from '@syncline/core';
import { OWN_KEY } from '../refusal.ts';
import type { ZohoSettings } from '../settings.ts';
import type { ModuleField } from './field.ts';

/** A Zoho module as a stream: all that sets one stream apart from another. */
export interface ModuleDefinition {
  readonly stream: string;
  readonly title: string;
  readonly kind: EntityKind;
  /** API name: `Deals`. */
  readonly module: string;
  readonly fields: readonly ModuleField[];
  /** What its records show without a field of their own for it. Pure. */
  readonly derived?: readonly DerivedField[];
  /**
   * How a create is made once. `upsert`: on the unique custom field `Syncline_Key`. `field`: that field, in a module that
   * Zoho has no upsert for; records are found again by it. `text`: in the text, where a module has no custom fields.
   */
  readonly ownKey: 'upsert' | 'field' | 'text' | 'none';
  readonly parents?: readonly ParentRule[];
  /** The field (ours) whose remote value must not be above that of a write: the version of a quote. */
  readonly versionField?: string;
  /** What a create sends besides its fields, by the connection's settings. */
  createExtras?(settings: ZohoSettings): Readonly<Record<string, Json>>;
}

export interface DerivedField {
  readonly name: string;
  readonly type: 'boolean' | 'choice' | 'instant';
  /** Undefined: not to be said from what is shown. */
  value(item: Item): Json | undefined;
}

/** The columns that a read of the module asks for. */
export function columnsOf(definition: ModuleDefinition, settings: ZohoSettings): string[] {
  const columns = ['id', 'Created_Time', 'Modified_Time', ...definition.fields.map(({ api }) => api)];
  if (definition.fields.some(({ module }) => module !== undefined) && definition.ownKey === 'field')
    columns.push('$se_module');
  if (hasKeyField(definition)) columns.push(OWN_KEY);
  columns.push(...customFieldsOf(definition, settings));
  return [...new Set(columns)];
}

export function hasKeyField({ ownKey }: ModuleDefinition): boolean {
  return ownKey === 'upsert' || ownKey === 'field';
}

export function customFieldsOf({ stream }: ModuleDefinition, settings: ZohoSettings): readonly string[] {
  return settings.customFields[stream] ?? [];
}

export function fieldNamed(definition: ModuleDefinition, name: string): ModuleField | undefined {
  return definition.fields.find((field) => field.name === name);
}
