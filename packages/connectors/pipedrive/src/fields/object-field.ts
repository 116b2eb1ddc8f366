import type { StreamField } from '@syncline/connector-sdk';
import type { FieldType, Json, RelationType } from '@syncline/core';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Item } from '../item.ts';

/** One of our fields: how it is read from a record, and put into what is sent. */
export interface ObjectField {
  readonly name: string;
  readonly type: FieldType;
  readonly writable: StreamField['writable'];
  readonly required?: boolean;
  readonly references?: string;
  /** For references: the edge that they also are. */
  readonly relation?: RelationType;
  readonly dialect?: 'html';
  /** What Pipedrive calls it, for refusals that name it. */
  readonly api: string;
  /** True when a custom field holds it: what the account has none for is not shown. */
  readonly isCarried?: boolean;
  read(item: Item, catalogue: Catalogue): ReadValue;
  /** Throws SynclineError `invalid` for a value that can't be sent. */
  write?(body: Body, value: Json, catalogue: Catalogue): void;
  express?(value: Json): Json;
}

/** What a member shows: a value, nothing (undefined), or something that it should not be. */
export type ReadValue = Json | undefined | Wrong;

export class Wrong {
  readonly wanted: string;

  constructor(wanted: string) {
    this.wanted = wanted;
  }
}

export interface Body {
  /** Members of the record. */
  readonly own: Record<string, unknown>;
  /** By key. */
  readonly custom: Record<string, unknown>;
}

/** The public description of a field. */
export function streamField(from: ObjectField): StreamField {
  const { name, type, writable, required, references, dialect, express } = from;
  return {
    name,
    type,
    writable,
    ...(required !== undefined && { required }),
    ...(references !== undefined && { references }),
    ...(dialect !== undefined && { dialect }),
    ...(express && writable !== 'no' && { express }),
  };
}
