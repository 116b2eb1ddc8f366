import type { StreamField } from '@syncline/connector-sdk';
import type { FieldType, RelationType } from '@syncline/core';
import { expressValue } from './values.ts';

/** How HubSpot writes a value down, where its own type (`FieldType`) does not tell. */
export type Notation =
  /** A bare host in small letters, of which people type whole addresses. */
  | 'host'
  /** Small letters, as HubSpot keeps e-mail addresses. */
  | 'lower'
  /** 0 to 1 at HubSpot, 0 to 100 here. */
  | 'share'
  /** Milliseconds at HubSpot, seconds here. */
  | 'milliseconds'
  /** Capitals at HubSpot, small letters here: `INBOUND`. */
  | 'capitals';

/** One field of a HubSpot object, and what it is called here. */
export interface ObjectField {
  /** Our name of it: `close_date`. */
  readonly name: string;
  /** The property that holds it, `closedate`; null for what no property does. */
  readonly property: string | null;
  /** The association that it is. */
  readonly association?: Association;
  /** What it is for every record of the stream, whatever HubSpot shows. */
  readonly constant?: string;
  readonly type: FieldType;
  readonly writable: StreamField['writable'];
  readonly required?: boolean;
  readonly references?: string;
  /** For references: the edge that they also are. */
  readonly relation?: RelationType;
  readonly notation?: Notation;
  /** What HubSpot's words for a choice are here; others are shown as they are. */
  readonly words?: Readonly<Record<string, string>>;
  /** Digits after the point that are kept; absent: as sent. */
  readonly scale?: number;
}

/** Type ids of @hubspot/api-client's AssociationTypes; they are the same in every account. */
export interface Association {
  /** The object at the other end as paths name it: `companies`. */
  readonly to: string;
  readonly typeId: number;
  /** The type of the one among several that counts: the primary company. The others are not shown. */
  readonly primaryTypeId?: number;
}

type More = Partial<Omit<ObjectField, 'name' | 'property' | 'type'>>;

export function field(name: string, property: string, type: FieldType, more: More = {}): ObjectField {
  return { name, property, type, writable: 'yes', ...more };
}

/** A field that says the same of every record: what kind of activity a stream holds. */
export function constant(name: string, value: string): ObjectField {
  return { name, property: null, constant: value, type: 'choice', writable: 'no' };
}

/** The record at the other end: the primary one, or where there is no such thing the one with the smallest id. */
export function associated(
  name: string,
  references: string,
  relation: RelationType,
  association: Association,
): ObjectField {
  return { name, property: null, association, type: 'reference', writable: 'yes', references, relation };
}

/** All records at the other end. */
export function associatedSet(
  name: string,
  references: string,
  relation: RelationType,
  association: Association,
): ObjectField {
  return { ...associated(name, references, relation, association), type: 'reference_set' };
}

/** The owner of a record: a property that holds the owner's id. */
export const owner: ObjectField = field('owner', 'hubspot_owner_id', 'reference', {
  references: 'owners',
  relation: 'assigned_to',
});

/** The public description of a field. */
export function streamField(from: ObjectField): StreamField {
  return {
    name: from.name,
    type: from.type,
    writable: from.writable,
    ...(from.required !== undefined && { required: from.required }),
    ...(from.references !== undefined && { references: from.references }),
    ...(from.type === 'rich_text' && { dialect: 'html' as const }),
    ...(from.writable !== 'no' && { express: (value) => expressValue(from, value) }),
  };
}
