import type { Json } from './json.ts';

/**
 * The kinds of canonical record (SEMANTICS 1). `interest` is what somebody would take if it were in stock, `custom:<name>`
 * is for what the list does not know.
 */
export type EntityKind =
  | 'account'
  | 'contact'
  | 'deal'
  | 'quote'
  | 'inventory_item'
  | 'interest'
  | 'work_item'
  | 'project'
  | 'repository'
  | 'change_request'
  | 'milestone'
  | 'iteration'
  | 'component'
  | 'label'
  | 'comment'
  | 'checklist'
  | 'attachment'
  | 'activity'
  | 'user'
  | `custom:${string}`;

/** The edges of the graph. */
export type RelationType =
  | 'belongs_to'
  | 'part_of'
  | 'child_of'
  | 'depends_on'
  | 'blocks'
  | 'related_to'
  | 'assigned_to'
  | 'created_by'
  | 'labelled'
  | 'in_milestone'
  | 'comments_on'
  | 'tracks'
  | 'interested_in';

/** A remote object, named by its stream and the vendor's immutable id. */
export interface RemoteReference {
  readonly stream: string;
  readonly externalId: string;
}

/**
 * An edge to another remote object of the same connection; it may not be known to the graph yet (rule 3.9).
 * Some vendors show only where the other end is, not its id (the issue of a GitHub comment): then `externalId`
 * is null and `locator` names it, as the other end's own record does. One of the two is always there.
 */
export interface Reference {
  readonly relation: RelationType;
  readonly stream: string;
  readonly externalId: string | null;
  readonly locator?: string | null;
}

/** Why a record is not, or not wholly, usable. */
export interface Diagnostic {
  /** `error`: the record is not merged and becomes a reconciliation item. `warning`: it is merged, the field is left out. */
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly field?: string;
  readonly message: string;
}

/**
 * A vendor object turned into canonical fields. Vendor types never leave the connector.
 *
 * `fields` holds what the vendor showed: an absent key was not shown (and so did not change), a null is
 * an explicit empty. Time stamps in fields are ISO 8601 in UTC.
 */
export interface NormalisedRecord extends RemoteReference {
  readonly kind: EntityKind;
  /** How the connector finds the object again (`owner/repo#12`); may change over time, unlike the id. */
  readonly locator: string | null;
  readonly fields: Readonly<Record<string, Json>>;
  /**
   * All edges of the relation types listed in `relations`; a type listed there without an edge means
   * "none now", a type not listed was not shown.
   */
  readonly references: readonly Reference[];
  readonly relations: readonly RelationType[];
  /**
   * Relation types of which every edge to this record, by others of its stream, was shown: the records embedded with it
   * hold them, and no others do (the sub-issues of an issue).
   */
  readonly inbound?: readonly RelationType[];
  /** The vendor's own time stamp of the last change, ISO 8601; never used for ordering reads (rule 2.7). */
  readonly remoteUpdatedAt: string | null;
  readonly url: string | null;
  /** True when only some fields were shown, as for a user embedded in an issue. */
  readonly partial?: boolean;
  /** Our key, found on the object (rule 3.8): it was made by us, or copied from what was. Never part of `fields`. */
  readonly ownKey?: string;
  /** The vendor's own version, opaque: the condition of a conditional write. */
  readonly version?: string;
  /** When fields were last changed, ISO 8601, where the vendor keeps a history by field. */
  readonly fieldTimes?: Readonly<Record<string, string>>;
}
